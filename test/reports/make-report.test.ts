import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import JSZip from 'jszip';
import { sql } from 'kysely';
import { fillWatched } from '../../bench/fill-watched.ts';
import { fillTools } from '../../src/demo/fill-tools.ts';
import { openWorld } from '../../src/demo/world.ts';
import { rebuildFigures } from '../../src/figures/rebuild-figures.ts';
import { reportWordsOf } from '../../src/locales/report/index.ts';
import { showNumber } from '../../src/locales/show-number.ts';
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

  const words = (report: Report, heading: string) =>
    report.sections.find((section) => section.heading === heading)?.words ?? [];

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

  it('says of a programme without a report that there is none, and nothing that would be wrong of it', async () => {
    const khulna = gateway.deps.programmes.byName('khulna');
    if (!khulna) throw new Error('no programme');
    const report = await make('en', khulna);
    expect(table(report, 'In short')[0]).toEqual(['Reports received', '0', '', 'none']);
    expect(words(report, 'In short')).toEqual(['No report came in this year.']);
    expect(words(report, 'Response times by place')).toEqual(['No report came in this year.']);
    expect(words(report, 'Response times by office')).toEqual(['No report came in this year.']);
    expect(words(report, 'People served')[0]).toBe(
      'Fewer than 10 people have had an answer to a report of their own, of 13,045 whom the programme means to serve.',
    );
    expect(words(report, 'Services that improve')[0]).toBe(
      'The programme means to see 19 services improve. Surely rated better than in the year before: 0 (0 %).',
    );
    expect(words(report, 'Meetings, promises and votes')).toEqual(['No meeting was held, and no vote closed.']);
    expect(report.words.join(' ')).not.toContain('first report');
  });

  it('says which days it is of, and of a year that is not over that it is not', async () => {
    const [now] = [gateway.deps.now()];
    const today = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });
    const report = await make('en');
    expect(report.period).toBe(`1 Jan ${year} to ${today.format(now).replace('Sept', 'Sep')}`);
    expect(report.words).toContain('The year is not over: it is what there is up to this day.');
    const before = await makeReport(gateway.deps.db, { programme, language: 'sw', year: year - 1, now });
    expect(before.period).toBe(`1 Jan ${year - 1} hadi 31 Des ${year - 1}`);
    expect(before.words).not.toContain('Mwaka haujaisha: haya ni yaliyopo hadi siku hii.');
    for (const wrong of [1999, year + 1]) {
      const asked = { programme, language: 'en' as const, year: wrong, now };
      await expect(makeReport(gateway.deps.db, asked)).rejects.toMatchObject({ code: 'invalid' });
    }
  });

  it('gives confirmed, disputed and silent as shares of those who were asked', async () => {
    const said = new Map(table(await make('en'), 'In short').map(([what = '', ...cells]) => [what, cells]));
    const of = ['Confirmed by whoever reported', 'Disputed', 'No word from whoever reported'];
    const counts = of.map((what) => Number(said.get(what)?.[0]?.replace(',', '')));
    const asked = counts.reduce((sum, count) => sum + count, 0);
    expect(asked).toBeGreaterThan(0);
    for (const [index, what] of of.entries()) {
      expect(said.get(what)?.[1]).toBe(`${Math.round(((counts[index] ?? 0) / asked) * 100)} %`);
    }
  });

  it('counts people who had an answer once each, and none who only reported about an office', async () => {
    const { db } = gateway.deps;
    const rows = await db
      .selectFrom('grievances')
      .select(['citizen_id', 'first_answered_at', 'about_office_id'])
      .where('programme_id', '=', programme.id)
      .where('stream', '=', 'ordinary')
      .execute();
    const people = new Set(
      rows.flatMap(({ citizen_id: id, first_answered_at: at, about_office_id: about }) =>
        id !== null && at !== null && about === null ? [id] : [],
      ),
    );
    const shown = people.size < 10 ? 'Fewer than 10' : new Intl.NumberFormat('en').format(people.size);
    expect(words(await make('en'), 'People served')[0]).toContain(shown);
  });

  describe('of a year with meetings, votes and checks', () => {
    beforeAll(async () => {
      const { db, config, now } = gateway.deps;
      const from = new Date(now().getTime() - 500 * 86_400_000);
      await fillTools(db, openWorld(programme, config, { seed: 3, from, now: now() }));
    });

    it('has every meeting of the year, what was promised there and what came of votes', async () => {
      const report = await make('en');
      const section = report.sections.find(({ heading }) => heading === 'Meetings, promises and votes');
      const { db } = gateway.deps;
      const begin = new Date(`${year}-01-01T00:00:00+03:00`);
      const meetings = await db
        .selectFrom('meetings')
        .innerJoin('forums', 'forums.meeting_id', 'meetings.id')
        .select(['starts_at', 'came'])
        .where('meetings.programme_id', '=', programme.id)
        .where('starts_at', '>=', begin)
        .execute();
      const held = section?.tables.find(({ caption }) => caption === 'Meetings')?.rows ?? [];
      expect(held).toHaveLength(meetings.length);
      const came = meetings.map(({ came: count }) => ((count ?? 0) < 10 ? 'too few' : String(count)));
      expect(held.map((row) => row[3]).sort()).toEqual(came.sort());
      const votes = await db
        .selectFrom('votes')
        .innerJoin('vote_proposals', 'vote_proposals.vote_id', 'votes.id')
        .select(['votes.id', 'vote_proposals.votes'])
        .where('programme_id', '=', programme.id)
        .where('closes_at', '>=', begin)
        .execute();
      const shown = section?.tables.find(({ caption }) => caption === 'Votes')?.rows ?? [];
      const ids = new Set(votes.map(({ id }) => id));
      expect(shown).toHaveLength(ids.size);
      const sums = [...ids].map((id) => votes.filter((row) => row.id === id).reduce((sum, row) => sum + row.votes, 0));
      expect(shown.map((row) => row[3]).sort()).toEqual(sums.map(String).sort());
      const promises = section?.tables.find(({ caption }) => caption === 'What was promised')?.rows ?? [];
      expect(section?.words[1]).toContain(`Promises made at meetings: ${promises.length}.`);
      const kept = promises.filter((row) => row[3] === 'kept').length;
      expect(section?.words[1]).toContain(`Kept, as those say who came: ${kept}.`);
      const broken = promises.filter((row) => row[3] === 'not kept').length;
      expect(section?.words[1]).toContain(`Not kept: ${broken}.`);
      // Nothing is said to be left out.
      expect(section?.words).toHaveLength(3);
    });

    it('says nothing of meetings that were called off, and nothing of votes that are open', async () => {
      const { db, now } = gateway.deps;
      const count = async () => words(await make('en'), 'Meetings, promises and votes')[0];
      const before = await count();
      const [meeting] = await db
        .selectFrom('meetings')
        .select('id')
        .where('programme_id', '=', programme.id)
        .where('starts_at', '>=', new Date(`${year}-02-01T00:00:00+03:00`))
        .limit(1)
        .execute();
      await db
        .updateTable('meetings')
        .set({ retired_at: now() })
        .where('id', '=', meeting?.id ?? '')
        .execute();
      const after = await count();
      expect(Number(/held: (\d+)/.exec(after ?? '')?.[1])).toBe(Number(/held: (\d+)/.exec(before ?? '')?.[1]) - 1);
      const open = new Date(now().getTime() + 86_400_000);
      await db.updateTable('votes').set({ closes_at: open }).where('programme_id', '=', programme.id).execute();
      expect(await count()).toContain('Votes closed: 0.');
    });

    it('shows what residents found at projects that ten of them checked, and how often it is not what the list says', async () => {
      const report = await make('en');
      const rows = table(report, 'Budget checks: public projects and what residents found');
      expect(rows.length).toBeGreaterThan(0);
      const listed = await gateway.deps.db
        .selectFrom('projects')
        .select('id')
        .where('programme_id', '=', programme.id)
        .where('retired_at', 'is', null)
        .execute();
      expect(words(report, 'Budget checks: public projects and what residents found')[0]).toContain(
        `Projects on the public list: ${listed.length}.`,
      );
      for (const [, , , , ...found] of rows) {
        if (found[3] === 'Too few answers') expect(found.slice(0, 3)).toEqual(['', '', '']);
        else expect(found.slice(0, 3).map((count) => Number(count) % 5)).toEqual([0, 0, 0]);
      }
    });
  });

  it('counts all meetings, promises and votes of a year, and says of its tables how many are left out', async () => {
    const { db } = gateway.deps;
    const kosovo = gateway.deps.programmes.byName('kosovo');
    if (!kosovo) throw new Error('no programme');
    const admin = await openPerson(gateway, { programme: 'kosovo', role: 'admin' });
    const [office] = kosovo.offices.values();
    const [of, area, before] = [kosovo.id, kosovo.root.id, year - 1];
    const names = JSON.stringify({ en: 'One of many' });
    // The last three were called off.
    await sql`
      with added as (
        insert into meetings (id, programme_id, code, area_id, starts_at, names, venues, origin, retired_at)
        select gen_random_uuid(), ${of}, 'many-' || n, ${area}, make_timestamptz(${before}, 3, 1, 9, 0, 0, 'UTC') + n * interval '1 hour',
          ${names}::jsonb, '{}', 'console', case when n > 1200 then now() end
        from generate_series(1, 1203) n returning id
      )
      insert into forums (meeting_id, programme_id, code, created_by, created_at)
      select id, ${of}, '0000', ${admin.id}, now() from added`.execute(db);
    // Of each ten: five kept, two broken, one divided, one of too few answers, one on which answers count still.
    await sql`
      insert into promises (id, programme_id, meeting_id, office_id, names, due_on, created_by, created_at, asked_at, closes_at, asked,
        kept, broken, forgotten_at)
      select gen_random_uuid(), ${of}, id, ${office?.id ?? ''}, ${names}::jsonb, starts_at::date, ${admin.id}, starts_at, starts_at,
        case when n % 10 = 9 then ${new Date(gateway.deps.now().getTime() + 86_400_000)} else starts_at + interval '1 day' end, 40,
        case when n % 10 = 8 then 6 when n % 10 in (5, 6) then 9 else 12 end,
        case when n % 10 = 8 then 3 when n % 10 in (5, 6, 7) then 12 else 9 end, now()
      from (
        select id, starts_at, row_number() over (order by starts_at, id) as n
        from meetings where programme_id = ${of} and code like 'many-%'
      ) as numbered where n <= 1150`.execute(db);
    // Of one of those with too few each answer is there still, and they are enough; one of these people has not given hers.
    await sql`
      with people as (
        insert into citizens (id, programme_id, phone_sealed, phone_index, created_at)
        select gen_random_uuid(), ${of}, '\\x00', decode(md5(n::text), 'hex'), now() from generate_series(1, 22) n
        returning id
      ),
      remembered as (
        update promises set asked = null, kept = null, broken = null, forgotten_at = null
        where id = (select id from promises where programme_id = ${of} and kept = 6 limit 1)
        returning id
      )
      insert into promise_answers (promise_id, citizen_id, asked_at, is_kept, answered_at)
      select remembered.id, people.id, now(), case when n < 22 then n > 9 end, case when n < 22 then now() end
      from remembered, (select id, row_number() over () as n from people) as people`.execute(db);
    // Two closed in the year; more than are listed were open when it ended.
    await sql`
      insert into votes (id, programme_id, area_id, names, opens_at, closes_at, created_by, created_at)
      select gen_random_uuid(), ${of}, ${area}, ${names}::jsonb, make_timestamptz(${before}, 12, 1, 9, 0, 0, 'UTC'),
        case when n <= 2 then make_timestamptz(${before}, 12, 9, 9, 0, 0, 'UTC') else make_timestamptz(${year}, 1, 20, 9, 0, 0, 'UTC') end,
        ${admin.id}, now()
      from generate_series(1, 1100) n`.execute(db);
    for (const language of ['en', 'sq', 'sr'] as const) {
      const asked = { programme: kosovo, language, year: before, now: gateway.deps.now() };
      const { forums: said } = reportWordsOf(language);
      const section = (await makeReport(db, asked)).sections.find(({ heading }) => heading === said.heading);
      const show = (count: number) => showNumber(language, count);
      expect(section?.words).toEqual([
        said.counts(show(1_200), '2'),
        said.promises(show(1_150), show(576), show(230)),
        said.about,
        said.cut(said.meetings, show(1_000), '200'),
        said.cut(said.promised, show(1_000), '150'),
      ]);
      expect(section?.tables.map(({ rows }) => rows.length)).toEqual([1_000, 1_000, 2]);
    }
  });

  it('calls a service better only where chance does not explain it', async () => {
    const { db } = gateway.deps;
    const [sure, small, worse, few] = [...programme.units.values()].map(({ id }) => id);
    await db.deleteFrom('rating_counts').where('programme_id', '=', programme.id).execute();
    const give = (unit: string | undefined, of: number, given: number[]) => ({
      programme_id: programme.id,
      month: `${of}-01-01`,
      unit_id: unit ?? '',
      group_code: '',
      indicator: '',
      given,
    });
    await db
      .insertInto('rating_counts')
      .values([
        give(sure, year - 1, [10, 10, 0, 0, 0]),
        give(sure, year, [0, 0, 0, 10, 10]),
        give(small, year - 1, [3, 3, 3, 3, 3]),
        give(small, year, [2, 3, 3, 3, 4]),
        give(worse, year - 1, [0, 0, 0, 20, 20]),
        give(worse, year, [20, 20, 0, 0, 0]),
        give(few, year - 1, [5, 0, 0, 0, 0]),
        give(few, year, [0, 0, 0, 0, 50]),
      ])
      .execute();
    const report = await make('en');
    const rows = table(report, 'Services that improve');
    expect(rows.map((row) => row.at(-1))).toEqual(['better', 'not certain', 'worse']);
    expect(words(report, 'Services that improve')[0]).toBe(
      'Services that can be compared: 3. Surely rated better than in the year before: 1.',
    );
    expect(words(report, 'Services that improve').at(-1)).toContain('Too few ratings to compare: ');
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
