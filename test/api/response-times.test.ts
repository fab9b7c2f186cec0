import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Area, Programme } from '../../src/routing/programme.ts';
import { compare, expected, type Figures, isLate } from './expected-figures.ts';
import { type Gateway, MONDAY, openGateway } from './gateway.ts';
import { type History, randomHistories } from './histories.ts';

const COUNT = 3_000;

let gateway: Gateway;
let admin: string;
let histories: History[];
beforeAll(async () => {
  gateway = await openGateway();
  admin = await gateway.key({ role: 'admin' });
  histories = randomHistories(gateway.kosovo, MONDAY, COUNT, 7);
  const elsewhere = randomHistories(gateway.khulna, MONDAY, 50, 8);
  for (const some of [histories.slice(0, 1_000), histories.slice(1_000, 2_000), histories.slice(2_000), elsewhere]) {
    await gateway.deps.db
      .insertInto('grievances')
      .values(some)
      .onConflict((on) => on.doNothing())
      .execute();
  }
});
afterAll(() => gateway.close());

const figuresOf = async (query: string, key = admin): Promise<Figures[]> =>
  (await gateway.get(key, `/response-times?${query}`)).body.items;

const PERIOD = 'from=2025-06-10&to=2026-02-20';
/** Midnight in Kosovo: +2 in summer, +1 in winter. */
const inPeriod = (row: History) =>
  row.filed_at >= new Date('2025-06-09T22:00:00Z') && row.filed_at < new Date('2026-02-19T23:00:00Z');
const ordinary = () => histories.filter((row) => row.stream === 'ordinary');

const codeIn = (table: 'offices' | 'categories' | 'areas', id: string | null): string | null =>
  id === null ? null : (gateway.kosovo.byId[table].get(id)?.code ?? 'unknown');

function areaOf(programme: Programme, row: History): Area {
  const area = programme.byId.areas.get(row.area_id);
  if (!area) throw new Error('no area');
  return area;
}

/** The code of the area's nearest self or ancestor that `isPart` holds for. */
function rollUp(area: Area, isPart: (area: Area) => boolean): string | undefined {
  for (let place: Area | null = area; place; place = place.parent) if (isPart(place)) return place.code;
  return undefined;
}

describe('the same figures as an independent calculation over 3,000 random histories', () => {
  it('by office, those without one among them', async () => {
    const figures = await figuresOf(`group_by=office&${PERIOD}`);
    compare(
      figures,
      expected(ordinary().filter(inPeriod), MONDAY, (row) => codeIn('offices', row.owing_office_id)),
    );
    expect(figures.at(-1)?.group).toEqual({ code: null, name: 'No office yet' });
  });

  it('by category', async () => {
    const figures = await figuresOf(`group_by=category&${PERIOD}`);
    compare(
      figures,
      expected(ordinary().filter(inPeriod), MONDAY, (row) => codeIn('categories', row.category_id)),
    );
  });

  it('by month of the time zone of the programme', async () => {
    const month = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Belgrade', year: 'numeric', month: '2-digit' });
    const figures = await figuresOf(`group_by=month&${PERIOD}`);
    compare(
      figures,
      expected(ordinary().filter(inPeriod), MONDAY, (row) => month.format(row.filed_at)),
    );
    expect(figures[0]?.group).toEqual({ code: '2025-06', name: 'June 2025' });
  });

  it('by region, the country itself for what was filed for all of it', async () => {
    const figures = await figuresOf(`group_by=area&${PERIOD}`);
    const region = (row: History) => rollUp(areaOf(gateway.kosovo, row), ({ level }) => level === 'region') ?? 'XK';
    compare(figures, expected(ordinary().filter(inPeriod), MONDAY, region));
  });

  it('by municipality, the country for what was filed above', async () => {
    const municipality = (row: History) =>
      rollUp(areaOf(gateway.kosovo, row), ({ level }) => level === 'municipality') ?? 'XK';
    compare(
      await figuresOf(`group_by=area&level=municipality&${PERIOD}`),
      expected(ordinary().filter(inPeriod), MONDAY, municipality),
    );
  });

  it('inside one region, by its municipalities', async () => {
    const inside = ordinary().filter((row) => inPeriod(row) && codeIn('areas', row.area_id)?.startsWith('XK.04'));
    const part = (row: History) => areaOf(gateway.kosovo, row).code;
    compare(await figuresOf(`group_by=area&area=XK.04&${PERIOD}`), expected(inside, MONDAY, part));
    compare(
      await figuresOf(`group_by=office&area=XK.04&${PERIOD}`),
      expected(inside, MONDAY, (row) => codeIn('offices', row.owing_office_id)),
    );
  });

  it('for a focal point, of her stream only', async () => {
    for (const stream of ['integrity', 'protection', 'child'] as const) {
      const focal = await gateway.key({ role: 'focal', stream });
      const own = histories.filter((row) => row.stream === stream && inPeriod(row));
      expect(own.length).toBeGreaterThan(0);
      const figures = await figuresOf(`group_by=category&${PERIOD}`, focal);
      compare(
        figures,
        expected(own, MONDAY, (row) => codeIn('categories', row.category_id)),
      );
    }
  });
});

it('agrees with the list on what is overdue', async () => {
  for (const [flag, wanted] of [
    ['true', true],
    ['false', false],
  ] as const) {
    const found = new Set<string>();
    let cursor = '';
    do {
      const { body } = await gateway.get(admin, `/grievances?limit=200&overdue=${flag}${cursor}`);
      for (const item of body.items) {
        expect(item.overdue).toBe(wanted);
        found.add(item.reference);
      }
      cursor = body.next_cursor === null ? '' : `&cursor=${body.next_cursor}`;
    } while (cursor !== '');
    expect(found).toEqual(
      new Set(
        ordinary()
          .filter((row) => isLate(row, MONDAY) === wanted)
          .map((row) => row.reference),
      ),
    );
  }
});

describe('the period', () => {
  const periodOf = async (query: string) => {
    const { from, to, group_by } = (await gateway.get(admin, `/response-times?group_by=month${query}`)).body;
    return [from, to, group_by];
  };
  it('is twelve months with this one, to the end of today', async () => {
    expect(await periodOf('')).toEqual(['2025-04-01', '2026-03-03', 'month']);
    expect((await figuresOf('group_by=month')).length).toBe(12);
  });
  it('ends where it is told, or today', async () => {
    expect(await periodOf('&to=2026-01-01')).toEqual(['2025-01-01', '2026-01-01', 'month']);
    expect(await periodOf('&from=2026-02-01')).toEqual(['2026-02-01', '2026-03-03', 'month']);
  });
  it('is the local day: late on Monday by UTC is Tuesday in Kosovo', async () => {
    gateway.clock.now = new Date('2026-03-02T23:30:00Z');
    expect(await periodOf('')).toEqual(['2025-04-01', '2026-03-04', 'month']);
    gateway.clock.now = MONDAY;
  });
  it('may hold nothing', async () => {
    expect(await figuresOf('group_by=office&from=2020-01-01&to=2020-02-01')).toEqual([]);
  });
});

describe('a query that cannot be used', () => {
  it.each([
    ['', 'group_by', 'Must be one of office, area, category, month.'],
    ['group_by=week', 'group_by', 'Must be one of office, area, category, month.'],
    ['group_by=office&level=region', 'level', 'Goes with group_by=area only.'],
    ['group_by=area&level=county', 'level', 'Must be one of the programme: country, region, municipality.'],
    ['group_by=area&area=BD.40', 'area', 'This programme has no such code. GET /api/v1/areas lists them.'],
    ['group_by=month&from=2026-03-03', 'to', 'Must be after `from`: it is the day after the last one.'],
    ['group_by=month&from=2026-13-01', 'from', 'Must be a date of the calendar, like 2026-11-30.'],
    ['group_by=month&since=2026-01-01', 'since', 'There is no such parameter here.'],
  ])('%s', async (query, path, message) => {
    const { status, body } = await gateway.get(admin, `/response-times?${query}`);
    expect(status).toBe(422);
    expect(body.error.issues).toEqual([{ path, message }]);
  });
});
