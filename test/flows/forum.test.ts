import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { readPromises } from '../../src/forums/read-promises.ts';
import { localeOf } from '../../src/locales/index.ts';
import type { Area, Programme } from '../../src/routing/programme.ts';
import { openPerson, type Person } from '../support/console.ts';
import { addAgreed, agree, announce, come, dialInfo, enterMeeting, meetingForm, placeOf } from '../support/forums.ts';
import { type Gateway, openGateway } from '../support/gateway.ts';
import { handset } from '../support/handset.ts';

// Monday 09:30 in Mombasa when it opens; quiet from 21:00 to 07:00.

let gateway: Gateway;
let kenya: Programme;
let ward: Area;
beforeAll(async () => {
  gateway = await openGateway();
  kenya = gateway.deps.programmes.byName('kenya-coast') as Programme;
  ward = placeOf(kenya, 'Tudor');
});
afterAll(() => gateway.close());

/** Signs in anew: the clock runs on by days here. */
function signIn(): Promise<Person> {
  return openPerson(gateway, { programme: 'kenya-coast', role: 'admin' });
}

const { ussd, sms, again } = localeOf('en');
const HER = '+254712401001';

/** SMS of one purpose to a phone, whatever became of them. */
async function written(phone: string): Promise<string[]> {
  return (await gateway.inbox(phone)).filter((text) => text.includes('Water budget') || text.includes('Bajeti'));
}

describe('from "tell me of meetings" to "it was kept"', () => {
  let id: string;
  let code: string;

  it('tells nobody who did not ask for it', async () => {
    const admin = await signIn();
    const said = await agree(gateway, kenya, { phone: HER, area: ward });
    expect(said.isOver).toBe(true);
    expect(said.screen).toContain('Tudor');
    // Reported from the ward, but did not agree; agreed and took it back; agreed and sent STOP; agreed for another ward.
    const elsewhere = placeOf(kenya, 'Mtongwe');
    await dialInfo(gateway, kenya, { phone: '+254712401002', area: ward });
    await agree(gateway, kenya, { phone: '+254712401003', area: ward });
    await agree(gateway, kenya, { phone: '+254712401003', area: ward }, false);
    await agree(gateway, kenya, { phone: '+254712401004', area: ward });
    await handset(gateway.app, '+254712401004').sms(kenya.shortCode, 'STOP');
    await agree(gateway, kenya, { phone: '+254712401005', area: elsewhere });
    await gateway.work();

    id = await enterMeeting(admin, meetingForm(ward, { day: '2026-11-26', time: '14:00' }));
    expect(await written(HER)).toEqual([]);
    const look = await admin.get(`/console/forums/${id}/announce`).expect(200);
    expect(look.text).toContain('1 person, 1 SMS to be paid.');
    expect(look.text).toContain('The price is not known yet');
    expect(look.text).toContain('Water budget');
    expect(await written(HER)).toEqual([]);

    await announce(admin, id);
    await gateway.work();
    const [told] = await written(HER);
    expect(told).toBe(sms.meeting('Tudor', 'Thu 26 Nov 14:00', 'Water budget', 'Chief camp'));
    for (const other of ['2', '3', '4', '5']) expect(await written(`+25471240100${other}`)).toEqual([]);
  });

  it('sends it once, however often it is asked for', async () => {
    const admin = await signIn();
    await admin.post(`/console/forums/${id}/announce`, { segments: '999' }).expect(303);
    await gateway.pass(0.1);
    await gateway.pass(0.1);
    expect(await written(HER)).toHaveLength(1);
    const { text } = await admin.get(`/console/forums/${id}`).expect(200);
    expect(text).toContain('done');
    expect(text).toMatch(/data-figure="sent">1</);
  });

  it('lists it on phones, and counts who types its number from an hour before', async () => {
    const list = await (await dialInfo(gateway, kenya, { phone: HER, area: ward })).choose(ussd.infoMeetings);
    expect(list.screen).toContain('Water budget');
    code = (await gateway.deps.db.selectFrom('forums').select('code').executeTakeFirstOrThrow()).code;
    const early = await come(gateway, kenya, { phone: HER, area: ward }, code);
    expect(early.screen).toContain(again.wrongMeetingCode);
    await gateway.pass(76);
    const came = await come(gateway, kenya, { phone: HER, area: ward }, code);
    expect(came.isOver).toBe(true);
    expect(came.screen).toBe(ussd.came);
    await come(gateway, kenya, { phone: HER, area: ward }, code);
    const { text } = await (await signIn()).get(`/console/forums/${id}`).expect(200);
    expect(text).toContain('1 person came');
  });

  it('lets nobody try all numbers', async () => {
    const guesser = { phone: '+254712401009', area: ward };
    const wrong = code === '0000' ? '0001' : '0000';
    let call = await come(gateway, kenya, guesser, wrong);
    for (let tries = 1; tries < 5; tries += 1) call = await call.type(wrong);
    call = await call.type(code);
    expect(call.screen).toContain(again.manyMeetingCodes);
    expect(await attendances()).toBe(1);
  });

  it('keeps a promise, and tells those who came', async () => {
    await gateway.pass(1);
    const admin = await signIn();
    const form = {
      office: 'county_secretary@KE.001',
      'promise-en': 'A new pump',
      'promise-sw': 'Pampu mpya',
      due: '2026-12-10',
    };
    const look = await admin.post(`/console/forums/${id}/promises`, { ...form, step: 'look' }).expect(200);
    expect(look.text).toContain('1 person');
    expect(await promises()).toBe(0);
    const once = /name="once" value="([^"]+)"/.exec(look.text)?.[1] ?? '';
    const sent = { ...form, once, step: 'send', segments: '2' };
    await admin.post(`/console/forums/${id}/promises`, sent).expect(303);
    await admin.post(`/console/forums/${id}/promises`, sent).expect(303);
    await gateway.work();
    expect(await promises()).toBe(1);
    expect((await gateway.inbox(HER)).filter((text) => text.includes('A new pump'))).toHaveLength(1);
    // Agreed to be told of meetings, but was not there.
    expect((await gateway.inbox('+254712401005')).join()).not.toContain('pump');
  });

  it('asks after the last day, by day, and takes her word', async () => {
    const asking = async () => (await gateway.inbox(HER)).filter((text) => text.includes('Reply 1 yes, 2 no'));
    // 10 December, 23:00 in Mombasa: it is still the last day.
    await gateway.pass(344.3);
    expect(hour()).toBe(23);
    expect(await gateway.deps.db.selectFrom('mailings').where('kind', '=', 'question').select('id').execute()).toEqual(
      [],
    );
    // The day is over, and it is quiet.
    for (const hours of [2, 4]) {
      await gateway.pass(hours);
      expect(hour()).toBeLessThan(7);
      expect(await asking()).toEqual([]);
    }
    await gateway.pass(3);
    expect(await asking()).toEqual([sms.askPromise('County secretary, Mombasa', 'A new pump')]);
    await handset(gateway.app, HER).sms(kenya.shortCode, '1');
    await gateway.work();
    expect((await gateway.inbox(HER)).at(-1)).toBe(sms.promiseThanks);
    const { text } = await (await signIn()).get(`/console/forums/${id}`).expect(200);
    // Whoever was in the room must not read what the one person said who came.
    expect(text).toContain('fewer than 5 have answered');
    expect(text).not.toContain('1 yes');
    expect(text).toContain('being asked');
  });

  it('shows what became of it: to officials with figures, to everybody only of ten people or more', async () => {
    await gateway.pass(24 * 14);
    const { text } = await (await signIn()).get(`/console/forums/${id}`).expect(200);
    expect(text).toContain('fewer than 5 have answered');
    expect(text).not.toContain('<td>kept');
    const [few] = await readPromises(gateway.deps, kenya, ward);
    expect(few).toMatchObject({ result: 'few', counts: null, dueOn: '2026-12-10' });
    const { id: promiseId } = await gateway.deps.db.selectFrom('promises').select('id').executeTakeFirstOrThrow();
    await addAgreed(gateway, kenya, ward, 12, 90_000);
    const others = await gateway.deps.db.selectFrom('meeting_agreements').select('citizen_id').limit(14).execute();
    const answered_at = gateway.deps.now();
    for (const [index, { citizen_id }] of others.entries()) {
      await gateway.deps.db
        .insertInto('promise_answers')
        .values({ promise_id: promiseId, citizen_id, asked_at: answered_at, is_kept: index > 2, answered_at })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    }
    const [many] = await readPromises(gateway.deps, kenya, kenya.root);
    expect(many?.result).toBe('kept');
    expect((many?.counts?.kept ?? 1) % 5).toBe(0);
    expect((await (await signIn()).get(`/console/forums/${id}`).expect(200)).text).toMatch(/1[12] yes, [23] no/);
    const place = await request(gateway.app).get(`/open/kenya-coast/places/${ward.code}?lang=en`).expect(200);
    expect(place.text).toMatch(/A new pump.*26 Nov 2026: Water budget.*kept: about 10 yes, about [05] no/s);
    expect(place.text).not.toMatch(/>kept[^<]*1[12] yes/);
    expect(await readPromises(gateway.deps, kenya, placeOf(kenya, 'Mtongwe'))).toEqual([]);
  });

  it('forgets who came, who was written to and who answered when it is long over, and keeps the figures', async () => {
    const seen = async () => (await (await signIn()).get(`/console/forums/${id}`).expect(200)).text;
    const figuresOf = (page: string) => page.match(/data-figure="\w+">\d+|\d+ pe\w+ came|\d+ yes, \d+ no, \d+ w/g);
    const before = figuresOf(await seen());
    expect(before).toContain('1 person came');
    // A promise of it is still open: those who came are needed.
    const { meeting_id, office_id, names, created_by } = await gateway.deps.db
      .selectFrom('promises')
      .selectAll()
      .executeTakeFirstOrThrow();
    const open = '0193a5b0-0000-7000-8000-00000000beef';
    await gateway.deps.db
      .insertInto('promises')
      .values({
        ...{ id: open, programme_id: kenya.id, meeting_id, office_id, names: JSON.stringify(names), created_by },
        ...{ due_on: '2028-01-01', created_at: gateway.deps.now(), asked_at: null, closes_at: null },
      })
      .execute();
    await gateway.pass(24 * 95);
    expect(await attendances()).toBe(1);
    expect(await rowsOf('promise_answers')).toBe(0);
    expect(await rowsOf('mailing_recipients')).toBe(0);
    await gateway.deps.db.deleteFrom('promises').where('id', '=', open).execute();
    await gateway.pass(1);
    expect(await attendances()).toBe(0);
    expect(await rowsOf('meeting_tries')).toBe(0);
    const page = await seen();
    expect(figuresOf(page)).toEqual(before);
    expect(page).toContain('Who came was deleted');
    // Nobody could be told or asked any more.
    const form = { office: 'county_secretary@KE.001', 'promise-en': 'More', 'promise-sw': 'Zaidi', due: '2027-12-10' };
    await (await signIn()).post(`/console/forums/${id}/promises`, { ...form, step: 'send', segments: '9' }).expect(409);
    expect(await promises()).toBe(1);
    expect((await readPromises(gateway.deps, kenya, ward))[0]).toMatchObject({ result: 'kept' });
  });

  it('stands on the record of changes: who entered it, what it cost, what was promised', async () => {
    const { text } = await (await signIn()).get('/console/admin/changes').expect(200);
    for (const said of ['meeting entered', 'meeting announced by SMS', 'promise written down'])
      expect(text).toContain(said);
    expect(text).toContain('sms: 1; people: 1');
    expect(text).toContain('due_on: 2026-12-10');
    expect(text).not.toMatch(/2547124/);
  });

  it('leaves no number in jobs, addresses or the log', async () => {
    const logged = gateway.logged.join('\n');
    expect(logged).not.toMatch(/\+?2547124/);
    expect(logged).not.toContain('Water budget');
    const ids = gateway.waiting.map((waiting) => waiting.id).join();
    expect(ids).not.toMatch(/2547124/);
  });
});

async function attendances(): Promise<number> {
  return (await gateway.deps.db.selectFrom('attendances').select('citizen_id').execute()).length;
}

async function rowsOf(table: 'promise_answers' | 'mailing_recipients' | 'meeting_tries'): Promise<number> {
  return (await gateway.deps.db.selectFrom(table).select('citizen_id').execute()).length;
}

async function promises(): Promise<number> {
  return (await gateway.deps.db.selectFrom('promises').select('id').execute()).length;
}

/** On the clock in Mombasa. */
function hour(): number {
  return (gateway.deps.now().getUTCHours() + 3) % 24;
}
