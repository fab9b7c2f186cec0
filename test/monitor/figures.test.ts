import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import type { KyselyPlugin } from 'kysely';
import { DateTime } from 'luxon';
import type { AccountCaller } from '../../src/accounts/caller.ts';
import type { Role } from '../../src/db/schema.ts';
import { STATED_ERROR } from '../../src/figures/time-buckets.ts';
import { readPageFigures } from '../../src/monitor/figures/read-page-figures.ts';
import { readScope } from '../../src/monitor/scope/read-scope.ts';
import { scopeQuery } from '../../src/monitor/scope/scope-query.ts';
import type { Area } from '../../src/routing/programme.ts';
import { openPerson, type Person } from '../support/console.ts';
import { type Gateway, openGateway } from '../support/gateway.ts';
import { fillHistory, KILIFI_WATER, MOMBASA_WATER, programmeOf, type Raw, WARD } from './scene.ts';

let gateway: Gateway;
let raws: readonly Raw[];
let observer: Person;
let supervisor: Person;
let admin: Person;

beforeAll(async () => {
  gateway = await openGateway();
  raws = await fillHistory(gateway, 600);
  const programme = 'kenya-coast';
  observer = await openPerson(gateway, { programme, role: 'observer' });
  supervisor = await openPerson(gateway, { programme, role: 'supervisor', area: 'KE.001' });
  admin = await openPerson(gateway, { programme, role: 'admin' });
});
afterAll(() => gateway.close());

type Line = Readonly<Record<string, string>>;

/** A table of a page as its file, by the first column. */
async function table(who: Person, name: string, query = ''): Promise<ReadonlyMap<string, Line>> {
  const answer = await who.get(`/monitor?as=csv&table=${name}${query}`).expect(200);
  const lines: Line[] = parse(answer.text, { columns: true, bom: true });
  return new Map(lines.map((line) => [Object.values(line)[0] ?? '', line]));
}

// The same figures by another way: from the reports as they were written, one after the other.

const MONTHS_WITH_THIS = 12;
const monthOf = ({ filedAt }: Raw) => DateTime.fromJSDate(filedAt, { zone: 'Africa/Nairobi' }).toFormat('yyyy-MM');
const isIn = (area: Area, code: string): boolean =>
  area.code === code || (area.parent !== null && isIn(area.parent, code));
const THIS_YEAR = (raw: Raw) => monthOf(raw) >= '2025-12' && monthOf(raw) <= '2026-11';
const BEFORE = (raw: Raw) => monthOf(raw) >= '2024-12' && monthOf(raw) <= '2025-11';

/** What counts at all: no sealed stream ever; reports about an office only for observers. */
const counted = (withAbout: boolean) =>
  raws.filter(({ stream, about }) => stream === 'ordinary' && (withAbout || !about));

function median(values: readonly number[]): number | null {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.ceil(sorted.length / 2) - 1] ?? null;
}

/** A figure read off a page is that of the reports: as near as buckets of a stated width and one decimal allow. */
function expectDays(shown: string | undefined, minutes: readonly number[], dayMinutes: number): void {
  const exact = median(minutes);
  const days = (exact ?? Number.NaN) / dayMinutes;
  if (exact === null) expect(shown).toBe('');
  else expect(Math.abs(Number(shown) - days)).toBeLessThanOrEqual(days * STATED_ERROR + 0.05 + 1e-9);
}

const WORKING_DAY = 480;
const worked = (some: readonly Raw[]) =>
  some.filter(({ answered }) => answered).map(({ answerWorked }) => answerWorked);

function callerOf(role: Role): AccountCaller {
  const programme = programmeOf(gateway);
  const nobody = { id: '', office: null, area: null, stream: null, name: '', signIn: '' };
  return { ...nobody, role, programme, channel: 'console', language: 'en' };
}

describe('what the page shows is what was reported', () => {
  it('in short, now and before', async () => {
    const summary = await table(observer, 'summary');
    const now = counted(true).filter(THIS_YEAR);
    const before = counted(true).filter(BEFORE);
    const [, period = '', previous = ''] = Object.keys(summary.get('reports received') ?? {});
    expect([period, previous]).toEqual(['Dec 2025 to Nov 2026', 'Dec 2024 to Nov 2025']);
    for (const [column, some] of [
      [period, now],
      [previous, before],
    ] as const) {
      expect(some.length).toBeGreaterThan(100);
      expect(summary.get('reports received')?.[column]).toBe(String(some.length));
      const share = (part: readonly Raw[]) => ((part.length / some.length) * 100).toFixed(0);
      expect(summary.get('answered')?.[column]).toBe(share(some.filter(({ answered }) => answered)));
      expectDays(summary.get('days until half were answered')?.[column], worked(some), WORKING_DAY);
      const resolved = some.filter((raw) => raw.resolved).map(({ resolveWorked }) => resolveWorked);
      expectDays(summary.get('days until half were resolved')?.[column], resolved, WORKING_DAY);
    }
    const { Compared: compared } = summary.get('reports received') ?? {};
    const difference = now.length - before.length;
    const words = difference > 0 ? `${difference} more` : `${-difference} fewer`;
    expect(compared).toBe(`${words} than in Dec 2024 to Nov 2025`);
  });

  it('by month, with nothing where nothing was reported, in calendar days too', async () => {
    const months = await table(observer, 'months', '&times=calendar');
    expect(months.size).toBe(MONTHS_WITH_THIS);
    for (const [name, line] of months) {
      const month = DateTime.fromFormat(name, 'LLL yyyy', { locale: 'en' }).toFormat('yyyy-MM');
      const some = counted(true).filter((raw) => monthOf(raw) === month);
      expect([name, line.Reports]).toEqual([name, String(some.length)]);
      const elapsed = some.filter(({ answered }) => answered).map(({ answerElapsed }) => answerElapsed);
      expectDays(line.Days, elapsed, 1440);
    }
    expect([...months.values()].some(({ Reports }) => Reports === '0')).toBe(true);
  });

  it('by office, where there are enough to compare; the others apart', async () => {
    const league = await table(observer, 'offices');
    const unranked = await table(observer, 'unranked');
    const programme = programmeOf(gateway);
    for (const code of [MOMBASA_WATER, KILIFI_WATER, 'county_roads_dept@KE.003', WARD]) {
      const name = programme.offices.get(code)?.names.en ?? '';
      const some = counted(true).filter((raw) => raw.office?.code === code && THIS_YEAR(raw));
      const line = league.get(name);
      const answers = worked(some);
      if (answers.length < 10) {
        expect(line).toBeUndefined();
        expect(unranked.get(name)).toMatchObject({ Reports: String(some.length), Why: 'too few to compare' });
        continue;
      }
      expect(line).toMatchObject({ Reports: String(some.length), Answered: String(answers.length) });
      expectDays(line?.Days, answers, WORKING_DAY);
      expect(Number(line?.['Between: from'])).toBeLessThanOrEqual(Number(line?.Days));
      expect(Number(line?.['Between: to'])).toBeGreaterThanOrEqual(Number(line?.Days));
    }
    // The ward's office is the quickest of all, with a handful of cases: it wins nothing.
    const ward = programme.offices.get(WARD)?.names.en ?? '';
    expect(league.has(ward)).toBe(false);
    expect(unranked.has(ward)).toBe(true);
    const ends = [...league.values()].map((line) => Number(line['Between: to']));
    expect(ends).toEqual([...ends].sort((one, other) => one - other));
    expect([...league.keys(), ...unranked.keys()]).not.toContain('undefined');
  });

  it('by area, down to the ward; by category, down to its parts', async () => {
    const areas = await table(observer, 'areas');
    for (const [name, code] of [
      ['Mombasa', 'KE.001'],
      ['Kilifi', 'KE.003'],
    ] as const) {
      const some = counted(true).filter((raw) => isIn(raw.area, code) && THIS_YEAR(raw));
      expect(areas.get(name)?.Reports).toBe(String(some.length));
      expectDays(areas.get(name)?.Days, worked(some), WORKING_DAY);
    }
    const below = await table(observer, 'areas', '&area=KE.001');
    const some = counted(true).filter((raw) => isIn(raw.area, 'KE.001.001') && THIS_YEAR(raw));
    expect(below.get('Changamwe')?.Reports).toBe(String(some.length));
    const categories = await table(observer, 'categories', '&area=KE.001');
    const water = counted(true).filter(
      (raw) => isIn(raw.area, 'KE.001') && raw.category.parent?.code === 'WATER' && THIS_YEAR(raw),
    );
    expect(categories.get('Water')?.Reports).toBe(String(water.length));
    const parts = await table(observer, 'categories', '&area=KE.001&category=WATER');
    const dry = water.filter(({ category }) => category.code === 'WATER.DRY');
    expect(parts.get('No water')?.Reports).toBe(String(dry.length));
  });

  it('of late reports by office and month, and of what became of them', async () => {
    const late = await table(observer, 'late');
    const name = programmeOf(gateway).offices.get(KILIFI_WATER)?.names.en ?? '';
    for (const [month, value] of Object.entries(late.get(name) ?? {}).slice(1)) {
      const wanted = DateTime.fromFormat(month, 'LLL yyyy', { locale: 'en' }).toFormat('yyyy-MM');
      const some = counted(true).filter((raw) => raw.office?.code === KILIFI_WATER && monthOf(raw) === wanted);
      expect([month, value]).toEqual([month, String(some.filter((raw) => raw.late).length)]);
    }
    const outcomes = await table(observer, 'outcomes');
    const now = counted(true).filter(THIS_YEAR);
    const asked = now.filter(({ outcome }) => outcome !== null);
    const confirmed = asked.filter(({ outcome }) => outcome === 'confirmed').length;
    expect(outcomes.get('Confirmed: “yes, it is fixed”')).toMatchObject({
      Reports: String(confirmed),
      Of: String(asked.length),
      Share: (confirmed / asked.length).toFixed(4),
    });
    const escalated = now.filter((raw) => raw.escalated).length;
    expect(outcomes.get('Moved up to a higher office')).toMatchObject({
      Reports: String(escalated),
      Of: String(now.length),
    });
  });

  it('by what the address asks for: a stretch of months, an office, a category', async () => {
    const query = `&from=2026-01&to=2026-03&office=${encodeURIComponent(KILIFI_WATER)}&category=WATER.DRY`;
    const summary = await table(observer, 'summary', query);
    const some = counted(true).filter(
      (raw) =>
        raw.office?.code === KILIFI_WATER &&
        raw.category.code === 'WATER.DRY' &&
        monthOf(raw) >= '2026-01' &&
        monthOf(raw) <= '2026-03',
    );
    expect(summary.get('reports received')?.['Jan 2026 to Mar 2026']).toBe(String(some.length));
    expectDays(summary.get('days until half were answered')?.['Jan 2026 to Mar 2026'], worked(some), WORKING_DAY);
  });
});

describe('who sees what', () => {
  it('leaves reports about an office out for whoever may sit in one', async () => {
    const all = await table(observer, 'summary');
    const some = await table(admin, 'summary');
    const period = 'Dec 2025 to Nov 2026';
    const without = counted(false).filter(THIS_YEAR).length;
    expect(some.get('reports received')?.[period]).toBe(String(without));
    expect(Number(all.get('reports received')?.[period])).toBeGreaterThan(without);
  });

  it('shows a supervisor her area and the offices in it, and nothing else by any address', async () => {
    const inArea = counted(false).filter((raw) => isIn(raw.area, 'KE.001') && THIS_YEAR(raw));
    const summary = await table(supervisor, 'summary');
    expect(summary.get('reports received')?.['Dec 2025 to Nov 2026']).toBe(String(inArea.length));
    const { text } = await supervisor.get('/monitor?rows=all').expect(200);
    const programme = programmeOf(gateway);
    expect(text).toContain(programme.offices.get(MOMBASA_WATER)?.names.en);
    expect(text).not.toContain('Kilifi');
    for (const query of ['area=KE.003', 'area=KE', `office=${encodeURIComponent(KILIFI_WATER)}`]) {
      const refused = await supervisor.get(`/monitor?${query}`).expect(422);
      expect(refused.text).not.toMatch(/Kilifi County|Sewerage company, Kilifi/i);
    }
  });

  it.each(['official', 'triage', 'focal'] as const)('refuses the role %s', async (role) => {
    const place =
      role === 'official' ? { office: MOMBASA_WATER } : role === 'focal' ? { stream: 'child' as const } : {};
    const person = await openPerson(gateway, { programme: 'kenya-coast', role, ...place });
    const { text } = await person.get('/monitor').expect(403);
    expect(text).toContain('You may not do this');
  });

  it('counts no sealed report for anybody', async () => {
    const offices = await table(observer, 'offices');
    const kilifi = offices.get(programmeOf(gateway).offices.get(KILIFI_WATER)?.names.en ?? '');
    const sealed = raws.filter(
      (raw) => raw.office?.code === KILIFI_WATER && raw.stream !== 'ordinary' && THIS_YEAR(raw),
    );
    expect(sealed.length).toBeGreaterThan(0);
    const ordinary = counted(true).filter((raw) => raw.office?.code === KILIFI_WATER && THIS_YEAR(raw));
    expect(kilifi?.Reports).toBe(String(ordinary.length));
  });
});

describe('an address that cannot be', () => {
  it.each([
    ['from=2026-13', 'from', '“2026-13” is not a month.'],
    ['from=yesterday', 'from', '“yesterday” is not a month.'],
    ['to=2027-01', 'to', '2027-01 is still to come.'],
    ['from=2026-05&to=2026-02', 'to', 'The last month is before the first one.'],
    ['from=2001-01', 'from', 'Choose 60 months at most.'],
    ['area=KE.999', 'area', 'There is no area “KE.999” here.'],
    ['office=nobody', 'office', 'There is no office “nobody” here.'],
    ['category=INTEG.BRIBE', 'category', 'There is no category “INTEG.BRIBE” here.'],
    ['category=<b>', 'category', 'There is no category “&lt;b>” here.'],
    [`area=KE.001&office=${encodeURIComponent(KILIFI_WATER)}`, 'office', 'is not in Mombasa.'],
  ])('%s is shown again with what is wrong, and what was typed', async (query, field, words) => {
    const { text } = await observer.get(`/monitor?${query}`).expect(422);
    expect(text).toContain('<title>Error: ');
    expect(text).toContain(`href="#${field}"`);
    expect(text).toContain(words);
    const typed = new URLSearchParams(query).get(field) ?? '';
    expect(text).toContain(`value="${typed.replace('&', '&amp;').replace('<', '&lt;')}"`);
    expect(text).not.toContain('<svg');
  });

  it.each(['2026/03', '03.2026', '3-2026', ' 2026-3 '])('reads a month written as %s', async (typed) => {
    const month = encodeURIComponent(typed);
    const { text } = await observer.get(`/monitor?from=${month}&to=${month}`).expect(200);
    expect(text).toContain('Mar 2026');
  });

  it('does not fall over what no form sends', async () => {
    await observer.get('/monitor?from[]=a&area[x]=1&office=a&office=b').expect(200);
    await observer.get(`/monitor?area=${'x'.repeat(5000)}`).expect(422);
    await observer.get('/monitor?from=%00').expect(200);
    await observer.get('/monitor?as=csv&table=nothing').expect(404);
    await observer.get('/monitor?as=svg&chart=__proto__').expect(404);
  });
});

describe('a period without a report', () => {
  it('says so and leads to the nearest one', async () => {
    const { text } = await observer.get('/monitor?from=2023-01&to=2023-03').expect(200);
    expect(text).toContain('There is no report of Jan 2023 to Mar 2023 here.');
    const first = counted(true).map(monthOf).sort()[0] ?? '';
    expect(text).toContain(`from=${first}&amp;to=${first}`);
    const { text: there } = await observer.get(`/monitor?from=${first}&to=${first}`).expect(200);
    expect(there).not.toContain('There is no report of');
    expect(there).toContain(`nothing in`);
  });

  it('says where there never was one', async () => {
    const { text } = await observer.get('/monitor?area=KE.005').expect(200);
    expect(text).toContain('There is no report here in any month.');
    expect(text).not.toContain('NaN');
  });
});

describe('the page and its files', () => {
  it('shows the same figures in the page as in the file', async () => {
    const { text } = await observer.get('/monitor').expect(200);
    for (const name of ['offices', 'areas', 'categories', 'outcomes'] as const) {
      const section = text.slice(text.indexOf(`id="${name}"`));
      const rows = section.slice(0, section.indexOf('</table>'));
      for (const [row, line] of await table(observer, name)) {
        const shown = rows.slice(rows.indexOf(`>${row.replaceAll('&', '&amp;')}<`));
        expect(shown.slice(0, shown.indexOf('</tr>'))).toContain(`>${line.Reports}</td>`);
        if (line.Days) expect(shown.slice(0, shown.indexOf('</tr>'))).toContain(`>${line.Days}</td>`);
      }
    }
  });

  it.each(['months', 'offices', 'areas', 'categories', 'outcomes', 'late'])(
    'draws %s as a picture of its own',
    async (chart) => {
      const answer = await observer.get(`/monitor?as=svg&chart=${chart}`).expect(200);
      const text = String(answer.body);
      expect(answer.headers['content-type']).toContain('image/svg+xml');
      expect(answer.headers['content-disposition']).toContain(`majibu-response-times-${chart}.svg`);
      expect(text).toMatch(
        /^<\?xml version="1.0" encoding="UTF-8"\?>\n<svg xmlns="http:\/\/www.w3.org\/2000\/svg" width="\d+" height="\d+" /,
      );
      expect(text).toContain('>Kenya · Dec 2025 to Nov 2026</text>');
      expect(text).toMatch(/<title id="[\w-]+">[^<]+<\/title><desc id="[\w-]+">[^<]+<\/desc>/);
      expect(text).not.toMatch(/style=|<script|NaN|undefined/);
    },
  );

  it('leaves a gap where there is nothing, and draws the lines apart without colour', async () => {
    const { text } = await observer.get('/monitor').expect(200);
    const chart = text.slice(text.indexOf('<svg class="chart"'), text.indexOf('</svg>'));
    const lines = chart.match(/<path d="M[\d.]+,[^"]+"/g) ?? [];
    expect(lines.length).toBe(2);
    for (const line of lines) expect(line.match(/M/g)?.length).toBeGreaterThan(1);
    expect(chart.match(/stroke-dasharray="8 4"/g)).toHaveLength(1);
    expect(chart).toContain('>First answer</text>');
    expect(chart).not.toContain('NaN');
  });

  it('cannot be made to calculate in a spreadsheet, whatever an office is called', async () => {
    const answer = await observer.get('/monitor?as=csv&table=months').expect(200);
    expect(answer.text).not.toMatch(/(^|[,;\n])[=+@-]/);
    expect(answer.headers['content-disposition']).toContain('majibu-response-times-months.csv');
  });

  it('has no inline style or script, and keeps no copy on the way', async () => {
    const { text, headers } = await observer.get('/monitor').expect(200);
    expect(text).not.toMatch(/ style=|<style|<script(?! type="module" src=)| on\w+=/);
    expect(headers['cache-control']).toBe('no-store');
  });

  it('takes at most ten statements, and eleven where it looks for the nearest month, whatever it is of', async () => {
    const caller = callerOf('observer');
    for (const query of ['', 'area=KE.001', 'category=WATER&times=calendar', 'from=2023-01&to=2023-02']) {
      const asked = scopeQuery.parse(Object.fromEntries(new URLSearchParams(query)));
      const read = readScope(caller, 'en', asked, gateway.deps.now());
      if ('errors' in read) throw new Error('an address of the test is wrong');
      let statements = 0;
      const counting: KyselyPlugin = {
        transformQuery: ({ node }) => {
          statements += 1;
          return node;
        },
        transformResult: async ({ result }) => result,
      };
      const { whole } = await readPageFigures({ db: gateway.deps.db.withPlugin(counting) }, caller, read.scope);
      expect(statements).toBeGreaterThan(5);
      expect(statements).toBeLessThanOrEqual(whole.received === 0 ? 11 : 10);
    }
  });

  it('weighs less than 40 kB with all it loads, every row shown', async () => {
    const { text } = await observer.get('/monitor?rows=all').expect(200);
    const loaded = await Promise.all(
      ['console.css', 'console.js'].map(async (name) => (await observer.get(`/static/${name}`).expect(200)).text),
    );
    const bytes = [text, ...loaded].reduce((sum, part) => sum + gzipSync(part).length, 0);
    expect(bytes).toBeLessThan(40_000);
    expect(gzipSync(text).length).toBeLessThan(10_000);
  });

  it('takes a stranger to sign in, and back to what was asked for', async () => {
    const stranger = await openPerson(gateway, { programme: 'kenya-coast', role: 'observer' });
    await stranger.post('/console/sign-out').expect(303);
    const answer = await stranger.get('/monitor?area=KE.001').expect(303);
    expect(answer.headers.location).toBe('/console/sign-in?next=%2Fmonitor%3Farea%3DKE.001');
    const page = await stranger.get(String(answer.headers.location)).expect(200);
    expect(page.text).toContain('next=%2Fmonitor%3Farea%3DKE.001');
  });
});
