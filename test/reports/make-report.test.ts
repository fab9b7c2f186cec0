import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import JSZip from 'jszip';
import { fillWatched } from '../../bench/fill-watched.ts';
import { rebuildFigures } from '../../src/figures/rebuild-figures.ts';
import { reportWordsOf } from '../../src/locales/report/index.ts';
import { makeReport } from '../../src/reports/make-report.ts';
import type { Report } from '../../src/reports/report.ts';
import { toDocx } from '../../src/reports/to-docx.ts';
import { LANGUAGES, type Language, type Programme } from '../../src/routing/programme.ts';
import { openPerson, type Person } from '../support/console.ts';
import { type Gateway, openGateway } from '../support/gateway.ts';

const REPORTS = 1_500;

describe('the yearly report', () => {
  let gateway: Gateway;
  let programme: Programme;
  let watcher: Person;
  const year = new Date().getFullYear();
  beforeAll(async () => {
    gateway = await openGateway({ at: new Date() });
    const found = gateway.deps.programmes.byName('kenya-coast');
    if (!found) throw new Error('no programme');
    programme = found;
    await fillWatched(gateway.deps.db, programme, REPORTS);
    await rebuildFigures(gateway.deps.db, programme, gateway.deps.now(), () => undefined);
    watcher = await openPerson(gateway, { programme: 'kenya-coast', role: 'observer' });
  });
  afterAll(() => gateway.close());

  const make = (language: Language, of = programme): Promise<Report> =>
    makeReport(gateway.deps.db, { programme: of, language, year, now: gateway.deps.now() });
  const table = (report: Report, heading: string) =>
    report.sections.find((section) => section.heading === heading)?.tables[0]?.rows ?? [];

  it('counts the year, beside the one before, as an independent count does', async () => {
    const rows = await gateway.deps.db
      .selectFrom('grievances')
      .select(['filed_at', 'first_answered_at', 'outcome', 'overdue_at', 'first_answered_at'])
      .where('programme_id', '=', programme.id)
      .execute();
    const local = (at: Date) => new Date(at.getTime() + 3 * 3_600_000).getUTCFullYear();
    const ofYear = rows.filter(({ filed_at: at }) => local(at) === year);
    const before = rows.filter(({ filed_at: at }) => local(at) === year - 1);
    const said = new Map(table(await make('en'), 'In short').map(([what = '', ...cells]) => [what, cells]));
    const count = (list: typeof rows, isSo: (row: (typeof rows)[number]) => boolean) =>
      new Intl.NumberFormat('en').format(list.filter(isSo).length);
    expect(ofYear.length).toBeGreaterThan(100);
    for (const [what, isSo] of [
      ['Reports received', () => true],
      ['Answered', (row: (typeof rows)[number]) => row.first_answered_at !== null],
      ['Confirmed by whoever reported', (row: (typeof rows)[number]) => row.outcome === 'confirmed'],
      ['Disputed', (row: (typeof rows)[number]) => row.outcome === 'disputed'],
    ] as const) {
      expect([what, said.get(what)?.[0], said.get(what)?.[2]]).toEqual([
        what,
        count(ofYear, isSo),
        count(before, isSo),
      ]);
    }
  });

  it('has every office that was owed an answer, once, and every level of places', async () => {
    const report = await make('en');
    const offices = await gateway.deps.db
      .selectFrom('grievances')
      .select('owing_office_id')
      .distinct()
      .where('programme_id', '=', programme.id)
      .where('filed_at', '>=', new Date(`${year}-01-01T00:00:00+03:00`))
      .execute();
    expect(table(report, 'Response times by office')).toHaveLength(offices.length);
    const places = report.sections.find(({ heading }) => heading === 'Response times by place');
    expect(places?.tables.map(({ caption }) => caption)).toEqual(['County', 'Constituency', 'Ward']);
  });

  it.each(LANGUAGES)('has in %s as many cells in every row as columns, and no empty heading', async (language) => {
    for (const each of gateway.deps.programmes.all()) {
      if (!each.languages.includes(language)) continue;
      const report = await make(language, each);
      for (const { heading, tables } of report.sections) {
        expect(heading).not.toBe('');
        for (const { columns, rows } of tables) {
          for (const row of rows) expect(row).toHaveLength(columns.length);
        }
      }
    }
  });

  it('has in every language the same words', () => {
    const shape = (value: unknown): unknown =>
      typeof value === 'object' && value !== null
        ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, shape(inner)]))
        : typeof value;
    for (const language of LANGUAGES) expect(shape(reportWordsOf(language))).toEqual(shape(reportWordsOf('en')));
  });

  it('says of a programme without a report that there is none', async () => {
    const khulna = gateway.deps.programmes.byName('khulna');
    if (!khulna) throw new Error('no programme');
    const report = await make('en', khulna);
    expect(table(report, 'In short')[0]).toEqual(['Reports received', '0', '', 'none']);
    expect(report.sections.at(-1)?.words[0]).toContain('13,045');
  });

  it('is a document with the same words', async () => {
    const report = await make('sw');
    const zip = await JSZip.loadAsync(await toDocx(report, 'sw'));
    const xml = (await zip.file('word/document.xml')?.async('string')) ?? '';
    expect(xml).toContain(report.title);
    for (const { heading, tables } of report.sections) {
      expect(xml).toContain(heading);
      for (const { rows } of tables) expect(xml).toContain(rows[0]?.[0] ?? '');
    }
    expect(xml).toContain('w:tblHeader');
  });

  it('is a page for watchers, and nobody else', async () => {
    const { text } = await watcher.get(`/monitor/report?year=${year}`).expect(200);
    expect(text).toContain('Response times by office');
    const file = await watcher.get(`/monitor/report?year=${year}&as=docx`).expect(200);
    expect(file.headers['content-disposition']).toContain(`kenya-coast-${year}.docx`);
    const office = 'water_company@KE.001';
    const official = await openPerson(gateway, { programme: 'kenya-coast', role: 'official', office });
    await official.get('/monitor/report').expect(403);
  });
});
