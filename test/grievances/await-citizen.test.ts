import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Grievance } from '../../src/db/schema.ts';
import { transact } from '../../src/db/transact.ts';
import { acknowledge } from '../../src/grievances/acknowledge.ts';
import { type Actor, citizenOn } from '../../src/grievances/actor.ts';
import { addCitizenMessage } from '../../src/grievances/add-message.ts';
import { addNote } from '../../src/grievances/add-note.ts';
import { awaitCitizen } from '../../src/grievances/await-citizen.ts';
import { goOn } from '../../src/grievances/go-on.ts';
import { reject } from '../../src/grievances/reject.ts';
import { reply } from '../../src/grievances/reply.ts';
import { resolve } from '../../src/grievances/resolve.ts';
import { transfer } from '../../src/grievances/transfer.ts';
import { addAccount } from '../support/console.ts';
import { type Gateway, openGateway } from '../support/gateway.ts';
import { fileReport, readGrievance, readHistory } from '../support/report.ts';

const OFFICIAL: Actor = { kind: 'official', id: null, channel: 'console' };
const AMINA = '+254716000001';
const JUMA = '+254716000002';
const WATER = 'water_company@KE.001';
const HOUR_MS = 3_600_000;

let gateway: Gateway;
let amina: string;
beforeAll(async () => {
  gateway = await openGateway();
  amina = await addAccount(gateway, { programme: 'kenya-coast', role: 'official', office: WATER, phone: AMINA });
  await addAccount(gateway, { programme: 'kenya-coast', role: 'official', office: WATER, phone: JUMA });
});
afterAll(() => gateway.close());

let count = 0;

/** A routed report of hers; WATER.DRY is answered within a working day of eight hours, and ended within three. */
async function routed(category = 'WATER.DRY') {
  count += 1;
  const phone = `+25471610${String(count).padStart(4, '0')}`;
  const { id } = await fileReport(gateway, { category, area: 'KE.001.005.0021', phone, source: `asked-${count}` });
  await gateway.work();
  return { ...(await readGrievance(gateway, id)), phone };
}

const ask = (id: string, text = 'Which house is it?') => awaitCitizen(gateway.deps, OFFICIAL, { id }, { text });
const object = (id: string) => transact(gateway.deps, (tx) => goOn(gateway.deps, tx, citizenOn('sms'), { id }));
const answer = (id: string, text = 'Number 12') =>
  transact(gateway.deps, (tx) => addCitizenMessage(gateway.deps, tx, citizenOn('sms'), { id }, { text }));
const hoursLater = (at: Date | null, hours: number) => new Date((at?.getTime() ?? Number.NaN) + hours * HOUR_MS);
const newest = async (phone: string) => (await gateway.inbox(phone)).at(-1);

describe('a question to the citizen', () => {
  it('stops the clock, says who asks what and why she hears of it, and is no answer', async () => {
    const before = await routed();
    await gateway.pass(1);
    const asked = await ask(before.id);
    expect(asked).toMatchObject({
      status: 'awaiting_citizen',
      first_answered_at: null,
      clock_from: null,
      clock_used_minutes: 60,
      due_by: null,
      wake_at: hoursLater(gateway.deps.now(), 7 * 24),
    });
    await gateway.work();
    expect(await newest(before.phone)).toMatch(
      /^Majibu \d{4} \d{4}, Mombasa Water Company \(MOWASSCO\) asks: Which house is it\?\nTheir time stops/,
    );
    expect(await newest(before.phone)).toContain('or 2 if they should not wait');
    expect(await readHistory(gateway, before.id)).toEqual(['filed', 'routed', 'asked']);
    await gateway.pass(4 * 24);
    expect(await readGrievance(gateway, before.id)).toMatchObject({
      status: 'awaiting_citizen',
      level: 0,
      overdue_at: null,
    });
    await answer(before.id);
    // Friday 10:30, with seven of the eight hours left: two today, five on Monday.
    expect(await readGrievance(gateway, before.id)).toMatchObject({
      status: 'acknowledged',
      waiting_until: null,
      respond_by: new Date('2026-11-30T09:30+03:00'),
      due_by: new Date('2026-11-30T09:30+03:00'),
      first_answered_at: null,
    });
  });

  it('that she answers is told to whoever has the report', async () => {
    const { id, assignee_id: assigneeId } = await routed();
    await ask(id);
    const [hers, other] = assigneeId === amina ? [AMINA, JUMA] : [JUMA, AMINA];
    const before = await gateway.inbox(other);
    await answer(id);
    await gateway.work();
    expect(await newest(hers)).toContain('your question is answered. The clock runs again');
    expect(await gateway.inbox(other)).toEqual(before);
  });

  it('is over when she objects: the clock runs on, the office is told, and no question stops it again', async () => {
    const { id, phone, respond_by: respondBy, assignee_id: assigneeId } = await routed();
    await ask(id);
    await gateway.pass(1);
    const after = await object(id);
    expect(after).toMatchObject({ status: 'acknowledged', objected_at: gateway.deps.now() });
    expect(after.respond_by).toEqual(hoursLater(respondBy, 1));
    await gateway.work();
    expect(await newest(phone)).toContain('goes on without waiting for your answer. Answer due by');
    expect(await newest(assigneeId === amina ? AMINA : JUMA)).toContain('asks you not to wait');
    await expect(ask(id)).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('does not want'),
    });
    // Said again, nothing happens.
    expect(await object(id)).toEqual(after);
    expect(await readHistory(gateway, id)).toEqual(['filed', 'routed', 'asked', 'objected']);
  });

  it('is over after the days the programme gives, and both are told', async () => {
    const { id, phone, assignee_id: assigneeId } = await routed();
    await ask(id);
    await gateway.pass(7 * 24 + 1);
    expect(await readGrievance(gateway, id)).toMatchObject({ status: 'acknowledged', objected_at: null, level: 0 });
    expect(await newest(phone)).toContain('goes on without waiting for your answer');
    expect(await newest(assigneeId === amina ? AMINA : JUMA)).toContain('no answer came to your question');
    expect((await readHistory(gateway, id)).at(-1)).toBe('waited_enough');
  });

  it('waits no longer than a law does', async () => {
    const { id, legal_by: legalBy } = await routed('INFO.REQ');
    await reply(gateway.deps, OFFICIAL, { id }, { text: 'We look for it.' });
    await gateway.pass(16 * 24);
    const moved = await readGrievance(gateway, id);
    await ask(id);
    const asked = await readGrievance(gateway, id);
    expect(asked.waiting_until).toEqual(legalBy);
    await gateway.pass(((legalBy?.getTime() ?? 0) - gateway.deps.now().getTime()) / HOUR_MS + 1);
    await gateway.pass(0);
    const after = await readGrievance(gateway, id);
    expect(after.legal_by).toEqual(legalBy);
    expect(after.level).toBe(moved.level + 1);
    expect(await readHistory(gateway, id)).toEqual(expect.arrayContaining(['waited_enough', 'escalated']));
  });

  it('ends with a transfer, which gives the next office clocks of its own', async () => {
    const { id } = await routed();
    await ask(id);
    const after = await transfer(gateway.deps, OFFICIAL, { id }, { office: 'wasreb@KE', reason: 'Theirs' });
    expect(after).toMatchObject({ status: 'routed', waiting_until: null, clock_used_minutes: 0 });
    expect(after.clock_from).toEqual(gateway.deps.now());
    expect(after.remind_at).not.toBeNull();
  });

  it('is refused where nobody would hear it, and changes nothing', async () => {
    const stopped = await routed();
    const { deps } = gateway;
    await deps.db
      .updateTable('citizens')
      .set({ opted_out_at: deps.now() })
      .where('id', '=', stopped.citizen_id)
      .execute();
    const silent = await routed();
    await deps.db.updateTable('grievances').set({ contact: 'none' }).where('id', '=', silent.id).execute();
    for (const { id } of [stopped, silent]) {
      await expect(ask(id)).rejects.toMatchObject({
        code: 'conflict',
        message: expect.stringContaining('Nobody can be asked'),
      });
      expect(await readGrievance(gateway, id)).toMatchObject({ status: 'routed', waiting_until: null });
      expect(await readHistory(gateway, id)).toEqual(['filed', 'routed']);
    }
  });

  it('is asked in approved words of a sealed report', async () => {
    const { id } = await routed('SAFE.GBV');
    await gateway.deps.db.updateTable('grievances').set({ contact: 'neutral' }).where('id', '=', id).execute();
    await expect(ask(id)).rejects.toMatchObject({ code: 'invalid' });
    const asked = await awaitCitizen(gateway.deps, OFFICIAL, { id }, { approved: 'more' });
    expect(asked.status).toBe('awaiting_citizen');
  });
});

describe('the first answer', () => {
  const words = { text: 'Soon.' };
  type Act = (id: string) => Promise<Grievance>;
  const acts: [string, boolean, Act][] = [
    ['a reply', true, (id) => reply(gateway.deps, OFFICIAL, { id }, words)],
    ['an end', true, (id) => resolve(gateway.deps, OFFICIAL, { id }, words)],
    ['a refusal', true, (id) => reject(gateway.deps, OFFICIAL, { id }, { reason: 'Not ours.' })],
    ['an acknowledgement', false, (id) => acknowledge(gateway.deps, OFFICIAL, { id })],
    ['a note', false, (id) => addNote(gateway.deps, OFFICIAL, { id }, words)],
    ['a question', false, (id) => ask(id)],
    ['a transfer', false, (id) => transfer(gateway.deps, OFFICIAL, { id }, { office: 'wasreb@KE', reason: 'x' })],
    ['her own message', false, (id) => answer(id)],
    ['her objection to waiting', false, async (id) => ask(id).then(() => object(id))],
  ];
  it.each(acts)('%s: %s', async (_name, isAnswer, act) => {
    const { id } = await routed();
    const after = await act(id);
    expect(after.first_answered_at).toEqual(isAnswer ? gateway.deps.now() : null);
  });

  it('is no message that goes out by itself', async () => {
    const { id } = await routed();
    for (let hours = 0; hours < 6 * 24; hours += 3) await gateway.pass(3);
    expect(await readHistory(gateway, id)).toEqual(expect.arrayContaining(['reminded', 'escalated']));
    expect((await readGrievance(gateway, id)).first_answered_at).toBeNull();
  });
});
