import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import type { Area, Programme } from '../../src/routing/programme.ts';
import { sweep } from '../../src/workers/sweep.ts';
import { openPerson, type Person } from '../support/console.ts';
import { addAgreed, agree, announce, enterMeeting, meetingForm, placeOf } from '../support/forums.ts';
import { type Gateway, openGateway } from '../support/gateway.ts';
import { handset } from '../support/handset.ts';

// More people than one batch. Monday 09:30 in Mombasa at the begin; quiet from 21:00 to 07:00.

const PEOPLE = 230;
const FEW = 12;
/** Two of those who read English have said no by the end. */
const LEFT = FEW - 2;
const AT_ONCE = 200;

let gateway: Gateway;
let kenya: Programme;
let ward: Area;
let phones: string[];
let id: string;

function signIn(): Promise<Person> {
  return openPerson(gateway, { programme: 'kenya-coast', role: 'admin' });
}

beforeAll(async () => {
  gateway = await openGateway();
  kenya = gateway.deps.programmes.byName('kenya-coast') as Programme;
  ward = placeOf(kenya, 'Tudor');
  phones = await addAgreed(gateway, kenya, ward, PEOPLE);
  id = await enterMeeting(await signIn(), meetingForm(ward, { day: '2026-11-26', time: '14:00' }));
});
afterAll(() => gateway.close());

/** Runs the next wake-up of a job, and nothing else. */
async function workOne(name: 'send-mailing' | 'send-sms'): Promise<void> {
  const next = gateway.waiting.findIndex(({ job }) => job === name);
  if (next === -1) throw new Error(`nothing waits for ${name}`);
  const [held] = gateway.waiting.splice(next, 1);
  const { JOBS } = await import('../../src/workers/jobs/index.ts');
  await JOBS.find((job) => job.name === name)?.run(gateway.deps, held?.id ?? '');
}

async function messages(): Promise<{ state: string; priority: number; citizen_id: string | null }[]> {
  return gateway.deps.db
    .selectFrom('messages')
    .select(['state', 'priority', 'citizen_id'])
    .where('purpose', '=', 'meeting')
    .execute();
}

const sentOf = (rows: readonly { state: string }[]) =>
  rows.filter(({ state }) => ['accepted', 'delivered'].includes(state)).length;

describe('an SMS to many', () => {
  it('costs what it says before anything is sent: by language, with the price that was charged last', async () => {
    const person = await signIn();
    await gateway.deps.db.deleteFrom('mailings').execute();
    const { text: before } = await person.get(`/console/forums/${id}/announce`).expect(200);
    expect(before).toContain(`${PEOPLE} people, ${PEOPLE} SMS to be paid.`);
    expect(before).toContain('The price is not known yet');
    await handset(gateway.app, '+254712499001').sms(kenya.shortCode, 'HELP');
    await gateway.work();
    await gateway.deps.db
      .updateTable('messages')
      .set({ cost: 'KES 1.6000', segments: 2 })
      .where('direction', '=', 'out')
      .execute();
    const { text } = await person.get(`/console/forums/${id}/announce`).expect(200);
    expect(text).toContain('About KES 184.00');
    expect(await messages()).toEqual([]);
    expect(gateway.waiting).toEqual([]);
  });

  it('is shown again where more people are to get it than she saw', async () => {
    const { text } = await (await signIn())
      .post(`/console/forums/${id}/announce`, { segments: String(PEOPLE - 1) })
      .expect(409);
    expect(text).toContain('More people are to get it');
    expect(await messages()).toEqual([]);
  });

  it('is written in batches, behind everything else', async () => {
    await announce(await signIn(), id);
    await workOne('send-mailing');
    const rows = await messages();
    expect(rows).toHaveLength(AT_ONCE);
    expect(new Set(rows.map(({ priority }) => priority))).toEqual(new Set([10]));
    // Until the carrier has those, no more are written.
    await workOne('send-mailing');
    expect(await messages()).toHaveLength(AT_ONCE);
  });

  it('asks for one more look at a time, however often it is looked at', async () => {
    const mailing = await gateway.deps.db.selectFrom('mailings').select('id').executeTakeFirstOrThrow();
    const { sendMailing } = await import('../../src/forums/send-mailing.ts');
    const asked: unknown[] = [];
    const deps = { ...gateway.deps, wake: (...wake: unknown[]) => asked.push(wake) };
    for (const _look of [1, 2, 3]) await sendMailing(deps, mailing.id);
    expect(asked).toHaveLength(3);
    expect(asked[0]).toEqual(['send-mailing', mailing.id, expect.objectContaining({ skipIfWaiting: true })]);
    expect(new Set(asked.map((wake) => JSON.stringify(wake))).size).toBe(1);
  });

  it('is stopped, with what the carrier does not have taken back, and goes on without a second one for anybody', async () => {
    for (let sent = 0; sent < 30; sent += 1) await workOne('send-sms');
    const person = await signIn();
    const mailing = await gateway.deps.db.selectFrom('mailings').select('id').executeTakeFirstOrThrow();
    const path = `/console/forums/${id}/mailings/${mailing.id}`;
    await person.post(`${path}/stop`).expect(303);
    await gateway.pass(1);
    await gateway.pass(1);
    expect(sentOf(await messages())).toBe(30);
    const { text } = await person.get(`/console/forums/${id}`).expect(200);
    expect(text).toMatch(/data-figure="sent">30</);
    expect(text).toMatch(/data-figure="waiting">200</);
    expect(text).toContain('stopped');

    await person.post(`${path}/resume`).expect(303);
    await gateway.work();
    const rows = (await messages()).filter(({ state }) => state !== 'suppressed');
    expect(sentOf(rows)).toBe(PEOPLE);
    expect(new Set(rows.map(({ citizen_id: citizen }) => citizen)).size).toBe(PEOPLE);
    await sweep(gateway.deps);
    await gateway.work();
    expect(sentOf(await messages())).toBe(PEOPLE);
    expect((await gateway.inbox(phones[0] ?? '')).filter((sms) => sms.includes('Tudor'))).toHaveLength(1);
  }, 120_000);

  it('is done twice at once without doing anything twice', async () => {
    const person = await signIn();
    const again = await enterMeeting(person, meetingForm(ward, { day: '2026-11-27', time: '14:00' }));
    await Promise.all([announce(person, again), announce(person, again)].map((one) => one.catch(() => undefined)));
    const { JOBS } = await import('../../src/workers/jobs/index.ts');
    const job = JOBS.find(({ name }) => name === 'send-mailing');
    const rows = await gateway.deps.db.selectFrom('mailings').select('id').where('meeting_id', '=', again).execute();
    expect(rows).toHaveLength(1);
    const mailing = rows[0]?.id ?? '';
    await Promise.all([1, 2, 3, 4].map(async () => job?.run(gateway.deps, mailing)));
    const written = await gateway.deps.db
      .selectFrom('mailing_recipients')
      .select('citizen_id')
      .where('mailing_id', '=', mailing)
      .where('message_id', 'is not', null)
      .execute();
    expect(written).toHaveLength(AT_ONCE);
    await gateway.work();
    expect(sentOf(await messages())).toBe(2 * PEOPLE);
  }, 120_000);
});

describe('what holds it back', () => {
  let third: string;
  let small: Area;
  let few: string[];
  beforeAll(async () => {
    small = placeOf(kenya, 'Mtongwe');
    few = await addAgreed(gateway, kenya, small, FEW, 50_000);
  });

  it('quiet hours: nothing is written or sent in them, also of what was written before', async () => {
    // 21:05 in Mombasa, five minutes before which a batch was written that no worker had taken.
    await gateway.pass(20 - hour() + 0.9);
    expect(hour()).toBeCloseTo(20.9, 1);
    const person = await signIn();
    third = await enterMeeting(person, meetingForm(small, { day: '2026-11-28', time: '14:00' }));
    await announce(person, third);
    await workOne('send-mailing');
    const before = sentOf(await messages());
    await gateway.pass(0.2);
    await gateway.pass(4);
    await gateway.pass(4);
    expect(sentOf(await messages())).toBe(before);
    await gateway.pass(2);
    expect(hour()).toBeGreaterThan(7);
    await gateway.pass(0.02);
    expect(sentOf(await messages())).toBe(before + FEW);
  });

  it('the limit of a day: the rest goes out on the next one', async () => {
    const person = await signIn();
    await person.post('/console/forums/limit', { limit: '0' }).expect(422);
    await person.post('/console/forums/limit', { limit: String(FEW + 5) }).expect(303);
    const fourth = await enterMeeting(person, meetingForm(small, { day: '2026-11-29', time: '14:00' }));
    await announce(person, fourth);
    const before = sentOf(await messages());
    await gateway.work();
    await gateway.pass(0.1);
    // The third meeting was announced today as well.
    expect(sentOf(await messages())).toBe(before + 5);
    await gateway.pass(24);
    expect(sentOf(await messages())).toBe(before + FEW);
    await (await signIn()).post('/console/forums/limit', { limit: '' }).expect(303);
  });

  it('STOP, and a word taken back, also after the SMS was written', async () => {
    const person = await signIn();
    const fifth = await enterMeeting(person, meetingForm(small, { day: '2026-12-01', time: '14:00' }));
    await announce(person, fifth);
    const [stopped = '', , taken = '', , left = ''] = few;
    await workOne('send-mailing');
    const tell = async (phone: string) => (await gateway.inbox(phone)).length;
    const before = [await tell(stopped), await tell(taken), await tell(left)];
    await handset(gateway.app, stopped).sms(kenya.shortCode, 'STOP');
    await agree(gateway, kenya, { phone: taken, area: small }, false);
    while (gateway.waiting.some(({ job }) => job === 'interpret-sms')) {
      const at = gateway.waiting.findIndex(({ job }) => job === 'interpret-sms');
      const [held] = gateway.waiting.splice(at, 1);
      const { interpretSms } = await import('../../src/sms/interpret-sms.ts');
      await interpretSms(gateway.deps, held?.id ?? '');
    }
    await gateway.work();
    // One more: that she gets no more.
    expect([await tell(stopped), await tell(taken), await tell(left)]).toEqual([
      (before[0] ?? 0) + 1,
      before[1],
      (before[2] ?? 0) + 1,
    ]);
  });

  it('a word taken back for one place, of who still wants to hear of another in the same meeting: she is told', async () => {
    const [one, other] = ['Junda', 'Mtopanga'].map((name) => placeOf(kenya, name));
    if (!one?.parent || !other || other.parent !== one.parent) throw new Error('not in one constituency');
    const [stays = '', leaves = ''] = await addAgreed(gateway, kenya, one, 2, 60_000);
    await agree(gateway, kenya, { phone: stays, area: other });
    const meeting = await enterMeeting(await signIn(), meetingForm(one.parent, { day: '2026-12-03', time: '14:00' }));
    await announce(await signIn(), meeting);
    await workOne('send-mailing');
    await agree(gateway, kenya, { phone: stays, area: one }, false);
    await agree(gateway, kenya, { phone: leaves, area: one, language: 'sw' }, false);
    await gateway.work();
    await gateway.pass(0.1);
    const told = await Promise.all([stays, leaves].map(async (phone) => (await gateway.inbox(phone)).length));
    expect(told).toEqual([1, 0]);
    const { text } = await (await signIn()).get(`/console/forums/${meeting}`).expect(200);
    expect(text).toMatch(/data-figure="sent">1<.*data-figure="leftOut">1</s);
  });

  it('the begin of the meeting, and calling it off', async () => {
    const person = await signIn();
    const sixth = await enterMeeting(person, meetingForm(small, { day: '2026-12-02', time: '14:00' }));
    await announce(person, sixth);
    await workOne('send-mailing');
    const before = sentOf(await messages());
    await person.post(`/console/forums/${sixth}/cancel`).expect(303);
    await workOne('send-mailing');
    await gateway.work();
    await gateway.pass(0.1);
    expect(sentOf(await messages())).toBe(before);
    const { text } = await person.get(`/console/forums/${sixth}`).expect(200);
    expect(text).toContain('called off');
    expect(text).toMatch(/data-figure="sent">0</);
  });

  it('the limit of a day for all meetings together, also where two are sent at the same moment, in SMS to be paid', async () => {
    const person = await signIn();
    await person.post('/console/forums/limit', { limit: '7' }).expect(303);
    await gateway.pass(24);
    // One SMS in English, two in Swahili, which six of them read.
    const long = 'Bajeti ya maji na barabara za wadi yetu mwaka wa fedha ujao';
    const form = { ...meetingForm(small, { day: '2026-12-20', time: '14:00' }), 'topic-sw': long, 'venue-sw': long };
    const both = [await enterMeeting(await signIn(), form), await enterMeeting(await signIn(), form)];
    const { text: look } = await (await signIn()).get(`/console/forums/${both[0]}/announce`).expect(200);
    // As many as are paid in the end.
    expect(look).toContain(`${LEFT} people, ${LEFT - FEW / 2 + 2 * (FEW / 2)} SMS to be paid.`);
    for (const id of both) await announce(await signIn(), id);
    const rows = await gateway.deps.db.selectFrom('mailings').select('id').where('meeting_id', 'in', both).execute();
    const { sendMailing } = await import('../../src/forums/send-mailing.ts');
    // The second one begins while what the first has written is not committed.
    let second: Promise<void> = Promise.resolve();
    await gateway.deps.db.transaction().execute(async (db) => {
      await sendMailing({ ...gateway.deps, db }, rows[0]?.id ?? '');
      let isOver = false;
      second = sendMailing(gateway.deps, rows[1]?.id ?? '').finally(() => {
        isOver = true;
      });
      while (!isOver && !(await isSomebodyWaiting())) expect(isOver).toBe(false);
    });
    await second;
    const paid = async () => {
      const { rows: sums } = await sql<{ sum: number; longest: number }>`
        select coalesce(sum(m.segments), 0)::integer as sum, max(m.segments) as longest
        from mailing_recipients r join messages m on m.id = r.message_id join mailings l on l.id = r.mailing_id
        where l.meeting_id = any(${both}::uuid[])`.execute(gateway.deps.db);
      return sums[0];
    };
    const first = await paid();
    expect(first?.sum).toBeLessThanOrEqual(7);
    expect(first?.sum).toBeGreaterThanOrEqual(6);
    await gateway.work();
    await gateway.pass(0.1);
    expect(await paid()).toEqual(first);
    await (await signIn()).post('/console/forums/limit', { limit: '' }).expect(303);
    await gateway.pass(0.1);
    expect(await paid()).toEqual({ sum: 2 * (LEFT - FEW / 2 + 2 * (FEW / 2)), longest: 2 });
  });

  it('stopping it, also of what the carrier refused for now and would be tried again', async () => {
    const meeting = await enterMeeting(await signIn(), meetingForm(small, { day: '2026-12-21', time: '14:00' }));
    await announce(await signIn(), meeting);
    const mailing = await gateway.deps.db
      .selectFrom('mailings')
      .select('id')
      .where('meeting_id', '=', meeting)
      .executeTakeFirstOrThrow();
    const { sendMailing } = await import('../../src/forums/send-mailing.ts');
    await sendMailing(gateway.deps, mailing.id);
    const { id: held } = await gateway.deps.db
      .selectFrom('mailing_recipients')
      .innerJoin('messages', 'messages.id', 'mailing_recipients.message_id')
      .select('messages.id')
      .where('mailing_id', '=', mailing.id)
      .executeTakeFirstOrThrow();
    const { claimOutgoing, settleUnsent } = await import('../../src/db/messages.ts');
    const now = gateway.deps.now();
    const claim = await claimOutgoing(gateway.deps.db, held, now);
    await (await signIn()).post(`/console/forums/${meeting}/mailings/${mailing.id}/stop`).expect(303);
    const refusal = { state: 'queued', reason: 'unreachable', carrierWord: null, dueAt: now } as const;
    await settleUnsent(gateway.deps.db, { id: held, attempts: claim?.attempts ?? 0 }, refusal, now);
    const before = sentOf(await messages());
    await gateway.pass(0.1);
    await gateway.work();
    expect(sentOf(await messages())).toBe(before);
    const { text } = await (await signIn()).get(`/console/forums/${meeting}`).expect(200);
    expect(text).toMatch(new RegExp(`data-figure="waiting">${LEFT}<`));
    await (await signIn()).post(`/console/forums/${meeting}/mailings/${mailing.id}/resume`).expect(303);
    await gateway.work();
    expect(sentOf(await messages())).toBe(before + LEFT);
    // It is over: a page that still shows the button stops nothing, and does not say so.
    await gateway.pass(0.1);
    const late = await (await signIn()).post(`/console/forums/${meeting}/mailings/${mailing.id}/stop`).expect(303);
    expect(late.headers.location).toBe(`/console/forums/${meeting}`);
  });

  it('a worker that died with an SMS in its hand: she may have it, and gets no second one', async () => {
    const meeting = await enterMeeting(await signIn(), meetingForm(small, { day: '2026-12-21', time: '15:00' }));
    const look = await (await signIn()).get(`/console/forums/${meeting}/announce`).expect(200);
    expect(look.text).toContain(`${LEFT} people, ${LEFT} SMS to be paid.`);
    await announce(await signIn(), meeting);
    const { db } = gateway.deps;
    const { id: mailing } = await db
      .selectFrom('mailings')
      .select('id')
      .where('meeting_id', '=', meeting)
      .executeTakeFirstOrThrow();
    const { sendMailing } = await import('../../src/forums/send-mailing.ts');
    await sendMailing(gateway.deps, mailing);
    const held = await db
      .selectFrom('mailing_recipients')
      .select(['message_id', 'citizen_id'])
      .where('mailing_id', '=', mailing)
      .executeTakeFirstOrThrow();
    const { claimOutgoing } = await import('../../src/db/messages.ts');
    await claimOutgoing(db, held.message_id ?? '', gateway.deps.now());
    await gateway.work();
    await gateway.pass(0.1);
    await gateway.pass(0.1);
    for (const what of ['stop', 'resume']) {
      await (await signIn()).post(`/console/forums/${meeting}/mailings/${mailing}/${what}`).expect(303);
    }
    await gateway.pass(0.1);
    const hers = await db
      .selectFrom('messages')
      .select('state')
      .where('citizen_id', '=', held.citizen_id)
      .where('text', 'like', '% 15:00%')
      .execute();
    expect(hers).toEqual([{ state: 'unknown' }]);
    const { text } = await (await signIn()).get(`/console/forums/${meeting}`).expect(200);
    expect(text).toMatch(new RegExp(`data-figure="sent">${LEFT - 1}<.*data-figure="failed">1<`, 's'));
  });

  it('the last day of a promise, and the day on which answers count no longer', async () => {
    const person = await signIn();
    const meeting = await enterMeeting(person, meetingForm(small, { day: '2026-12-22', time: '14:00' }));
    const { db } = gateway.deps;
    const now = gateway.deps.now();
    await db.updateTable('meetings').set({ starts_at: now }).where('id', '=', meeting).execute();
    const people = await db.selectFrom('citizens').select('id').where('opted_out_at', 'is', null).limit(3).execute();
    const came = people.map(({ id: citizen_id }) => ({ meeting_id: meeting, citizen_id, came_at: now }));
    await db.insertInto('attendances').values(came).execute();
    const form = { office: 'county_secretary@KE.001', 'promise-en': 'A roof', 'promise-sw': 'Paa', due: dayIn(2) };
    await person.post(`/console/forums/${meeting}/promises`, { ...form, step: 'send', segments: '99' }).expect(303);
    const kinds = async () => {
      const { text } = await (await signIn()).get(`/console/forums/${meeting}`).expect(200);
      return [...text.matchAll(/data-figure="(\w+)">(\d+)</g)].map(([, name, count]) => `${name} ${count}`);
    };
    // Stopped before anybody was told, and let go on when its day is over.
    const idOf = async (kind: 'promise' | 'question') => {
      const row = await db
        .selectFrom('mailings')
        .select('id')
        .where('meeting_id', '=', meeting)
        .where('kind', '=', kind)
        .executeTakeFirstOrThrow();
      return row.id;
    };
    const steer = async (kind: 'promise' | 'question', what: 'stop' | 'resume') =>
      (await signIn()).post(`/console/forums/${meeting}/mailings/${await idOf(kind)}/${what}`).expect(303);
    await steer('promise', 'stop');
    await gateway.pass(24 * 3);
    await steer('promise', 'resume');
    await gateway.work();
    expect(await kinds()).toEqual(expect.arrayContaining(['leftOut 3']));
    await steer('question', 'stop');
    const asked = await db.selectFrom('promise_answers').select('citizen_id').execute();
    const before = (await db.selectFrom('messages').select('id').where('purpose', '=', 'ask_promise').execute()).length;
    const unwritten = { written_at: null, message_id: null };
    await db
      .updateTable('mailing_recipients')
      .set(unwritten)
      .where('mailing_id', '=', await idOf('question'))
      .execute();
    await gateway.pass(24 * 15);
    await steer('question', 'resume');
    await gateway.work();
    const after = (await db.selectFrom('messages').select('id').where('purpose', '=', 'ask_promise').execute()).length;
    expect(after).toBe(before);
    expect(await db.selectFrom('promise_answers').select('citizen_id').execute()).toEqual(asked);
  });

  /** Whether a statement waits for another transaction. */
  async function isSomebodyWaiting(): Promise<boolean> {
    const { rows } = await sql`
      select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`.execute(
      gateway.deps.db,
    );
    return rows.length > 0;
  }

  /** An ISO day so many days from now. */
  function dayIn(days: number): string {
    return new Date(gateway.deps.now().getTime() + days * 86_400_000).toISOString().slice(0, 10);
  }

  /** Of the clock in Mombasa, with its part. */
  function hour(): number {
    const now = gateway.deps.now();
    return ((now.getUTCHours() + 3) % 24) + now.getUTCMinutes() / 60;
  }
});
