import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { localeOf } from '../../src/locales/index.ts';
import type { Area, Programme } from '../../src/routing/programme.ts';
import { openPerson, type Person } from '../support/console.ts';
import { addAgreed, enterMeeting, meetingForm, placeOf } from '../support/forums.ts';
import { type Gateway, openGateway } from '../support/gateway.ts';
import { handset } from '../support/handset.ts';

// Monday 09:30 in Mombasa when it opens. Two promises of one meeting have the same last day.

const { sms } = localeOf('en');
const OFFICE = 'County secretary, Mombasa';
const PROMISES = ['A roof', 'A well'] as const;

let gateway: Gateway;
let kenya: Programme;
let ward: Area;
beforeAll(async () => {
  gateway = await openGateway();
  kenya = gateway.deps.programmes.byName('kenya-coast') as Programme;
  ward = placeOf(kenya, 'Tudor');
});
afterAll(() => gateway.close());

function signIn(): Promise<Person> {
  return openPerson(gateway, { programme: 'kenya-coast', role: 'admin' });
}

/** An ISO day so many days from now. */
function dayIn(days: number): string {
  return new Date(gateway.deps.now().getTime() + days * 86_400_000).toISOString().slice(0, 10);
}

/** Somebody came to a meeting at which both were promised, and was asked about both: her phone, and the meeting. */
async function askBoth(from: number): Promise<{ phone: string; meeting: string }> {
  const { db } = gateway.deps;
  const [phone = ''] = await addAgreed(gateway, kenya, ward, 1, from);
  const { id: citizenId } = await db
    .selectFrom('citizens')
    .select('id')
    .orderBy('created_at', 'desc')
    .executeTakeFirstOrThrow();
  const meeting = await enterMeeting(await signIn(), meetingForm(ward, { day: dayIn(7), time: '14:00' }));
  const now = gateway.deps.now();
  await db.updateTable('meetings').set({ starts_at: now }).where('id', '=', meeting).execute();
  const came = { meeting_id: meeting, citizen_id: citizenId, came_at: now };
  await db.insertInto('attendances').values(came).execute();
  for (const name of PROMISES) {
    const form = { office: 'county_secretary@KE.001', 'promise-en': name, 'promise-sw': name, due: dayIn(1) };
    const sent = { ...form, step: 'send', segments: '99' };
    await (await signIn()).post(`/console/forums/${meeting}/promises`, sent).expect(303);
  }
  await gateway.work();
  await gateway.pass(48);
  return { phone, meeting };
}

/** What she said of each promise of a meeting, as it was counted; a promise she was not asked about is missing. */
async function answers(meeting: string): Promise<Record<string, boolean | null>> {
  const rows = await gateway.deps.db
    .selectFrom('promise_answers')
    .innerJoin('promises', 'promises.id', 'promise_answers.promise_id')
    .select(['promises.names', 'promise_answers.is_kept'])
    .where('promises.meeting_id', '=', meeting)
    .execute();
  return Object.fromEntries(rows.map(({ names, is_kept: isKept }) => [names.en, isKept]));
}

/** The questions that reached her, by what they are about. */
async function questions(phone: string): Promise<string[]> {
  const inbox = await gateway.inbox(phone);
  return inbox.flatMap((text) => PROMISES.filter((name) => text === sms.askPromise(OFFICE, name)));
}

async function write(phone: string, text: string): Promise<void> {
  await handset(gateway.app, phone).sms(kenya.shortCode, text);
  await gateway.work();
}

/** As if the question about a promise stood behind many others, and nobody had sent it yet. */
async function unsend(meeting: string, name: string): Promise<{ mailing: string; message: string }> {
  const { db } = gateway.deps;
  const held = await db
    .selectFrom('mailing_recipients')
    .innerJoin('mailings', 'mailings.id', 'mailing_recipients.mailing_id')
    .innerJoin('messages', 'messages.id', 'mailing_recipients.message_id')
    .select(['mailings.id as mailing', 'messages.id as message'])
    .where('mailings.meeting_id', '=', meeting)
    .where('messages.text', '=', sms.askPromise(OFFICE, name))
    .executeTakeFirstOrThrow();
  const unsent = { state: 'queued', attempts: 0, settled_at: null, carrier_message_id: null } as const;
  await db.updateTable('messages').set(unsent).where('id', '=', held.message).execute();
  await db.updateTable('mailings').set({ state: 'running' }).where('id', '=', held.mailing).execute();
  return held;
}

describe('a yes or no about one of two promises', () => {
  it('is of the one that was asked about last; then the other is asked about again', async () => {
    const { phone, meeting } = await askBoth(0);
    const [first, last] = await questions(phone);
    expect([first, last].sort()).toEqual([...PROMISES]);
    await write(phone, '1');
    expect(await answers(meeting)).toEqual({ [String(last)]: true, [String(first)]: null });
    expect(await questions(phone)).toEqual([first, last, first]);
    await write(phone, '2');
    expect(await answers(meeting)).toEqual({ [String(last)]: true, [String(first)]: false });
    expect((await gateway.inbox(phone)).at(-1)).toBe(sms.promiseThanks);
  });

  it('is not of the one whose SMS was taken back before the carrier had it, and about that she is asked nothing', async () => {
    const { phone, meeting } = await askBoth(10);
    const [first, last] = await questions(phone);
    const held = await unsend(meeting, String(last));
    await (await signIn()).post(`/console/forums/${meeting}/mailings/${held.mailing}/stop`).expect(303);
    expect(await answers(meeting)).toEqual({ [String(first)]: null });
    await write(phone, '1');
    expect(await answers(meeting)).toEqual({ [String(first)]: true });
    expect(await questions(phone)).toEqual([first]);
    expect((await gateway.inbox(phone)).at(-1)).toBe(sms.promiseThanks);
  });

  it('is of the one she has, while the other still waits for the carrier', async () => {
    const { phone, meeting } = await askBoth(20);
    const [first, last] = await questions(phone);
    const held = await unsend(meeting, String(last));
    await handset(gateway.app, phone).sms(kenya.shortCode, '2');
    const at = gateway.waiting.findIndex(({ job }) => job === 'interpret-sms');
    const { interpretSms } = await import('../../src/sms/interpret-sms.ts');
    await interpretSms(gateway.deps, gateway.waiting.splice(at, 1)[0]?.id ?? '');
    expect(await answers(meeting)).toEqual({ [String(first)]: false, [String(last)]: null });
    gateway.deps.wake('send-sms', held.message);
    await gateway.work();
    await write(phone, '1');
    expect(await answers(meeting)).toEqual({ [String(first)]: false, [String(last)]: true });
  });
});
