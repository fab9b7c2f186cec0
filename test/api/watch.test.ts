import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { countCallEnds } from '../../src/db/call-ends.ts';
import { rememberCitizen } from '../../src/db/citizens.ts';
import { countPeopleServed } from '../../src/db/people-served.ts';
import type { NewGrievance } from '../../src/db/schema.ts';
import { countFigures } from '../../src/figures/count-figures.ts';
import { refreshSnapshots } from '../../src/figures/refresh-snapshots.ts';
import type { Phone } from '../../src/phone.ts';
import type { Area } from '../../src/routing/programme.ts';
import { type Gateway, MONDAY, openGateway } from './gateway.ts';
import { type History, randomHistories } from './histories.ts';

const HOUR_MS = 3_600_000;
const MONTHS = 'first_month=2025-11&last_month=2026-02';
/** Nobody reports from here. */
const SILENT = ['XK.01.27', 'XK.04.34'];
const ACCUSED = 'csw@XK.04.28';

let gateway: Gateway;
let rows: (History & { about_office_id: string | null; citizen_id: string | null })[];
/** Row ids of people of one group. */
let members: string[];
const keys: Record<'observer' | 'supervisor' | 'admin' | 'khulna', string> = {
  observer: '',
  supervisor: '',
  admin: '',
  khulna: '',
};

beforeAll(async () => {
  gateway = await openGateway();
  const { deps, kosovo } = gateway;
  members = await addPeople('woman', 30);
  const few = await addPeople('disability', 1);
  const silent = new Set(SILENT.map((code) => kosovo.areas.get(code)?.id));
  rows = randomHistories(kosovo, MONDAY, 1_500, 11)
    .filter((row) => !silent.has(row.area_id))
    .map((row, index) => ({
      ...row,
      ...pace(row),
      about_office_id: index % 25 === 0 ? (kosovo.offices.get(ACCUSED)?.id ?? null) : null,
      citizen_id: index % 10 === 0 ? (members[(index / 10) % 30] ?? null) : index % 500 === 7 ? (few[0] ?? null) : null,
    }));
  for (let at = 0; at < rows.length; at += 500) {
    await deps.db
      .insertInto('grievances')
      .values(rows.slice(at, at + 500) as NewGrievance[])
      .execute();
  }
  await countFigures(deps, kosovo.id);
  await countPeopleServed(deps.db, kosovo.id, MONDAY);
  await refreshSnapshots(deps, kosovo.id);
  await addLines();
  keys.observer = await gateway.key({ role: 'observer' });
  keys.supervisor = await gateway.key({ role: 'supervisor', area: 'XK.04' });
  keys.admin = await gateway.key({ role: 'admin' });
  keys.khulna = await gateway.key({ role: 'observer', programme: 'khulna' });
}, 60_000);
afterAll(() => gateway.close());

async function addPeople(group: string, count: number): Promise<string[]> {
  const { deps, kosovo } = gateway;
  const ids: string[] = [];
  for (let index = 0; index < count; index += 1) {
    const phone = `+383441${group.length}${String(1_000 + index)}` as Phone;
    const { id } = await rememberCitizen(deps.db, deps.config, { programmeId: kosovo.id, phone, now: MONDAY });
    await deps.db
      .updateTable('citizens')
      .set({ groups: [group] })
      .where('id', '=', id)
      .execute();
    ids.push(id);
  }
  return ids;
}

/** One office answers at once, but hardly ever; another answers all it gets in a day. */
function pace(row: History): { first_answered_at: Date | null } {
  const { offices } = gateway.kosovo.byId;
  const known = [...offices.values()].slice(0, 12).map(({ id }) => id);
  const at = known.indexOf(row.owing_office_id ?? '');
  const after = (hours: number) => ({ first_answered_at: new Date(row.filed_at.getTime() + hours * HOUR_MS) });
  if (at === 0) return row.filed_at.getUTCMinutes() < 12 ? after(1) : { first_answered_at: null };
  return at === 1 ? after(24) : { first_answered_at: row.first_answered_at };
}

async function addLines(): Promise<void> {
  const { deps, kosovo, khulna } = gateway;
  const end = (screen: string, how: 'finished' | 'dropped', day: string, programme = kosovo) => ({
    ...{ programme_id: programme.id, day, screen, how, language: 'sq' as const },
  });
  await countCallEnds(deps.db, [
    ...[end('category', 'dropped', '2026-01-05'), end('category', 'dropped', '2026-02-28')],
    ...[end('done', 'finished', '2026-01-05'), end('done', 'finished', '2026-01-06')],
    ...[end('old', 'dropped', '2025-10-31'), end('elsewhere', 'dropped', '2026-01-05', khulna)],
  ]);
  const count = (month: string, state: string, more: object = {}) => ({
    ...{ programme_id: kosovo.id, month, direction: 'out', purpose: 'reply', state, messages: 5, segments: 8 },
    ...{ costs: JSON.stringify({ EUR: 0.4 }), ...more },
  });
  await deps.db
    .insertInto('message_counts')
    .values([
      count('2025-11-01', 'delivered'),
      count('2025-11-01', 'refused'),
      count('2025-12-01', 'received', { direction: 'in', purpose: '', costs: '{}' }),
      count('2025-01-01', 'delivered'),
    ])
    .execute();
}

const get = (who: keyof typeof keys, path: string) => gateway.get(keys[who], path);

async function pages(who: keyof typeof keys, path: string, limit: number): Promise<Record<string, unknown>[]> {
  const found: Record<string, unknown>[] = [];
  let cursor = '';
  do {
    const { body } = await get(who, `${path}${path.includes('?') ? '&' : '?'}limit=${limit}${cursor}`);
    found.push(...body.items);
    cursor = body.next_cursor === null ? '' : `&cursor=${body.next_cursor}`;
  } while (cursor !== '');
  return found;
}

const monthOf = (row: History) => new Date(row.filed_at.getTime() + HOUR_MS).toISOString().slice(0, 7);
const counted = (withAbout: boolean) =>
  rows.filter(
    (row) =>
      row.stream === 'ordinary' &&
      (withAbout || row.about_office_id === null) &&
      monthOf(row) >= '2025-11' &&
      monthOf(row) <= '2026-02',
  );

function isIn(id: string, top: string): boolean {
  for (let area: Area | null = gateway.kosovo.byId.areas.get(id) ?? null; area; area = area.parent) {
    if (area.code === top) return true;
  }
  return false;
}

describe('GET /league', () => {
  it('ranks by the upper end of where the median lies; who leaves most waiting has no place', async () => {
    const { body } = await get('observer', `/league?${MONTHS}&times=calendar&limit=200`);
    const [first, second] = [...gateway.kosovo.byId.offices.values()];
    const byCode = (code: string | undefined) =>
      body.items.find(({ office }: { office: { code: string } }) => office.code === code);
    expect(byCode(first?.code)).toMatchObject({ rank: null });
    expect(['half_open', 'too_few']).toContain(byCode(first?.code).unranked);
    expect(byCode(second?.code)).toMatchObject({ rank: 1, unranked: null });
    const { median, median_low: low, median_high: high } = byCode(second?.code).first_answer_hours;
    expect(Math.abs(median / 24 - 1)).toBeLessThan(0.05);
    expect(low <= median && median <= high).toBe(true);
    const ranked = body.items.filter(({ rank }: { rank: number | null }) => rank !== null);
    expect(ranked.map(({ rank }: { rank: number }) => rank)).toEqual(ranked.map((_: unknown, at: number) => at + 1));
    const ends = ranked.map(
      (one: { first_answer_hours: { median_high: number } }) => one.first_answer_hours.median_high,
    );
    expect([...ends].sort((one, other) => one - other)).toEqual(ends);
    expect(await pages('observer', `/league?${MONTHS}&times=calendar`, 3)).toEqual(body.items);
    expect(JSON.stringify(body)).not.toContain('No office');
  });

  it('goes on after the last office of a page, also where one before it is there no more', async () => {
    const { deps, kosovo } = gateway;
    const path = `/league?${MONTHS}&times=calendar`;
    const { body: all } = await get('observer', `${path}&limit=200`);
    const ranked = all.items.filter(({ rank }: { rank: number | null }) => rank !== null).length;
    for (const limit of [2, ranked]) {
      const { body: page } = await get('observer', `${path}&limit=${limit}`);
      const [first] = page.items;
      const id = kosovo.offices.get(first.office.code)?.id ?? '';
      const move = (from: string, to: string) =>
        deps.db.updateTable('rollups').set({ office_id: to }).where('office_id', '=', from).execute();
      await move(id, members[0] ?? '');
      const { body: next } = await get('observer', `${path}&limit=200&cursor=${page.next_cursor}`);
      await move(members[0] ?? '', id);
      const codes = (items: { office: { code: string } }[]) => items.map(({ office }) => office.code);
      expect(codes(next.items)).toEqual(codes(all.items.slice(limit)));
    }
    const forged = Buffer.from('[2]').toString('base64url');
    expect((await get('observer', `${path}&cursor=${forged}`)).status).toBe(422);
  });

  it("a supervisor's: offices of her area only", async () => {
    const { body } = await get('supervisor', `/league?${MONTHS}`);
    expect(body.times).toBe('working');
    for (const { office } of body.items) expect(office.code).toContain('@XK.04');
  });
});

describe('GET /reach', () => {
  it('reports for every 1,000 people of each part and of the whole', async () => {
    const { body } = await get('observer', `/reach?area=XK.04&${MONTHS}`);
    for (const item of body.items) {
      const reports = counted(true).filter((row) => isIn(row.area_id, item.area.code)).length;
      expect(item.reports).toBe(reports);
      const { people, reports_per_1000_people: rate } = item;
      expect(rate).toBe(people === null ? null : Number(((reports / people) * 1_000).toFixed(4)));
    }
    expect(body.items.some(({ people }: { people: number | null }) => people !== null)).toBe(true);
    expect(body.total.reports).toBe(counted(true).filter((row) => isIn(row.area_id, 'XK.04')).length);
    expect(await pages('observer', `/reach?area=XK.04&${MONTHS}`, 2)).toEqual(body.items);
    const { body: admins } = await get('admin', `/reach?area=XK.04&${MONTHS}`);
    expect(admins.total.reports).toBe(counted(false).filter((row) => isIn(row.area_id, 'XK.04')).length);
  });

  it('names the places that nobody reports from', async () => {
    const silent = await pages('observer', `/silent-areas?first_month=2025-04&last_month=2026-03`, 1);
    expect(silent.map(({ area }) => (area as { code: string }).code)).toEqual(SILENT);
    expect(silent[0]).toMatchObject({ within: { code: 'XK.01' } });
    const { body } = await get('observer', '/reach');
    expect(body.silent_areas).toBe(2);
    expect(body.smallest_areas).toBe(
      [...gateway.kosovo.areas.values()].filter(({ children }) => children.length === 0).length,
    );
    const hers = await get('supervisor', '/silent-areas');
    expect(hers.body.items.map(({ area }: { area: { code: string } }) => area.code)).toEqual(['XK.04.34']);
    expect((await get('supervisor', '/silent-areas?area=XK.01')).status).toBe(422);
    const none = await get('observer', '/silent-areas?first_month=2019-01&last_month=2019-01&limit=200');
    expect(none.body.items).toHaveLength(body.smallest_areas);
  });
});

describe('GET /group-figures and /people-served', () => {
  it('what became of the reports of a group; of few nothing', async () => {
    const { body } = await get('observer', `/group-figures?${MONTHS}`);
    const women = counted(false).filter(({ citizen_id: id }) => id !== null && members.includes(id));
    const of = (code: string) => body.items.find(({ group }: { group: { code: string } }) => group.code === code);
    expect(of('woman')).toMatchObject({
      received: women.length,
      answered: women.filter((row) => row.first_answered_at !== null).length,
      confirmed: women.filter((row) => row.outcome === 'confirmed').length,
    });
    expect(women.length).toBeGreaterThan(10);
    expect(of('disability')).toEqual({
      ...{ group: of('disability').group, received: null, answered: null, confirmed: null, disputed: null },
      confirmed_share: null,
    });
    expect(body.counted_at).toBe(MONDAY.toISOString());
  });

  it('people who had an answer, each once; only for whoever sees the whole', async () => {
    const { body } = await get('admin', '/people-served');
    expect(body.items[0]).toMatchObject({ group: { code: null }, people: expect.any(Number), share_of_target: null });
    const of = (code: string) => body.items.find(({ group }: { group: { code: string } }) => group.code === code);
    expect(of('woman').people).toBeGreaterThanOrEqual(10);
    expect(of('woman').people).toBeLessThanOrEqual(30);
    expect(of('disability').people).toBeNull();
    expect((await get('supervisor', '/people-served')).status).toBe(403);
    const khulna = await get('khulna', '/people-served');
    expect(khulna.body).toMatchObject({ target_people: 13_045, counted_at: null });
  });
});

describe('GET /message-counts and /call-ends', () => {
  it('what became of messages and what they cost, month by month', async () => {
    const found = await pages('observer', `/message-counts?${MONTHS}`, 1);
    expect(found).toEqual([
      expect.objectContaining({ month: '2025-11', state: 'delivered', messages: 5, segments: 8, costs: { EUR: 0.4 } }),
      expect.objectContaining({ month: '2025-11', state: 'refused', purpose: 'reply' }),
      expect.objectContaining({ month: '2025-12', direction: 'in', purpose: null, costs: {} }),
    ]);
    expect((await get('supervisor', '/message-counts')).status).toBe(403);
    expect((await get('khulna', `/message-counts?${MONTHS}`)).body.items).toEqual([]);
  });

  it('on which screens calls end', async () => {
    const found = await pages('admin', `/call-ends?${MONTHS}`, 1);
    expect(found).toEqual([
      { screen: 'category', language: 'sq', finished: 0, dropped: 2, dropped_share: 0.5 },
      { screen: 'done', language: 'sq', finished: 2, dropped: 0, dropped_share: 0 },
    ]);
    expect((await get('supervisor', '/call-ends')).status).toBe(403);
  });
});

describe('all of them', () => {
  const WITH_MONTHS = ['/league', '/reach', '/silent-areas', '/group-figures', '/message-counts', '/call-ends'];

  it.each(WITH_MONTHS)('%s: refuses months that cannot be; one in which nothing happened is no error', async (path) => {
    for (const query of [
      'first_month=2026-13',
      'last_month=2027-01',
      'first_month=2026-03&last_month=2026-01',
      'x=1',
    ]) {
      const { status, body } = await get('observer', `${path}?${query}`);
      expect([query, status, body.error.issues.length > 0]).toEqual([query, 422, true]);
    }
    expect((await get('khulna', `${path}?first_month=2020-01&last_month=2020-02`)).status).toBe(200);
  });

  it.each(['/league', '/reach', '/silent-areas', '/group-figures'])('%s: refuses unknown areas', async (path) => {
    expect((await get('observer', `${path}?area=NOWHERE`)).body.error.issues).toEqual([
      { path: 'area', message: 'This programme has no such code. GET /api/v1/areas lists them.' },
    ]);
  });

  it.each(['/league', '/reach', '/silent-areas'])('%s: nothing of a sealed stream', async (path) => {
    const { status, body } = await get('observer', `${path}?category=SAFE.CHILD`);
    expect([status, body.error.issues]).toEqual([
      422,
      [{ path: 'category', message: 'Reports of this category are not counted.' }],
    ]);
  });

  it.each([...WITH_MONTHS, '/people-served'])('%s: 304 while nothing has changed', async (path) => {
    const ask = (etag = '""') =>
      request(gateway.app)
        .get(`/api/v1${path}`)
        .set({ authorization: `Bearer ${keys.observer}`, 'if-none-match': etag });
    const first = await ask();
    expect([first.status, (await ask(first.get('etag'))).status]).toEqual([200, 304]);
  });
});
