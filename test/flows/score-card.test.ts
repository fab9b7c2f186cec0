import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import request from 'supertest';
import { localeOf } from '../../src/locales/index.ts';
import { openPerson, type Person } from '../support/console.ts';
import { type Gateway, openGateway } from '../support/gateway.ts';
import { handset } from '../support/handset.ts';

/** A county's hospital, and the offices of its place and of the county next to it. */
const UNIT = { number: '101', code: 'MSA-CGTRH', name: 'Coast General Referral Hospital' };
const OFFICE = 'county_secretary@KE.001';
const MATRON_PHONE = '+254711000900';
const OBSERVER_PHONE = '+254711000901';

const { self, ussd } = localeOf('en');

let gateway: Gateway;
let official: Person;
let stranger: Person;
let observer: Person;
let neighbour: Person;
beforeAll(async () => {
  gateway = await openGateway();
  const programme = 'kenya-coast';
  official = await openPerson(gateway, { programme, role: 'official', office: OFFICE, phone: MATRON_PHONE });
  stranger = await openPerson(gateway, { programme, role: 'official', office: 'water_company@KE.001' });
  neighbour = await openPerson(gateway, { programme, role: 'supervisor', area: 'KE.002' });
  observer = await openPerson(gateway, { programme, role: 'observer', phone: OBSERVER_PHONE });
  // Above the county secretary stands the county assembly, above the department of health the county secretary.
  await openPerson(gateway, { programme, role: 'official', office: 'county_health_dept@KE.001' });
});
afterAll(() => gateway.close());

/** A visitor of the hospital gives it a score by phone, and the same to each of its questions. */
async function rate(phone: string, score: number, answers: readonly number[]): Promise<void> {
  let call = await (await handset(gateway.app, phone).dial('*384*2101#')).choose(self);
  call = await (await call.choose(ussd.menuRate)).type(UNIT.number);
  call = await (await call.type(String(score))).choose(ussd.rateQuestions(3));
  for (const answer of answers) call = await call.type(String(answer));
  expect(call.isOver).toBe(false);
}

/** Lets time go by in which everybody goes on working: nobody is signed out for being idle. */
async function pass(hours: number): Promise<void> {
  await gateway.pass(hours);
  await gateway.deps.db.updateTable('account_sessions').set({ seen_at: gateway.deps.now() }).execute();
}

let card = '';
/** A card of the same unit, opened and closed when the first one has become inconvenient. */
const NEWER = '0199a0c0-0000-7000-8000-000000000003';
const page = async (who: Person): Promise<string> => textOf((await who.get(`/console/cards/${card}`).expect(200)).text);

const publicPage = async (): Promise<string> =>
  textOf((await request(gateway.app).get('/open/kenya-coast/places/KE.001?lang=en').expect(200)).text);

/** Under which a form is kept. */
function idIn(html: string): string {
  return /name="id" value="([^"]+)"/.exec(html)?.[1] ?? '';
}

/** What stands on a page, without its markup. */
function textOf(html: string): string {
  return html
    .replace(/<[^>]+>/g, ' ')
    .replace(/&#39;/g, "'")
    .replace(/\s+/g, ' ');
}

describe('a score card, from ratings by phone to a promise that is kept', () => {
  it('is opened by the office, for a service of its place only', async () => {
    const asked = await official.get('/console/cards/new?unit=9999').expect(422);
    expect(asked.text).toContain('no service of this number');
    expect((await official.get(`/console/cards/new?unit=${UNIT.number}`).expect(200)).text).toContain(UNIT.name);
    // A hospital of Kwale is not Mombasa's.
    const kwale = [...(gateway.deps.programmes.byName('kenya-coast')?.units.values() ?? [])].find(
      ({ area }) => area.code === 'KE.002',
    );
    await official.get(`/console/cards/new?unit=${kwale?.number}`).expect(422);
    const wrong = await official
      .post('/console/cards', { unit: UNIT.number, from: '2026-11-31', until: '2026-11-30' })
      .expect(422);
    expect(wrong.text).toContain('Write a day like 2026-11-23.');
    expect(wrong.text).toContain('value="2026-11-31"');
    const form = {
      id: '0199a0c0-0000-7000-8000-000000000001',
      unit: UNIT.number,
      from: '2026-10-01',
      until: '2026-12-31',
    };
    const { headers } = await official.post('/console/cards', form).expect(303);
    card = form.id;
    expect(headers.location).toBe(`/console/cards/${card}?done=opened`);
    // Sent twice it opens one.
    await official.post('/console/cards', form).expect(303);
    // Gone back to and sent with other days it is not said to be open, and can be sent as another one.
    const { text } = await official.post('/console/cards', { ...form, until: '2026-11-30' }).expect(409);
    expect(text).toContain('It was saved already with other words');
    expect(text).toContain('value="2026-11-30"');
    expect(idIn(text)).not.toBe(form.id);
    const { count } = await gateway.deps.db
      .selectFrom('scorecards')
      .select(sql<number>`count(*)`.as('count'))
      .executeTakeFirstOrThrow();
    expect(count).toBe(1);
  });

  it('says nothing of what four people scored, and what five did', async () => {
    for (const [index, score] of [1, 2, 2, 2].entries()) await rate(`+25471200030${index}`, score, [1, 4, 3]);
    expect(await page(official)).not.toMatch(/by phone: 4/);
    expect(await page(official)).toContain('The service as a whole fewer than 5, or nobody');
    await rate('+254712000304', 3, [1, 4, 3]);
    const seen = await page(official);
    expect(seen).toContain('The service as a whole 2.0 of 5 people: 5 (1: 1, 2: 3, 3: 1, 4: 0, 5: 0) by phone: 5');
    expect(seen).toContain('Medicines available 1.0 of 5 people: 5');
    // Who rates again has one voice: her last.
    await pass(24);
    let again = await (await handset(gateway.app, '+254712000304').dial('*384*2101#')).choose(ussd.menuRate);
    again = await (await again.type(UNIT.number)).type('2');
    expect(await page(official)).toContain('1.8 of 5 people: 5 (1: 1, 2: 4, 3: 0, 4: 0, 5: 0)');
  });

  it('has a meeting with its own scores, whose slips are named', async () => {
    const meeting = { met_on: '2026-11-20', venue: 'Hospital hall', women: '12', men: '8', 'score-all-1': '3' };
    const wrong = await official
      .post(`/console/cards/${card}/meeting`, { ...meeting, 'score-all-5': '18', men: 'eight', met_on: '2027-01-01' })
      .expect(422);
    for (const said of ['More people than came', 'Write a number.', 'still to come', 'value="eight"']) {
      expect(wrong.text).toContain(said);
    }
    expect(await page(official)).toContain('No meeting yet');
    await official
      .post(`/console/cards/${card}/meeting`, { ...meeting, 'score-all-2': '12', notes: 'The pharmacy is empty.' })
      .expect(303);
    const seen = await page(official);
    expect(seen).toContain('by phone: 5, at the meeting: 15');
    expect(seen).toContain('Women: 12, men: 8');
  });

  it('is scored by those who work there, and the gap is said in words', async () => {
    await official.post(`/console/cards/${card}/providers`, { 'own-all': '4', staff: '0' }).expect(422);
    const own = { 'own-all': '4', 'own-MEDICINE': '2', 'own-ATTITUDE': '4', staff: '6' };
    await official.post(`/console/cards/${card}/providers`, own).expect(303);
    const seen = await page(observer);
    expect(seen).toMatch(/The service as a whole 1\.8 of 5 .* 4\.0 of 5 people: 6 Users score it much lower/);
    expect(seen).toMatch(/Medicines available .* 2\.0 of 5 people: 6 Users score it lower/);
    expect(seen).toMatch(/Staff attitude .* About the same/);
    expect(seen).toMatch(/Waiting time 3\.0 of 5 .* Not known yet Not known yet/);
  });

  it('takes no form that was filled in from what somebody else has changed meanwhile, and loses nothing typed', async () => {
    for (const [form, fields, held] of [
      ['meeting', { met_on: '2026-11-20', venue: 'Market', women: '12', men: '8' }, 'Hospital hall'],
      ['providers', { 'own-all': '5', staff: '3' }, '4.0 of 5 people: 6'],
    ] as const) {
      const path = `/console/cards/${card}/${form}`;
      const seen = /name="seen" value="([^"]+)"/.exec((await official.get(path).expect(200)).text)?.[1] ?? '';
      const stale = await official.post(path, { ...fields, seen: 'older' }).expect(409);
      expect(stale.text).toContain('Somebody else has changed this');
      expect(stale.text).toContain(form === 'meeting' ? 'value="Market"' : '<option value="5" selected');
      expect(await page(official)).toContain(held);
      // What it brings back is what stands there now.
      expect(stale.text).toContain(`name="seen" value="${seen}"`);
    }
    for (const year of ['0000', '9999']) {
      const fields = { met_on: `${year}-01-01`, venue: 'Market', women: '1', men: '1' };
      await official.post(`/console/cards/${card}/meeting`, fields).expect(422);
    }
  });

  it('is not written on by another office, an observer or another place', async () => {
    const path = `/console/cards/${card}`;
    await stranger.post(`${path}/providers`, { 'own-all': '5', staff: '1' }).expect(403);
    await observer.post(`${path}/close`).expect(403);
    await neighbour.get(path).expect(404);
    await neighbour.post(`${path}/close`).expect(404);
    const abroad = await openPerson(gateway, { programme: 'khulna', role: 'admin' });
    await abroad.get(path).expect(404);
    await abroad.post(`${path}/meeting`, { met_on: '2026-11-20', venue: 'x', women: '1', men: '1' }).expect(404);
    // A form without a card of hers to write on is no card either.
    const id = '0199a0c0-0000-7000-8000-0000000000ff';
    await observer
      .post('/console/cards', { id, unit: UNIT.number, from: '2026-10-01', until: '2026-10-31' })
      .expect(403);
    expect(textOf((await neighbour.get('/console/cards').expect(200)).text)).not.toContain(UNIT.name);
  });

  let action = '';
  it('holds what was agreed: an office, a post and a day', async () => {
    const agreed = {
      id: '0199a0c0-0000-7000-8000-000000000002',
      what: 'Medicines for blood pressure are in the pharmacy every Monday',
      office: OFFICE,
      post: 'Pharmacist in charge',
      due: '2026-12-10',
    };
    const wrong = await official.post(`/console/cards/${card}/actions`, { ...agreed, due: '2026-01-01', what: ' ' });
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('This day is too early.');
    await official.post(`/console/cards/${card}/actions`, { ...agreed, office: 'water_company@KE.003' }).expect(422);
    await official.post(`/console/cards/${card}/actions`, agreed).expect(303);
    await official.post(`/console/cards/${card}/actions`, agreed).expect(303);
    const below = { what: 'A nurse at night', office: 'county_health_dept@KE.001', post: '', due: '2026-12-10' };
    // Typed into the form of the one before, it is not said to be saved; with the name that it is given it is.
    const { text } = await official.post(`/console/cards/${card}/actions`, { ...below, id: agreed.id }).expect(409);
    expect(text).toContain('It was saved already with other words');
    expect(text).toContain('A nurse at night</textarea>');
    expect(idIn(text)).not.toBe(agreed.id);
    expect(await page(official)).not.toContain('A nurse at night');
    await official.post(`/console/cards/${card}/actions`, { ...below, id: idIn(text) }).expect(303);
    expect(await page(official)).toContain('A nurse at night');
    action = agreed.id;
    expect(await page(official)).toContain('Reminder by SMS on Thu 3 Dec 09:00');
  });

  it('is closed, and stands still from then on', async () => {
    expect(await publicPage()).not.toContain('Medicines for blood');
    await official.post(`/console/cards/${card}/close`).expect(303);
    expect(await publicPage()).toContain('Medicines for blood');
    await rate('+254712000399', 5, [5, 5, 5]);
    expect(await page(observer)).toContain('by phone: 5, at the meeting: 15');
    await official.post(`/console/cards/${card}/close`).expect(409);
    const due = '2026-12-10';
    for (const [form, fields, kept] of [
      ['meeting', { met_on: '2026-11-20', venue: 'Market', women: '12', men: '8', seen: 'older' }, 'value="Market"'],
      ['providers', { 'own-all': '5', staff: '17' }, 'value="17"'],
      ['actions', { what: 'A second nurse', office: OFFICE, post: 'Matron', due }, 'A second nurse</textarea>'],
    ] as const) {
      // Who had the form open meanwhile loses nothing typed, and is told why.
      const { text } = await official.post(`/console/cards/${card}/${form}`, fields).expect(409);
      expect(text).toContain('Somebody has closed this card meanwhile');
      expect(text).toContain(kept);
    }
    expect(await page(observer)).not.toMatch(/Market|A second nurse|people: 17/);
  });

  it('reminds the office of its promise a week before, once, and nobody else', async () => {
    await pass(24 * 8);
    expect(await gateway.inbox(MATRON_PHONE)).toEqual([]);
    await pass(24);
    const [reminder, ...others] = await gateway.inbox(MATRON_PHONE);
    expect(reminder).toMatch(
      /^Majibu: agreed for Coast General Referral Hospital: Medicines for blood .* Due 10 Dec 2026\./,
    );
    await pass(24);
    expect(others).toEqual([]);
    expect(await gateway.inbox(MATRON_PHONE)).toHaveLength(1);
    expect(await page(official)).toContain('Reminded by SMS on Thu 3 Dec 09:30');
  });

  it('takes it up the ladder when its day is over and nobody has said what became of it, once', async () => {
    expect(await page(official)).toContain(
      'No reminder went out: nobody of the office has a phone here. Then the office',
    );
    await pass(24 * 6);
    const before = await gateway.inbox(MATRON_PHONE);
    expect(await gateway.inbox(OBSERVER_PHONE)).toEqual([]);
    expect(textOf((await official.get('/console/cards')).text)).not.toContain('overdue: 2');
    await pass(24);
    await pass(24);
    const told = (await gateway.inbox(MATRON_PHONE)).slice(before.length).sort();
    // Her own promise, and that of the office below hers.
    expect(told).toEqual([
      expect.stringMatching(/^Majibu: overdue at County secretary, Mombasa: Medicines for blood .* due 10 Dec 2026\./),
      expect.stringMatching(
        /^Majibu: overdue at Department of health, Mombasa County: A nurse at night .* due 10 Dec 2026\./,
      ),
    ]);
    // Nobody above the county secretary has a phone: who watches is told, of that one only.
    expect(await gateway.inbox(OBSERVER_PHONE)).toEqual([expect.stringContaining('overdue at County secretary')]);
    expect(await page(official)).toContain('or the observers, told by SMS on Fri 11 Dec 09:30');
  });

  it('is not taken off the public page by a newer card on which nothing stands', async () => {
    const empty = {
      id: NEWER,
      unit: UNIT.number,
      from: '2026-12-01',
      until: '2026-12-01',
    };
    await official.post('/console/cards', empty).expect(303);
    await official.post(`/console/cards/${empty.id}/close`).expect(303);
    expect(await publicPage()).not.toContain('Score card of 2026-12-01');
    expect(await publicPage()).toMatch(/Score card of 2026-\d\d-\d\d/);
    expect(await publicPage()).toMatch(/overdue : Medicines for blood .* Until 2026-12-10/);
    expect(await publicPage()).toMatch(/overdue : A nurse at night/);
  });

  it('shows what is overdue, and what was kept', async () => {
    expect(textOf((await official.get('/console/cards')).text)).toContain('open: 2, of these overdue: 2');
    const path = `/console/cards/${card}/actions/${action}`;
    await stranger.post(path, { state: 'kept', answer: 'All is well' }).expect(403);
    expect((await official.post(path, { state: 'maybe', answer: '' }).expect(422)).text).toContain('Choose one.');
    await official.post(path, { state: 'kept', answer: 'In stock since 8 December' }).expect(303);
    const seen = await page(observer);
    expect(seen).toMatch(/kept In stock since 8 December/);
    // What was said of it is everybody's to read for a year, on whatever card it stands.
    expect(await publicPage()).toMatch(/kept : Medicines for blood .* In stock since 8 December/);
    const answeredAt = (at: Date) =>
      gateway.deps.db.updateTable('actions').set({ answered_at: at }).where('id', '=', action).execute();
    await answeredAt(new Date(gateway.deps.now().getTime() - 366 * 86_400_000));
    expect(await publicPage()).toContain('Medicines for blood');
    const scored = { scorecard_id: NEWER, source: 'meeting', indicator: '', score: 4, people: 12 } as const;
    await gateway.deps.db.insertInto('scorecard_scores').values(scored).execute();
    expect(await publicPage()).toContain('Score card of 2026-12-01');
    expect(await publicPage()).not.toContain('Medicines for blood');
    await answeredAt(gateway.deps.now());
    expect(textOf((await official.get('/console/cards')).text)).toContain('open: 1, of these overdue: 1');
    const again = await official.post(path, { state: 'broken', answer: 'Again empty', seen: 'older' }).expect(409);
    expect(again.text).toContain('Again empty');
    expect(await page(observer)).toMatch(/kept In stock since 8 December/);
    const { before, after } = await gateway.deps.db
      .selectFrom('changes')
      .select(['before', 'after'])
      .where('what', '=', 'action_answered')
      .executeTakeFirstOrThrow();
    expect([before, after]).toEqual([
      { state: 'open', answer: '' },
      { state: 'kept', answer: 'In stock since 8 December' },
    ]);
  });

  it('is on the record of changes with all that was written on it before', async () => {
    const rows = await gateway.deps.db
      .selectFrom('changes')
      .select(['what', 'before', 'after'])
      .orderBy('id')
      .execute();
    expect(rows.map(({ what }) => what)).toEqual([
      'card_opened',
      'card_meeting_recorded',
      'card_scored',
      'action_agreed',
      'action_agreed',
      'card_closed',
      'card_opened',
      'card_closed',
      'action_answered',
    ]);
    expect(rows[1]?.before).toBeNull();
    expect(rows[1]?.after).toMatchObject({ venue: 'Hospital hall', women: 12, scores: { all: { 1: 3, 2: 12 } } });
    expect(rows[2]).toMatchObject({ before: {}, after: { all: { 4: 6 }, MEDICINE: { 2: 6 } } });
  });
});
