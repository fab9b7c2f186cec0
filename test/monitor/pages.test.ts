import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { v7 as uuidv7 } from 'uuid';
import { monitorWordsOf } from '../../src/locales/monitor/index.ts';
import { LANGUAGES, type Programme } from '../../src/routing/programme.ts';
import { callEnd } from '../../src/ussd/call-end.ts';
import { SCREENS } from '../../src/ussd/screens/index.ts';
import { openPerson, type Person } from '../support/console.ts';
import { type Gateway, openGateway } from '../support/gateway.ts';
import { found, KILIFI_WATER } from './scene.ts';
import { addCitizens, fillWork } from './work-scene.ts';

let gateway: Gateway;
let programme: Programme;
let observer: Person;
let supervisor: Person;

beforeAll(async () => {
  gateway = await openGateway();
  programme = await fillWork(gateway);
  observer = await openPerson(gateway, { programme: 'kenya-coast', role: 'observer' });
  supervisor = await openPerson(gateway, { programme: 'kenya-coast', role: 'supervisor', area: 'KE.001' });
});
afterAll(() => gateway.close());

const PAGES = ['', '/backlog', '/time', '/ratings', '/reach', '/lines', '/projects'];

/** What stands under the title: what the figures are of. */
function scopeOf(html: string): string {
  return /<p class="office-above">([^<]*)</.exec(html)?.[1] ?? '';
}

describe('what came along from another page', () => {
  it.each([
    ['/lines', 'area=KE.001', 'Kenya · Dec 2025 to Nov 2026'],
    ['/lines', 'area=KE.999&office=nobody', 'Kenya · Dec 2025 to Nov 2026'],
    ['/ratings', `office=${encodeURIComponent(KILIFI_WATER)}&category=WATER`, 'Kenya · Dec 2025 to Nov 2026'],
    ['/reach', `office=${encodeURIComponent(KILIFI_WATER)}&category=WATER`, 'Kenya · Water · Dec 2025 to Nov 2026'],
    ['/time', 'category=WATER&area=KE.003', 'Kilifi · Dec 2025 to Nov 2026'],
    ['/backlog', 'from=2020-01&to=2020-02', 'Kenya'],
    ['/backlog', 'from=2026-13', 'Kenya'],
    ['/projects', 'category=WATER&from=never', 'Kenya'],
    ['', 'unit=nothing', 'Kenya · Dec 2025 to Nov 2026'],
  ])('does not stand above figures of %s that are not of it: %s', async (path, query, of) => {
    const { text } = await observer.get(`/monitor${path}?${query}`).expect(200);
    expect(scopeOf(text)).toBe(of);
    expect(text).not.toContain(`of=${encodeURIComponent(`/monitor${path}?${query}`)}"`);
  });

  it('is in no picture either, and every picture says what it is of', async () => {
    const drawn = await observer.get('/monitor/ratings?as=svg&chart=months&area=KE.001&office=nobody').expect(200);
    expect(String(drawn.body)).toContain('>Mombasa · Dec 2025 to Nov 2026</text>');
    const bars = await observer.get('/monitor/backlog?as=svg&chart=ages&from=2020-01').expect(200);
    expect(String(bars.body)).toContain('>Kenya</text>');
  });
});

describe('an address that cannot be', () => {
  const FIELDS: Readonly<Record<string, readonly string[]>> = {
    '': ['from', 'area', 'office', 'category'],
    '/backlog': ['area', 'office', 'category'],
    '/time': ['from', 'area', 'office'],
    '/ratings': ['from', 'area', 'unit'],
    '/reach': ['from', 'area', 'category'],
    '/lines': ['from'],
    '/projects': ['area'],
  };

  it.each(PAGES)('is shown again with what is wrong, on /monitor%s', async (path) => {
    for (const field of FIELDS[path] ?? []) {
      const typed = field === 'from' ? '2026-02-31' : 'BD.40.47';
      const { text } = await observer.get(`/monitor${path}?${field}=${typed}`).expect(422);
      expect(text).toContain('<title>Error: ');
      expect(text).toContain(`href="#${field}"`);
      expect(text).toContain(`“${typed}”`);
      await observer.get(`/monitor${path}?${field}=${typed}&as=csv`).expect(422);
    }
  });

  it('says of a unit in another place where it is not', async () => {
    const unit = found([...programme.units.values()].find(({ area }) => area.code === 'KE.003'));
    const query = `unit=${unit.code}`;
    await observer.get(`/monitor/ratings?${query}`).expect(200);
    const { text } = await observer.get(`/monitor/ratings?${query}&area=KE.001`).expect(422);
    expect(text).toContain('is not in Mombasa. Choose one of the two.');
    // To her it is not there at all.
    expect((await supervisor.get(`/monitor/ratings?${query}`).expect(422)).text).toContain(`no unit “${unit.code}”`);
  });

  it.each(['1999', '2027', '2026-02', 'abc'])('is no year of a report: %s', async (year) => {
    const { text } = await observer.get(`/monitor/report?year=${year}`).expect(422);
    expect(text).toContain(`There is no report of ${year}.`);
    expect(text).toContain('href="#year"');
    await observer.get(`/monitor/report?year=${year}&as=docx`).expect(422);
  });
});

describe('a period with nothing in it', () => {
  it.each([
    ['', 'There is no report of Jan 2020 to Feb 2020 here.'],
    ['/time', 'No turn of anybody ended in Jan 2020 to Feb 2020.'],
    ['/ratings', 'Nobody rated a unit here in Jan 2020 to Feb 2020.'],
    ['/reach', 'There is no report of Jan 2020 to Feb 2020 here.'],
    ['/lines', 'There was no call in this period. No SMS went out in this period.'],
  ])('is said on /monitor%s in a sentence, without empty tables', async (path, said) => {
    const { text } = await observer.get(`/monitor${path}?from=2020-01&to=2020-02`).expect(200);
    expect(text).toContain(`<p>${said}</p>`);
    expect(text).not.toContain('<table');
    expect(text).not.toContain('<svg');
  });
});

describe('a unit', () => {
  it('is chosen, and left again, by the form of the report card', async () => {
    const [unit] = [...programme.units.values()];
    const { text } = await observer.get(`/monitor/ratings?unit=${unit?.code}`).expect(200);
    expect(text).toContain(`<option value="${unit?.code}" selected>`);
    expect(text).toContain('<select class="govuk-select" id="unit" name="unit"><option value>All</option>');
    expect(scopeOf(text)).toContain(unit?.names.en ?? '');
    // Whoever saves the view saves it with the unit.
    expect(text).toContain(encodeURIComponent(`/monitor/ratings?unit=${unit?.code}`));
  });
});

describe('compared with the months before', () => {
  it('is only what the programme had, and counts not at all where some of it is missing', async () => {
    // The history goes back 700 days, to Dec 2024.
    const part = await observer.get('/monitor?from=2025-07&to=2026-08').expect(200);
    expect(part.text).toContain('there were no reports before Dec 2024');
    expect(part.text).toMatch(/days (sooner|later) than in Dec 2024 to Jun 2025|as in Dec 2024 to Jun 2025/);
    expect(part.text).not.toMatch(/(more|fewer) than in May 2024/);
    const file = await observer.get('/monitor?from=2025-07&to=2026-08&as=csv&table=summary').expect(200);
    expect(file.text.split('\r\n')[0]).toContain('Jul 2025 to Aug 2026,Dec 2024 to Jun 2025,');
    const whole = await observer.get('/monitor?from=2026-03&to=2026-05').expect(200);
    expect(whole.text).toMatch(/\d (more|fewer) than in Dec 2025 to Feb 2026/);
    const first = await observer.get('/monitor?from=2024-12&to=2025-02').expect(200);
    expect(first.text).toContain('nothing in Sep 2024 to Nov 2024 to compare with');
  });

  it('says that a month is not over where it is this one, and only there', async () => {
    expect((await observer.get('/monitor').expect(200)).text).toContain('Nov 2026 is not over');
    expect((await observer.get('/monitor?to=2026-10').expect(200)).text).not.toContain('is not over');
  });
});

describe('the days of reports about an office', () => {
  it('are in what observers see of who used the time, never in what supervisors see', async () => {
    const turns = async (who: Person) => {
      const { text } = await who.get('/monitor/time?area=KE.001&from=2025-01&as=csv&table=holders').expect(200);
      const lines: Record<string, string>[] = parse(text, { columns: true, bom: true });
      return Number(lines.find(({ Who }) => Who === 'Offices')?.Turns);
    };
    const rows = await gateway.deps.db
      .selectFrom('holdings')
      .innerJoin('grievances', 'grievances.id', 'holdings.grievance_id')
      .select(['holdings.office_id', 'about_office_id', 'until_at'])
      .where('stream', '=', 'ordinary')
      .where('holder', '=', 'office')
      .where('until_at', 'is not', null)
      .where('until_at', '>=', new Date('2024-12-31T21:00:00Z'))
      .execute();
    const mombasa = rows.filter(({ office_id: id }) => {
      const area = programme.byId.offices.get(id ?? '')?.area;
      return area?.code.startsWith('KE.001');
    });
    const about = mombasa.filter(({ about_office_id: id }) => id !== null).length;
    expect(about).toBeGreaterThan(0);
    expect(await turns(observer)).toBe(mombasa.length);
    expect(await turns(supervisor)).toBe(mombasa.length - about);
  });
});

describe('calls that ended half-way', () => {
  it('are named in every language by every screen on which one can end', () => {
    for (const { name } of SCREENS) {
      const state = { at: { screen: name }, language: 'en', draft: {} };
      const end = callEnd(programme, state as never, { beganAt: gateway.deps.now(), isComplete: false });
      if (end?.how !== 'dropped') continue;
      for (const language of LANGUAGES) {
        const names: Readonly<Record<string, string>> = monitorWordsOf(language).lines.screens;
        expect([name, language, names[name]]).toEqual([name, language, expect.stringMatching(/\S/)]);
      }
    }
  });
});

describe('projects', () => {
  beforeAll(async () => {
    const area = found(programme.areas.get('KE.001'));
    const { db, now } = gateway.deps;
    const projects = Array.from({ length: 60 }, (_, index) => ({
      id: uuidv7(),
      programme_id: programme.id,
      code: `P-${String(index).padStart(2, '0')}`,
      names: JSON.stringify({ en: `Market ${index}` }),
      area_id: area.id,
      state: 'completed' as const,
      source: 'a list',
      as_of: '2026-09-30',
      position: 100 + index,
      origin: 'files' as const,
    }));
    await db.insertInto('projects').values(projects).execute();
    const people = await addCitizens(gateway, programme, 8);
    const last = found(projects.at(-1));
    await db
      .insertInto('project_checks')
      .values(
        people.map((id) => ({
          project_id: last.id,
          citizen_id: id,
          answer: 'nothing' as const,
          language: 'en' as const,
          channel: 'ussd' as const,
          checked_at: now(),
        })),
      )
      .execute();
  });

  const names = (html: string) => [...html.matchAll(/<th scope="row">(Market \d+) /g)].map(([, name]) => name);

  it('come page by page, what differs from the list first, and the file has all of them', async () => {
    const first = await observer.get('/monitor/projects?area=KE.001').expect(200);
    expect(names(first.text).slice(0, 3)).toEqual(['Market 59', 'Market 0', 'Market 1']);
    expect(first.text).toContain('<span>Page 1 of 3</span>');
    expect(first.text).toContain('href="/monitor/projects?area=KE.001&amp;page=2#projects"');
    expect(first.text).not.toContain('rel="prev"');
    const second = await observer.get('/monitor/projects?area=KE.001&page=2').expect(200);
    const last = await observer.get('/monitor/projects?area=KE.001&page=3').expect(200);
    expect(last.text).not.toContain('rel="next"');
    const all = [first, second, last].flatMap(({ text }) => names(text));
    expect(new Set(all).size).toBe(60);
    const csv = await observer.get('/monitor/projects?area=KE.001&page=2&as=csv&table=projects').expect(200);
    const lines: string[][] = parse(csv.text, { bom: true });
    const filed = lines.slice(1).map(([name = '']) => name.replace(/ \(.*/, ''));
    expect(filed.filter((name) => name.startsWith('Market'))).toEqual(all);
  });

  it('say in short how many came to which result', async () => {
    const { text } = await observer.get('/monitor/projects?area=KE.001&as=csv&table=results').expect(200);
    const lines: string[][] = parse(text, { bom: true });
    expect(lines.find(([name]) => name === 'Residents say otherwise')?.[1]).toBe('1');
    const listed = [...(await gateway.deps.db.selectFrom('projects').select(['area_id']).execute())];
    const inside = listed.filter(({ area_id: id }) => programme.byId.areas.get(id)?.code.startsWith('KE.001'));
    expect(lines.slice(1).reduce((sum, [, count]) => sum + Number(count), 0)).toBe(inside.length);
  });

  it.each(['0', '-3', 'two', '1e9', '999999999999999999999'])(
    'have no page %s, and show one that there is',
    async (page) => {
      const { text } = await observer.get(`/monitor/projects?area=KE.001&page=${page}`).expect(200);
      expect(text).toMatch(/<span>Page [13] of 3<\/span>/);
      expect(names(text).length).toBeGreaterThan(0);
    },
  );
});
