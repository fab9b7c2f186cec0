import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { authenticate } from '../../src/accounts/authenticate.ts';
import type { Caller } from '../../src/accounts/caller.ts';
import { answerResponseTimes } from '../../src/api/response-times.ts';
import { AppError } from '../../src/errors.ts';
import { countFigures } from '../../src/figures/count-figures.ts';
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

describe('of more reports than are looked at one by one', () => {
  const FEW = 10;
  let callers: Record<'admin' | 'observer' | 'supervisor' | 'official' | 'focal', Caller>;
  beforeAll(async () => {
    const { deps, kosovo, key } = gateway;
    await countFigures(deps, kosovo.id);
    const as = async (who: Parameters<typeof key>[0]) => authenticate(deps, `Bearer ${await key(who)}`);
    callers = {
      admin: await as({ role: 'admin' }),
      observer: await as({ role: 'observer' }),
      supervisor: await as({ role: 'supervisor', area: 'XK.04' }),
      official: await as({ role: 'official', office: 'csw@XK.04.28' }),
      focal: await as({ role: 'focal', stream: 'child' }),
    };
  }, 60_000);

  type Asked = Parameters<typeof answerResponseTimes>[2];
  const answer = (who: keyof typeof callers, asked: Asked, most = FEW) =>
    answerResponseTimes(gateway.deps, callers[who], asked, most);
  const issueOf = async (who: keyof typeof callers, asked: Asked) => {
    try {
      return await answer(who, asked);
    } catch (error) {
      return error instanceof AppError ? error.issues : error;
    }
  };

  it.each<[keyof typeof callers, Asked]>([
    ['admin', { group_by: 'month' }],
    ['observer', { group_by: 'office' }],
    ['observer', { group_by: 'category', from: '2025-06-01', to: '2026-02-01' }],
    ['admin', { group_by: 'area' }],
    ['admin', { group_by: 'area', level: 'municipality' }],
    ['admin', { group_by: 'area', area: 'XK.04' }],
    ['admin', { group_by: 'month', area: 'XK.04' }],
    ['admin', { group_by: 'category', area: 'XK.04' }],
    ['supervisor', { group_by: 'area', area: 'XK.04' }],
    ['supervisor', { group_by: 'month' }],
    ['supervisor', { group_by: 'category' }],
  ])('%s %j: sums of whole months come to the same groups and counts', async (who, asked) => {
    const [sums, exact] = [await answer(who, asked), await answer(who, asked, COUNT)];
    expect([sums.exact, exact.exact, sums.from, sums.to]).toEqual([false, true, exact.from, exact.to]);
    const countsOf = ({ items }: typeof sums) =>
      items.map(({ overdue: _, first_answer_hours: _first, resolution_hours: _last, ...counts }) => counts);
    expect(countsOf(sums)).toEqual(countsOf(exact));
    expect(sums.items.length).toBeGreaterThan(1);
    for (const [index, item] of sums.items.entries()) {
      const right = exact.items[index];
      // What nobody has written down yet is late in the exact ones only.
      expect(item.overdue).toBeLessThanOrEqual(right?.overdue ?? 0);
      if (item.answered < 100) continue;
      for (const part of ['median', 'p90'] as const) {
        const ratio = (item.first_answer_hours[part] ?? 0) / (right?.first_answer_hours[part] ?? 1);
        expect(Math.abs(ratio - 1)).toBeLessThan(0.08);
      }
    }
  });

  it('what waits in triage past its time is late too', async () => {
    const late = (row: History) =>
      row.owing_office_id === null && isLate(row, MONDAY) && (row.status === 'filed' || row.overdue_at !== null);
    const none = (await answer('admin', { group_by: 'office' })).items.at(-1);
    expect(none?.group.code).toBeNull();
    const inPeriod = ordinary().filter((row) => late(row) && row.filed_at >= new Date('2025-03-31T22:00:00Z'));
    expect(none?.overdue).toBeGreaterThanOrEqual(inPeriod.length);
  });

  it.each<[keyof typeof callers, Asked, string, string]>([
    ['admin', { group_by: 'month', from: '2025-06-10' }, 'from', 'Take whole months, or fewer days.'],
    ['admin', { group_by: 'month', to: '2026-02-20' }, 'from', 'Take whole months, or fewer days.'],
    ['focal', { group_by: 'month' }, 'from', 'Take fewer days, or a smaller `area`.'],
    ['supervisor', { group_by: 'area' }, 'from', 'Take fewer days, or a smaller `area`.'],
    [
      'supervisor',
      { group_by: 'office' },
      'group_by',
      'By office inside an area take fewer days, or GET /figures?group_by=office.',
    ],
  ])('%s %j: refused, with the mend', async (who, asked, path, mend) => {
    expect(await issueOf(who, asked)).toEqual([{ path, message: `There are more than 10 reports in it. ${mend}` }]);
  });

  it('nothing of another area or stream comes out of the sums', async () => {
    expect((await answer('supervisor', { group_by: 'month', area: 'XK.01' })).items).toEqual([]);
    expect((await answer('official', { group_by: 'month' })).items).toEqual([]);
    const { items } = await answer('admin', { group_by: 'category' });
    const sealed = [...gateway.kosovo.categories.values()].filter(({ stream }) => stream !== 'ordinary');
    for (const { code } of sealed) expect(items.map(({ group }) => group.code)).not.toContain(code);
  });
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

it.each(['/grievances', '/grievances.csv', '/ratings', '/meetings'])('%s: no day before 2000 either', async (path) => {
  const { status, body } = await gateway.get(admin, `${path}?from=0000-01-01`);
  expect([status, body.error.issues]).toEqual([
    422,
    [{ path: 'from', message: 'Must be 2000-01-01 or later: no report is older.' }],
  ]);
});

it.each(['office', 'area', 'category', 'month'])(
  'by %s: takes the first day there is and the last',
  async (groupBy) => {
    const days = 'from=2000-01-01&to=9999-12-31';
    expect((await gateway.get(admin, `/response-times?group_by=${groupBy}&${days}`)).status).toBe(200);
  },
);

describe('a query that cannot be used', () => {
  it.each([
    ['', 'group_by', 'Must be one of office, area, category, month.'],
    ['group_by=week', 'group_by', 'Must be one of office, area, category, month.'],
    ['group_by=office&level=region', 'level', 'Goes with group_by=area only.'],
    ['group_by=area&level=county', 'level', 'Must be one of the programme: country, region, municipality.'],
    ['group_by=area&area=BD.40', 'area', 'This programme has no such code. GET /api/v1/areas lists them.'],
    ['group_by=month&from=2026-03-03', 'to', 'Must be after `from`: it is the day after the last one.'],
    ['group_by=month&from=2026-13-01', 'from', 'Must be a date of the calendar, like 2026-11-30.'],
    ['group_by=office&from=0000-01-01', 'from', 'Must be 2000-01-01 or later: no report is older.'],
    ['group_by=office&from=1999-12-31', 'from', 'Must be 2000-01-01 or later: no report is older.'],
    ['group_by=office&to=0001-01-01', 'to', 'Must be 2000-01-01 or later: no report is older.'],
    ['group_by=month&since=2026-01-01', 'since', 'There is no such parameter here.'],
  ])('%s', async (query, path, message) => {
    const { status, body } = await gateway.get(admin, `/response-times?${query}`);
    expect(status).toBe(422);
    expect(body.error.issues).toEqual([{ path, message }]);
  });
});
