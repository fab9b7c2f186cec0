import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { v7 as uuidv7 } from 'uuid';
import { rememberCitizen } from '../../src/db/citizens.ts';
import type { Phone } from '../../src/phone.ts';
import type { Unit } from '../../src/routing/programme.ts';
import { type Gateway, MONDAY, openGateway } from './gateway.ts';

let gateway: Gateway;
/** Row ids of people, made once: who answers is never shown. */
let people: string[];
let admin: string;
const keys: Record<'observer' | 'supervisor' | 'admin' | 'official' | 'khulna', string> = {
  observer: '',
  supervisor: '',
  admin: '',
  official: '',
  khulna: '',
};
const CANARY = '44199';

beforeAll(async () => {
  gateway = await openGateway();
  const { deps, kosovo } = gateway;
  people = [];
  for (let index = 0; index < 24; index += 1) {
    const phone = `+383${CANARY}${String(100 + index)}` as Phone;
    people.push((await rememberCitizen(deps.db, deps.config, { programmeId: kosovo.id, phone, now: MONDAY })).id);
  }
  admin = uuidv7();
  await deps.db
    .insertInto('accounts')
    .values({
      ...{ id: admin, programme_id: kosovo.id, sign_in: 'canary.admin', name: 'Canary Admin' },
      ...{ role: 'admin', language: 'en', created_at: MONDAY },
    })
    .execute();
  keys.observer = await gateway.key({ role: 'observer' });
  keys.supervisor = await gateway.key({ role: 'supervisor', area: 'XK.04' });
  keys.admin = await gateway.key({ role: 'admin' });
  keys.official = await gateway.key({ role: 'official', office: 'csw@XK.01.27' });
  keys.khulna = await gateway.key({ role: 'admin', programme: 'khulna' });
}, 60_000);
afterAll(() => gateway.close());

const get = (who: keyof typeof keys, path: string) => gateway.get(keys[who], path);

/** All of a list, some at a time. */
async function pages(who: keyof typeof keys, path: string, limit = 2): Promise<Record<string, unknown>[]> {
  const found: Record<string, unknown>[] = [];
  let cursor = '';
  do {
    const { body } = await get(who, `${path}${path.includes('?') ? '&' : '?'}limit=${limit}${cursor}`);
    expect(body.items.length).toBeLessThanOrEqual(limit);
    found.push(...body.items);
    cursor = body.next_cursor === null ? '' : `&cursor=${body.next_cursor}`;
  } while (cursor !== '');
  return found;
}

function unitOf(code: string): Unit {
  const unit = gateway.kosovo.units.get(code);
  if (!unit) throw new Error(`no unit ${code}`);
  return unit;
}

function idOf(of: 'areas' | 'offices', code: string): string {
  const found = gateway.kosovo[of].get(code);
  if (!found) throw new Error(`no ${code}`);
  return found.id;
}

describe('score cards', () => {
  const ids: Record<'prizren' | 'elsewhere' | 'closed', string> = { prizren: '', elsewhere: '', closed: '' };

  beforeAll(async () => {
    const { deps, kosovo } = gateway;
    const card = async (unit: string, office: string, more: object = {}) => {
      const id = uuidv7();
      await deps.db
        .insertInto('scorecards')
        .values({
          ...{ id, programme_id: kosovo.id, unit_id: unitOf(unit).id, office_id: idOf('offices', office) },
          ...{ from_on: '2026-01-01', until_on: '2026-01-31', opened_by: admin, opened_at: MONDAY },
          ...{ groups: JSON.stringify({ woman: 12 }), ...more },
        })
        .execute();
      return id;
    };
    ids.prizren = await card('XK.04.28.CSW', 'csw@XK.04.28', {
      met_on: '2026-02-03',
      venue: 'Hall',
      women: 12,
      men: 9,
    });
    ids.elsewhere = await card('XK.01.27.CSW', 'csw@XK.01.27');
    ids.closed = await card('XK.04.28.CSW', 'csw@XK.04.28', { closed_at: MONDAY });
    const score = (source: 'meeting' | 'providers', indicator: string, value: number, count: number) => ({
      ...{ scorecard_id: ids.prizren, source, indicator, score: value, people: count },
    });
    await deps.db
      .insertInto('scorecard_scores')
      .values([
        ...[score('meeting', '', 2, 12), score('meeting', '', 4, 8), score('providers', '', 5, 3)],
        ...[score('meeting', 'RESPECT', 1, 4), score('providers', 'RESPECT', 5, 3)],
      ])
      .execute();
    const action = (due: string, more: object = {}) => ({
      ...{
        id: uuidv7(),
        programme_id: kosovo.id,
        scorecard_id: ids.prizren,
        office_id: idOf('offices', 'csw@XK.04.28'),
      },
      ...{ post: 'Director', what: 'A ramp', due_on: due, added_by: admin, added_at: MONDAY, remind_at: null, ...more },
    });
    await deps.db
      .insertInto('actions')
      .values([
        action('2026-02-01'),
        action('2026-06-01'),
        action('2026-01-05', { state: 'kept', answer: 'Built', answered_by: admin, answered_at: MONDAY }),
      ])
      .execute();
  });

  it('are listed newest first, with what was agreed and what became of it', async () => {
    const found = await pages('observer', '/score-cards', 1);
    expect(found.map(({ id }) => id)).toEqual([ids.closed, ids.elsewhere, ids.prizren]);
    expect(found[2]).toMatchObject({
      unit: { code: 'XK.04.28.CSW' },
      area: { code: 'XK.04.28' },
      office: { code: 'csw@XK.04.28' },
      from: '2026-01-01',
      met_on: '2026-02-03',
      closed_at: null,
      promised: { open: 2, overdue: 1, kept: 1, broken: 0 },
    });
    expect((await get('observer', '/score-cards?state=closed')).body.items).toHaveLength(1);
    expect((await get('observer', '/score-cards?area=XK.01')).body.items).toMatchObject([{ id: ids.elsewhere }]);
  });

  it('have both sides, the gap, the meeting and the actions; of few users nothing', async () => {
    const { body } = await get('observer', `/score-cards/${ids.prizren}`);
    const [service, respect] = body.lines;
    expect(service).toMatchObject({
      indicator: null,
      users: { people: 20, given: [0, 12, 0, 8, 0], mean: 2.8 },
      by_phone: null,
      at_meeting: 20,
      providers: { people: 3, mean: 5 },
      difference: -0.55,
      gap: 'much_lower',
    });
    expect(respect).toMatchObject({ indicator: { code: 'RESPECT', scale: 'score' }, users: null, gap: null });
    expect(body.meeting).toMatchObject({
      held_on: '2026-02-03',
      women: 12,
      men: 9,
      groups: { woman: 12 },
      notes: null,
    });
    expect(body.actions).toMatchObject([
      { due_on: '2026-01-05', state: 'kept', answer: 'Built', overdue: false },
      { due_on: '2026-02-01', state: 'open', answer: null, overdue: true },
      { due_on: '2026-06-01', overdue: false, post: 'Director' },
    ]);
    expect(body.promised).toEqual({ open: 2, overdue: 1, kept: 1, broken: 0 });
  });

  it('are seen where they are hers, and are not there otherwise', async () => {
    expect((await pages('supervisor', '/score-cards')).map(({ id }) => id)).toEqual([ids.closed, ids.prizren]);
    expect((await pages('official', '/score-cards')).map(({ id }) => id)).toEqual([ids.elsewhere]);
    expect((await get('khulna', '/score-cards')).body.items).toEqual([]);
    for (const [who, id] of [
      ['supervisor', ids.elsewhere],
      ['official', ids.prizren],
      ['khulna', ids.prizren],
      ['admin', uuidv7()],
      ['admin', 'no-id'],
    ] as const) {
      expect([who, (await get(who, `/score-cards/${id}`)).status]).toEqual([who, 404]);
    }
    expect((await gateway.get(await gateway.key({ role: 'focal', stream: 'child' }), '/score-cards')).status).toBe(403);
  });
});

describe('projects', () => {
  beforeAll(async () => {
    const { deps, kosovo } = gateway;
    const project = (code: string, area: string, position: number, more: object = {}) => ({
      ...{ id: uuidv7(), programme_id: kosovo.id, code, area_id: idOf('areas', area), position },
      ...{
        names: JSON.stringify({ en: `Road ${code}`, sq: `Rruga ${code}` }),
        source: 'Budget 2026',
        as_of: '2026-01-01',
      },
      ...{ state: 'completed', amount: '1250000.50', currency: 'EUR', ends_on: '2025-12-31', ...more },
    });
    const rows = [
      project('P1', 'XK.04.28', 101),
      project('P2', 'XK.04.34', 102, { state: 'under_way' }),
      project('P3', 'XK.01.27', 103),
      project('P4', 'XK.04.28', 104, { retired_at: MONDAY }),
    ];
    await deps.db
      .insertInto('projects')
      .values(rows as never[])
      .execute();
    const answered = (code: string, answer: 'done' | 'nothing', from: number, to: number) =>
      people.slice(from, to).map((citizen) => ({
        ...{ project_id: rows.find((row) => row.code === code)?.id ?? '', citizen_id: citizen, answer },
        ...{ language: 'sq' as const, channel: 'ussd' as const, checked_at: MONDAY },
      }));
    await deps.db
      .insertInto('project_checks')
      .values([
        ...answered('P1', 'nothing', 0, 18),
        ...answered('P1', 'done', 18, 20),
        ...answered('P3', 'nothing', 0, 4),
      ])
      .execute();
  });
  const codes = (items: readonly Record<string, unknown>[]) =>
    items.map(({ code }) => code).filter((code) => /^P\d$/.test(String(code)));

  it('say what the list says and what residents found, in the order of the list', async () => {
    const found = await pages('observer', '/projects');
    expect(codes(found)).toEqual(['P1', 'P2', 'P3']);
    expect(found.find(({ code }) => code === 'P1')).toMatchObject({
      name: 'Road P1',
      names: { sq: 'Rruga P1' },
      area: { code: 'XK.04.28' },
      amount: '1250000.50',
      currency: 'EUR',
      past_its_end: false,
      residents: {
        verdict: 'differs',
        people: 20,
        found: { done: 2, started: 0, nothing: 18 },
        against: { share: 0.9 },
      },
    });
    expect(found.find(({ code }) => code === 'P2')).toMatchObject({
      past_its_end: true,
      residents: { verdict: 'few' },
    });
  });

  it('of few residents nothing is said', async () => {
    const { body } = await get('observer', '/projects?area=XK.01');
    expect(body.items).toMatchObject([
      { code: 'P3', residents: { verdict: 'few', people: null, found: null, against: null } },
    ]);
  });

  it('are found by what differs, by state and by area; a supervisor sees hers', async () => {
    expect(codes((await get('observer', '/projects?verdict=differs')).body.items)).toEqual(['P1']);
    expect(codes((await get('observer', '/projects?state=under_way')).body.items)).toEqual(['P2']);
    expect(codes(await pages('supervisor', '/projects', 1))).toEqual(['P1', 'P2']);
    expect((await get('supervisor', '/projects?area=XK.01')).status).toBe(422);
    expect(codes((await get('khulna', '/projects')).body.items)).toEqual([]);
  });
});

describe('meetings and promises', () => {
  const held = uuidv7();
  const [kept, open, few] = [uuidv7(), uuidv7(), uuidv7()];

  beforeAll(async () => {
    const { deps, kosovo } = gateway;
    const names = (en: string) => JSON.stringify({ en, sq: `${en} (sq)` });
    const meeting = (id: string, area: string, at: string, more: object = {}) => ({
      ...{ id, programme_id: kosovo.id, code: `m-${id}`, area_id: idOf('areas', area), starts_at: new Date(at) },
      ...{ names: names('Budget'), venues: names('Hall'), ...more },
    });
    const called = uuidv7();
    await deps.db
      .insertInto('meetings')
      .values([
        meeting(held, 'XK.04.28', '2026-01-10T09:00:00Z', { origin: 'console' }),
        meeting(called, 'XK.04.34', '2026-02-10T09:00:00Z', { origin: 'console', retired_at: MONDAY }),
        meeting(uuidv7(), 'XK.01.27', '2026-04-01T09:00:00Z'),
        meeting(uuidv7(), 'XK.01.27', '2026-01-01T09:00:00Z', { retired_at: MONDAY }),
      ])
      .execute();
    const forum = (id: string, code: string) => ({
      ...{ meeting_id: id, programme_id: kosovo.id, code, created_by: admin, created_at: MONDAY },
    });
    await deps.db
      .insertInto('forums')
      .values([forum(held, '7391'), forum(called, '7392')])
      .execute();
    await deps.db
      .insertInto('attendances')
      .values(people.slice(0, 17).map((id) => ({ meeting_id: held, citizen_id: id, came_at: MONDAY })))
      .execute();
    const promise = (id: string, due: string, asked: string | null) => ({
      ...{ id, programme_id: kosovo.id, meeting_id: held, office_id: idOf('offices', 'csw@XK.04.28') },
      ...{ names: names('A ramp'), due_on: due, created_by: admin, created_at: MONDAY },
      ...{
        asked_at: asked === null ? null : new Date(asked),
        closes_at: asked === null ? null : new Date('2026-02-28'),
      },
    });
    await deps.db
      .insertInto('promises')
      .values([
        promise(kept, '2026-02-01', '2026-02-02T09:00:00Z'),
        promise(open, '2026-05-01', null),
        promise(few, '2026-01-20', '2026-01-21T09:00:00Z'),
      ])
      .execute();
    const answers = (id: string, from: number, to: number, isKept: boolean) =>
      people.slice(from, to).map((citizen) => ({
        ...{ promise_id: id, citizen_id: citizen, asked_at: MONDAY, is_kept: isKept, answered_at: MONDAY },
      }));
    await deps.db
      .insertInto('promise_answers')
      .values([...answers(kept, 0, 12, true), ...answers(kept, 12, 15, false), ...answers(few, 0, 6, false)])
      .execute();
  });

  it('the meetings, latest first, called off or not; never the number that is told in the room', async () => {
    const found = await pages('observer', '/meetings?from=2026-01-01&to=2026-05-01', 1);
    expect(found).toMatchObject([
      { area: { code: 'XK.01.27' }, state: 'coming', origin: 'files', came: null, promises: 0 },
      { area: { code: 'XK.04.34' }, state: 'cancelled', origin: 'console', came: null },
      {
        id: held,
        names: { en: 'Budget' },
        state: 'begun',
        came: 15,
        promises: 3,
        starts_at: '2026-01-10T09:00:00.000Z',
      },
    ]);
    expect(JSON.stringify(found)).not.toMatch(/739[12]|canary/i);
    expect(await pages('supervisor', '/meetings?from=2026-01-01')).toHaveLength(2);
    expect((await get('observer', '/meetings?from=2019-01-01&to=2019-02-01')).body).toEqual({
      items: [],
      next_cursor: null,
    });
  });

  it('what was promised, and whether it was kept by the word of ten or more', async () => {
    const found = await pages('observer', '/promises', 1);
    expect(found).toMatchObject([
      { id: open, result: 'open', answers: null },
      { id: kept, result: 'kept', answers: { kept: 10, broken: 5 }, office: { code: 'csw@XK.04.28' } },
      { id: few, result: 'few', answers: null, meeting: { id: held }, due_on: '2026-01-20' },
    ]);
    for (const filter of [`meeting=${held}`, 'office=csw@XK.04.28', 'area=XK.04']) {
      expect((await get('observer', `/promises?${filter}`)).body.items).toHaveLength(3);
    }
    for (const filter of [`meeting=${uuidv7()}`, 'office=csw@XK.01.27', 'area=XK.01']) {
      expect((await get('observer', `/promises?${filter}`)).body.items).toEqual([]);
    }
    expect((await get('khulna', '/promises')).body.items).toEqual([]);
  });

  it('while answers count nothing is told of them', async () => {
    gateway.clock.now = new Date('2026-02-27T09:00:00Z');
    const { body } = await get('admin', '/promises');
    gateway.clock.now = MONDAY;
    expect(body.items[1]).toMatchObject({ id: kept, result: 'asking', answers: null });
  });
});

describe('votes', () => {
  const [over, running, coming, small] = [uuidv7(), uuidv7(), uuidv7(), uuidv7()];

  beforeAll(async () => {
    const { deps, kosovo } = gateway;
    const vote = (id: string, area: string, opens: string, closes: string, more: object = {}) => ({
      ...{ id, programme_id: kosovo.id, area_id: idOf('areas', area), names: JSON.stringify({ en: 'Ward money' }) },
      ...{ opens_at: new Date(opens), closes_at: new Date(closes), created_by: admin, created_at: MONDAY, ...more },
    });
    await deps.db
      .insertInto('votes')
      .values([
        vote(over, 'XK.04.28', '2026-02-01', '2026-02-10'),
        vote(running, 'XK', '2026-03-01', '2026-03-10'),
        vote(coming, 'XK.04.28', '2026-03-05', '2026-03-20'),
        vote(small, 'XK.01.27', '2026-02-01', '2026-02-05'),
        vote(uuidv7(), 'XK.04.28', '2026-02-01', '2026-02-10', { cancelled_at: new Date('2026-01-20') }),
      ])
      .execute();
    const proposal = (id: string, number: number, votes: number) => ({
      ...{ vote_id: id, number, names: JSON.stringify({ en: `Proposal ${number}` }), votes },
    });
    await deps.db
      .insertInto('vote_proposals')
      .values([
        ...[proposal(over, 1, 40), proposal(over, 2, 71), proposal(running, 1, 987), proposal(running, 2, 3)],
        ...[proposal(coming, 1, 0), proposal(coming, 2, 0), proposal(small, 1, 7), proposal(small, 2, 1)],
      ])
      .execute();
  });

  it('tell what was chosen when they are over, and not before', async () => {
    const found = await pages('observer', '/votes', 1);
    expect(found.map(({ id }) => id)).toEqual([running, over, small]);
    expect(found[0]).toMatchObject({
      state: 'open',
      turnout: null,
      proposals: [
        { number: 1, votes: null, won: null },
        { number: 2, votes: null, won: null },
      ],
    });
    expect(JSON.stringify(found[0])).not.toContain('987');
    expect(found[1]).toMatchObject({
      state: 'over',
      turnout: 111,
      proposals: [
        { number: 1, votes: 40, won: false },
        { number: 2, votes: 71, won: true },
      ],
    });
    expect(found[2]).toMatchObject({ state: 'over', turnout: null, proposals: [{ votes: null }, { votes: null }] });
  });

  it('of a place are also those of the places around it, and no other', async () => {
    expect((await pages('supervisor', '/votes')).map(({ id }) => id)).toEqual([running, over]);
    expect((await get('khulna', '/votes')).body.items).toEqual([]);
  });

  it('of a retired place are still in those of the places it lies in', async () => {
    const { deps, programmes, kosovo } = gateway;
    const retire = async (at: Date | null) => {
      await deps.db
        .updateTable('areas')
        .set({ retired_at: at })
        .where('code', '=', 'XK.04.28')
        .where('programme_id', '=', kosovo.id)
        .execute();
      await deps.db
        .updateTable('programmes')
        .set((eb) => ({ revision: eb('revision', '+', 1) }))
        .where('id', '=', kosovo.id)
        .execute();
      await programmes.reload();
    };
    await retire(MONDAY);
    expect((await get('observer', '/areas')).body.items).not.toContainEqual(
      expect.objectContaining({ code: 'XK.04.28' }),
    );
    expect((await pages('supervisor', '/votes')).map(({ id }) => id)).toEqual([running, over]);
    expect((await pages('observer', '/votes?area=XK.01')).map(({ id }) => id)).toEqual([running, small]);
    await retire(null);
  });
});

describe('releases', () => {
  it('are listed with their files, which need no key', async () => {
    const { deps, kosovo } = gateway;
    const hash = Buffer.alloc(32, 7);
    const of = { programme_id: kosovo.id, month: '2026-01-01' };
    await deps.db
      .insertInto('releases')
      .values({ ...of, made_at: MONDAY, sums_hash: hash })
      .execute();
    const file = { name: 'release.json', media_type: 'application/json', body: Buffer.from('{}'), hash };
    await deps.db
      .insertInto('release_files')
      .values({ ...of, ...file })
      .execute();
    expect((await get('official', '/releases')).body).toEqual({
      items: [
        {
          month: '2026-01',
          made_at: MONDAY.toISOString(),
          sums_sha256: '07'.repeat(32),
          files: [{ name: 'release.json', bytes: 2, href: '/open/kosovo/releases/2026-01/release.json' }],
        },
      ],
      next_cursor: null,
    });
    expect((await get('khulna', '/releases')).body.items).toEqual([]);
  });
});

describe('all of them', () => {
  const LISTS = ['/score-cards', '/projects', '/meetings', '/promises', '/votes'];

  it.each(LISTS)('%s: refuses what cannot be, with the field', async (path) => {
    for (const query of ['area=NOWHERE', 'cursor=nonsense', 'limit=0', 'limit=1000', 'nothing=1']) {
      const { status, body } = await get('admin', `${path}?${query}`);
      expect([query, status, body.error.issues[0].path]).toEqual([query, 422, query.split('=')[0]]);
    }
  });

  const cursorOf = (position: unknown) => Buffer.from(JSON.stringify(position)).toString('base64url');
  const ID = uuidv7();

  it.each([
    ['/projects', [9_007_199_254_740_991, 'x']],
    ['/projects', [2_147_483_648, 'x']],
    ['/projects', [-2_147_483_649, 'x']],
    ['/projects', [1.5, 'x']],
    ['/projects', [1, 'x\u0000']],
    ['/promises', ['0000-01-01', ID]],
    ['/promises', ['2026-02-30', ID]],
    ['/promises', ['2026-02-01', 'x']],
    ['/meetings', ['0000-01-01T00:00:00Z', ID]],
    ['/votes', ['0000-01-01T00:00:00Z', ID]],
    ['/votes', [7, ID]],
    ['/score-cards', ['x']],
    ['/league', [2, 1, 1, ID]],
    ['/league', [0, 1, 1, 'x']],
    ['/league', [50]],
  ])('%s: refuses a cursor that somebody made: %j', async (path, position) => {
    const { status, body } = await get('admin', `${path}?cursor=${cursorOf(position)}`);
    const message = 'Is not a `next_cursor` of this list. Begin again without it.';
    expect([status, body.error.issues]).toEqual([422, [{ path: 'cursor', message }]]);
  });

  it.each([
    ['/projects', [2_147_483_647, '\ud800']],
    ['/projects', [-2_147_483_648, '']],
    ['/promises', ['0001-01-01', ID]],
    ['/promises', ['9999-12-31', ID]],
    ['/meetings', ['0001-01-01T00:00:00Z', ID]],
    ['/meetings', ['9999-12-31T23:59:59.999999999Z', ID]],
    ['/votes', ['0001-01-01T00:00:00Z', ID]],
    ['/score-cards', ['00000000-0000-0000-0000-000000000000']],
    ['/league', [0, Number.MAX_VALUE, -Number.MAX_VALUE, ID]],
    ['/backlog?group_by=office', ['\u0000']],
    ['/report-cards', ['\u0000']],
    ['/ratings', ['ffffffff-ffff-ffff-ffff-ffffffffffff']],
  ])('%s: takes all that a cursor can hold: %j', async (path, position) => {
    const join = path.includes('?') ? '&' : '?';
    expect((await get('admin', `${path}${join}cursor=${cursorOf(position)}`)).status).toBe(200);
  });

  it.each([
    ['/meetings?from=2026-02-30', 'from', 'Must be a date of the calendar, like 2026-11-30.'],
    ['/meetings?from=2026-03-01&to=2026-02-01', 'to', 'Must be after `from`: it is the day after the last one.'],
    ['/promises?meeting=7', 'meeting', 'Must be an `id` as the lists give it.'],
    ['/projects?verdict=wrong', 'verdict', 'Must be one of differs, unclear, agrees, none, few.'],
    ['/score-cards?unit=NONE', 'unit', 'This programme has no such code. GET /api/v1/units lists them.'],
  ])('%s: %s', async (path, field, message) => {
    const { status, body } = await get('admin', path);
    expect([status, body.error.issues]).toEqual([422, [{ path: field, message }]]);
  });

  it.each([...LISTS, '/releases'])('%s: 304 while nothing has changed; nobody is in it', async (path) => {
    const ask = (etag = '""') =>
      request(gateway.app)
        .get(`/api/v1${path}`)
        .set({ authorization: `Bearer ${keys.observer}`, 'if-none-match': etag });
    const first = await ask();
    expect([first.status, first.get('cache-control')]).toEqual([200, 'private, no-cache']);
    expect((await ask(first.get('etag'))).status).toBe(304);
    expect(first.text).not.toContain(CANARY);
    expect(first.text).not.toContain('Canary Admin');
    for (const id of people) expect(first.text).not.toContain(id);
  });
});
