import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { acknowledge } from '../../src/grievances/acknowledge.ts';
import type { Actor } from '../../src/grievances/actor.ts';
import { quietUntil } from '../../src/grievances/quiet-hours.ts';
import { reply } from '../../src/grievances/reply.ts';
import { type Gateway, openGateway } from '../support/gateway.ts';
import { fileReport } from '../support/report.ts';

const span = (from: number, to: number) => ({ fromMinute: from * 60, toMinute: to * 60 });
const NIGHT = span(21, 7);
const inZone = (timeZone: string, quietHours = NIGHT) => ({ calendar: { timeZone }, quietHours });
const at = (iso: string) => new Date(iso);

describe('quietUntil', () => {
  const cases: [string, string, ReturnType<typeof inZone>, string | null][] = [
    ['before they begin', '2026-11-23T20:59:59.999+03:00', inZone('Africa/Nairobi'), null],
    ['when they begin', '2026-11-23T21:00+03:00', inZone('Africa/Nairobi'), '2026-11-24T07:00+03:00'],
    ['before midnight', '2026-11-23T23:59+06:00', inZone('Asia/Dhaka'), '2026-11-24T07:00+06:00'],
    ['after midnight', '2026-11-24T00:00+06:00', inZone('Asia/Dhaka'), '2026-11-24T07:00+06:00'],
    ['at their last moment', '2026-11-24T06:59:59.999+06:00', inZone('Asia/Dhaka'), '2026-11-24T07:00+06:00'],
    ['when they end', '2026-11-24T07:00+06:00', inZone('Asia/Dhaka'), null],
    ['at noon, by the local clock', '2026-11-24T12:00+01:00', inZone('Europe/Belgrade'), null],
    [
      'in the rest of a day',
      '2026-11-24T13:30+03:00',
      inZone('Africa/Nairobi', span(13, 14)),
      '2026-11-24T14:00+03:00',
    ],
    ['outside the rest of a day', '2026-11-24T23:00+03:00', inZone('Africa/Nairobi', span(13, 14)), null],
    // Kosovo puts its clocks on at 02:00 on 29 March, and back at 03:00 on 25 October.
    ['in the short night', '2026-03-28T22:00+01:00', inZone('Europe/Belgrade'), '2026-03-29T07:00+02:00'],
    ['in the long night', '2026-10-24T22:00+02:00', inZone('Europe/Belgrade'), '2026-10-25T07:00+01:00'],
    [
      'where their end is skipped',
      '2026-03-29T01:30+01:00',
      inZone('Europe/Belgrade', span(22, 2.5)),
      '2026-03-29T03:00+02:00',
    ],
    [
      'where their end comes twice, the first time',
      '2026-10-25T01:00+02:00',
      inZone('Europe/Belgrade', span(22, 2.5)),
      '2026-10-25T02:30+02:00',
    ],
    [
      'where their end comes twice, in between',
      '2026-10-25T02:15+01:00',
      inZone('Europe/Belgrade', span(22, 2.5)),
      null,
    ],
    [
      'where their begin comes twice',
      '2026-10-25T02:10+01:00',
      inZone('Europe/Belgrade', span(2.5, 7)),
      '2026-10-25T07:00+01:00',
    ],
  ];
  it.each(cases)('%s', (_name, moment, programme, until) => {
    expect(quietUntil(programme, at(moment))).toEqual(until === null ? null : at(until));
  });
});

describe('an SMS in the quiet hours', () => {
  const OFFICIAL: Actor = { kind: 'official', id: null, channel: 'console' };
  const PHONE = '+254715600001';
  let gateway: Gateway;
  beforeAll(async () => {
    gateway = await openGateway({ at: at('2026-11-23T22:30+03:00') });
  });
  afterAll(() => gateway.close());

  it('answers her at once; what an office does waits for the morning, in its order', async () => {
    const report = { category: 'WATER.DRY', area: 'KE.001.005.0021', phone: PHONE, source: 'quiet' };
    const { id } = await fileReport(gateway, report);
    await gateway.work();
    expect(await gateway.inbox(PHONE)).toEqual([expect.stringContaining('your report is with')]);
    await acknowledge(gateway.deps, OFFICIAL, { id });
    await reply(gateway.deps, OFFICIAL, { id }, { text: 'We come at nine.' });
    await gateway.work();
    await gateway.pass(8);
    expect(await gateway.inbox(PHONE)).toHaveLength(1);
    const { due_at: dueAt } = await gateway.deps.db
      .selectFrom('messages')
      .select('due_at')
      .where('purpose', '=', 'reply')
      .executeTakeFirstOrThrow();
    expect(dueAt).toEqual(at('2026-11-24T07:00+03:00'));
    await gateway.pass(1);
    const [, read, answer] = await gateway.inbox(PHONE);
    expect([read, answer]).toEqual([expect.stringContaining('has read'), expect.stringContaining('We come at nine.')]);
  });

  it('is not begun in them either: what was written in time and not sent waits for the morning', async () => {
    const inMorning = async () => (await gateway.inbox(PHONE)).length;
    await gateway.pass(13.3);
    expect(gateway.deps.now() < at('2026-11-24T21:00+03:00')).toBe(true);
    const before = await inMorning();
    const { id } = await gateway.deps.db.selectFrom('grievances').select('id').executeTakeFirstOrThrow();
    await reply(gateway.deps, OFFICIAL, { id }, { text: 'And once more at ten.' });
    // The workers were away, or the carrier refused it until now.
    await gateway.pass(1);
    await gateway.pass(5);
    expect(await inMorning()).toBe(before);
    const {
      state,
      reason,
      due_at: dueAt,
    } = await gateway.deps.db
      .selectFrom('messages')
      .select(['state', 'reason', 'due_at'])
      .where('text', 'like', '%once more%')
      .executeTakeFirstOrThrow();
    const waiting = { state: 'queued', reason: 'quiet_hours', dueAt: at('2026-11-25T07:00+03:00') };
    expect({ state, reason, dueAt }).toEqual(waiting);
    await gateway.pass(6);
    expect(await inMorning()).toBe(before + 1);
  });
});
