import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { saveSessions } from '../../src/db/ussd-sessions.ts';
import { settleCall, settleCalls } from '../../src/ussd/settle-calls.ts';
import { findStored } from '../support/everything-stored.ts';
import { type Gateway, openGateway } from '../support/gateway.ts';
import { handset, sendTurn } from '../support/handset.ts';
import { until } from '../support/until.ts';
import { countsOf, KENYA, rowOf, SETTLED_HOURS, tellEnd, WAYS, walk, workDelayed } from './drops.ts';

let gateway: Gateway;
beforeAll(async () => {
  gateway = await openGateway();
});
afterEach(async () => {
  await gateway.pass(SETTLED_HOURS);
  await sql`truncate call_ends, ussd_sessions`.execute(gateway.deps.db);
});
afterAll(async () => {
  await gateway.close();
});

let serial = 0;
function newHandset(like = KENYA.phone) {
  serial += 1;
  return handset(gateway.app, `${like.slice(0, -3)}${String(serial).padStart(3, '0')}`);
}

const TEXT = 'The tap has been dry since Monday';
const COURSE = { labels: KENYA.labels, typed: [KENYA.place, TEXT] };
const whole = { sessionId: '', phoneNumber: '', serviceCode: KENYA.code, text: '' };

describe('where calls end', () => {
  it('is counted per screen and language, dropped or finished, in every programme', async () => {
    for (const { code, phone, labels, place } of WAYS) {
      for (const steps of [0, 1, 3, 5, 5, 7])
        await walk(newHandset(phone), code, { labels, typed: [place, TEXT] }, steps);
      const confirm = await walk(newHandset(phone), code, { labels, typed: [place, TEXT] });
      await confirm.choose('Send');
    }
    const swahili = await newHandset().dial(KENYA.code);
    await swahili.choose('Kiswahili');
    await gateway.pass(SETTLED_HOURS);
    const each = (name: string, first: string) => ({
      [`${name} language ${first} dropped`]: 1,
      [`${name} menu en dropped`]: 1,
      [`${name} report-category en dropped`]: 1,
      [`${name} report-place en dropped`]: 2,
      [`${name} report-confirm en dropped`]: 1,
      [`${name} report-receipt en finished`]: 1,
    });
    expect(await countsOf(gateway)).toEqual({
      ...each('kenya-coast', 'sw'),
      ...each('khulna', 'bn'),
      ...each('kosovo', 'sq'),
      'kenya-coast menu sw dropped': 1,
    });
  });

  it('is counted once, by the event or by the time limit or by both at once', async () => {
    const first = await walk(newHandset(), KENYA.code, COURSE);
    await tellEnd(gateway, first.sessionId);
    await workDelayed(gateway);
    expect(await countsOf(gateway)).toEqual({ 'kenya-coast report-confirm en dropped': 1 });
    await gateway.pass(SETTLED_HOURS);
    const second = await walk(newHandset(), KENYA.code, COURSE);
    await tellEnd(gateway, second.sessionId);
    gateway.waiting.length = 0;
    const later = { ...gateway.deps, now: () => new Date(gateway.deps.now().getTime() + 600_000) };
    await Promise.all([
      ...Array.from({ length: 4 }, () => settleCall(later, `at-${second.sessionId}`)),
      ...Array.from({ length: 4 }, () => settleCalls(later, 100)),
    ]);
    expect(await countsOf(gateway)).toEqual({ 'kenya-coast report-confirm en dropped': 2 });
  });

  it('says nothing of a sealed report, sent or not, nor of one opened with its PIN', async () => {
    const labels = ['English', 'Report a problem', 'Stay anonymous', 'Corruption', 'Asked for a bribe', 'Tell us'];
    const course = { labels, typed: [KENYA.place, 'The clerk asked for money'] };
    for (const steps of [4, 5, 6, 7, 8]) await walk(newHandset(), KENYA.code, course, steps);
    const contact = await walk(newHandset(), KENYA.code, course);
    const sent = await (await contact.choose('No, send nothing')).choose('Send');
    const [, reference = '', pin = ''] = /(\d{4} \d{4}), PIN (\d{4})/.exec(sent.screen) ?? [];
    const mine = { labels: ['English', 'My reports', 'With number and PIN'], typed: [reference, pin] };
    for (const steps of [3, 4, 5]) await walk(newHandset(), KENYA.code, mine, steps);
    await gateway.pass(SETTLED_HOURS);
    expect(await countsOf(gateway)).toEqual({});
    const kept = await gateway.deps.db.selectFrom('ussd_sessions').select('state').distinct().execute();
    expect(kept).toEqual([{ state: {} }]);
  });

  it('is counted for thousands of calls in one sweep, oldest first up to its limit', async () => {
    const { id: programmeId } = gateway.deps.programmes.byName('kenya-coast') ?? { id: '' };
    const { sessionId } = await walk(newHandset(), KENYA.code, COURSE);
    const { state } = (await rowOf(gateway, sessionId)) ?? { state: {} };
    const calls = Array.from({ length: 2_300 }, (_, index) => ({
      id: `at-many-${index}`,
      programmeId,
      phoneIndex: Buffer.from(`many-${index}`),
      serviceCode: KENYA.code,
      transcript: 'typed',
      state,
      screenText: 'CON typed',
      turns: 1,
      isEnded: false,
      now: new Date(gateway.deps.now().getTime() + index),
    }));
    await saveSessions(gateway.deps.db, calls);
    const later = {
      ...gateway.deps,
      wake: () => undefined,
      now: () => new Date(gateway.deps.now().getTime() + 600_000),
    };
    expect(await settleCalls(later, 1_200)).toBe(1_200);
    const { rows } = await sql<{ id: string }>`
      select id from ussd_sessions where settled_at is null order by created_at limit 1`.execute(gateway.deps.db);
    expect(rows).toEqual([{ id: 'at-many-1199' }]);
    expect(await settleCalls(later, 10_000)).toBe(1_101);
    expect(await countsOf(gateway)).toEqual({ 'kenya-coast report-confirm en dropped': 2_301 });
  });
});

describe('a call that is settled', () => {
  it('keeps nothing that was typed but what was left unfinished', async () => {
    const hers = newHandset();
    const text = 'A needle in a haystack';
    const dropped = await walk(hers, KENYA.code, { ...COURSE, typed: [KENYA.place, text] });
    await tellEnd(gateway, dropped.sessionId);
    await workDelayed(gateway);
    const row = await rowOf(gateway, dropped.sessionId);
    expect(row).toMatchObject({ transcript: '', screen_text: '', settled_at: gateway.deps.now() });
    expect(row?.state).toMatchObject({ at: { screen: 'menu' }, draft: {}, parked: { draft: { text } } });
    await gateway.pass(0.01);
    await (await (await hers.dial(KENYA.code)).choose('Start over')).choose('My reports');
    await gateway.pass(SETTLED_HOURS);
    expect(await findStored(gateway.deps.db, [text])).toEqual([]);
  });

  it('keeps no reference and no PIN of what was sent', async () => {
    const labels = KENYA.labels.map((label) => (label === 'I agree' ? 'Stay anonymous' : label));
    const confirm = await walk(newHandset(), KENYA.code, { labels, typed: [KENYA.place, TEXT] });
    const end = await confirm.choose('Send');
    expect(end.screen).toMatch(/PIN \d{4}/);
    await gateway.pass(SETTLED_HOURS);
    expect(await rowOf(gateway, end.sessionId)).toMatchObject({ transcript: '', screen_text: '', state: {} });
  });

  it('files nothing again when its last request comes late, until its row is deleted an hour after it began', async () => {
    const hers = newHandset();
    const end = await (await walk(hers, KENYA.code, COURSE)).choose('Send');
    const row = await rowOf(gateway, end.sessionId);
    const request = { ...whole, sessionId: end.sessionId, phoneNumber: hers.phone, text: row?.transcript ?? '' };
    expect((await sendTurn(gateway.app, request)).screen).toBe(end.screen);
    const count = async () => (await gateway.deps.db.selectFrom('grievances').select('id').execute()).length;
    const before = await count();
    for (const hours of [SETTLED_HOURS, 0.5, 0.3]) {
      await gateway.pass(hours);
      const late = await sendTurn(gateway.app, request);
      expect(late).toEqual({ prefix: 'END', screen: expect.stringMatching(/dial again|piga tena/) });
      expect((await sendTurn(gateway.app, { ...request, text: `${request.text}*1` })).prefix).toBe('END');
    }
    expect(await count()).toBe(before);
    await gateway.pass(0.2);
    expect(await rowOf(gateway, end.sessionId)).toBeUndefined();
  });

  it('says that it is over when somebody goes on with it, and what she had is offered on the next dial', async () => {
    const hers = newHandset();
    const dropped = await walk(hers, KENYA.code, COURSE);
    await gateway.pass(SETTLED_HOURS);
    const late = await dropped.choose('Send');
    expect([late.isOver, late.screen]).toEqual([true, 'This call has ended. Please dial again.']);
    const again = await (await hers.dial(KENYA.code)).choose('Go on');
    expect(again.screen).toBe(dropped.screen);
  });
});

describe('a call that goes on', () => {
  it('is not settled however long ago it began, until it was silent for three minutes', async () => {
    let call = await walk(newHandset(), KENYA.code, COURSE, 5);
    for (let minutes = 0; minutes < 8; minutes += 2) {
      await gateway.pass(2 / 60);
      call = await call.type('Xyzzy');
    }
    await gateway.pass(2.9 / 60);
    expect(call.screen).toContain('No place found');
    expect((await call.type(KENYA.place)).isOver).toBe(false);
    await gateway.pass(3.1 / 60);
    expect(await rowOf(gateway, call.sessionId)).toMatchObject({ settled_at: gateway.deps.now() });
  });

  it('keeps what she typed last when its end is told while that is being worked on', async () => {
    const hers = newHandset();
    const words = await walk(hers, KENYA.code, COURSE, 6);
    const { db } = gateway.deps;
    const last = await db.transaction().execute(async (other) => {
      // The turn has read its row and waits to save it.
      await sql`select from ussd_sessions where id = ${`at-${words.sessionId}`} for update`.execute(other);
      const turn = words.type(TEXT);
      await until('the turn waits', () => isWaiting());
      await sql`update ussd_sessions set ended_at = now() where id = ${`at-${words.sessionId}`}`.execute(other);
      return { turn };
    });
    expect((await last.turn).screen).toContain('Send this report?');
    const row = await rowOf(gateway, words.sessionId);
    expect(row?.ended_at).not.toBeNull();
    await settleCall(gateway.deps, `at-${words.sessionId}`);
    expect((await rowOf(gateway, words.sessionId))?.state).toMatchObject({ parked: { draft: { text: TEXT } } });
    expect((await (await hers.dial(KENYA.code)).choose('Go on')).screen).toContain('Send this report?');
  });

  it('files nothing and brings nothing back when it was settled while a turn was under way', async () => {
    const hers = newHandset();
    const confirm = await walk(hers, KENYA.code, COURSE);
    await tellEnd(gateway, confirm.sessionId);
    gateway.waiting.length = 0;
    // Told by mistake: the turn below has begun before.
    await sql`update ussd_sessions set ended_at = null`.execute(gateway.deps.db);
    const before = await gateway.deps.db.selectFrom('grievances').select('id').execute();
    const held = await gateway.deps.db.transaction().execute(async (other) => {
      await sql`select from ussd_sessions where id = ${`at-${confirm.sessionId}`} for update`.execute(other);
      const turn = confirm.choose('Send');
      await until('the turn waits', () => isWaiting());
      await sql`update ussd_sessions set ended_at = now() where id = ${`at-${confirm.sessionId}`}`.execute(other);
      await settleCall({ ...gateway.deps, db: other }, `at-${confirm.sessionId}`);
      return { turn };
    });
    const late = await held.turn;
    expect([late.isOver, late.screen]).toEqual([true, 'This call has ended. Please dial again.']);
    expect(await gateway.deps.db.selectFrom('grievances').select('id').execute()).toEqual(before);
    expect(await rowOf(gateway, confirm.sessionId)).toMatchObject({ transcript: '', screen_text: '' });
    expect((await (await hers.dial(KENYA.code)).choose('Go on')).screen).toBe(confirm.screen);
  });
});

async function isWaiting(): Promise<boolean> {
  const { rows } = await sql`
    select from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock' and query like '%save_sessions%'`.execute(
    gateway.deps.db,
  );
  return rows.length > 0;
}
