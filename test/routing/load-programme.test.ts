import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { v7 as uuidv7 } from 'uuid';
import { loadFolder, programmeDirs } from '../../src/routing/load-folder.ts';
import { type LoadedProgramme, loadProgramme } from '../../src/routing/load-programme.ts';
import { readProgramme } from '../../src/routing/read-programme.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { replaced, SMALL, type SmallFile, writeSmall } from './small-folder.ts';

const MONDAY = new Date('2026-11-23T06:30:00Z');
const TUESDAY = new Date('2026-11-24T06:30:00Z');
const NOTHING = { inserted: 0, updated: 0, retired: 0, restored: 0 };
const UNTOUCHED = {
  areas: NOTHING,
  offices: NOTHING,
  categories: NOTHING,
  units: NOTHING,
  indicators: NOTHING,
  meetings: NOTHING,
  projects: NOTHING,
  holidays: NOTHING,
};
/** Those that refer to others first. */
const TABLES = [
  'grievances',
  'meetings',
  'projects',
  'indicators',
  'units',
  'offices',
  'categories',
  'areas',
  'holidays',
  'programmes',
] as const;

let database: TestDatabase;
let folder: { dir: string; remove(): Promise<void> };

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  folder = await writeSmall();
});
afterEach(async () => {
  await folder.remove();
  for (const table of TABLES) await database.db.deleteFrom(table).execute();
});

async function load(now = MONDAY): Promise<LoadedProgramme> {
  return loadProgramme({ db: database.db, now: () => now }, await readProgramme(folder.dir));
}

/** Writes a file again, with one piece of it replaced. */
async function change(file: SmallFile, from: string, to: string): Promise<void> {
  await writeFile(join(folder.dir, file), replaced(file, from, to));
}

/** Everything in the programme tables, to see that nothing else moved. */
async function everything(): Promise<Record<string, Map<string, unknown>>> {
  const { db } = database;
  const byCode = (rows: readonly { code: string }[]) => new Map(rows.map((row) => [row.code, row]));
  return {
    areas: byCode(await db.selectFrom('areas').selectAll().execute()),
    offices: byCode(await db.selectFrom('offices').selectAll().execute()),
    categories: byCode(await db.selectFrom('categories').selectAll().execute()),
    units: byCode(await db.selectFrom('units').selectAll().execute()),
    indicators: byCode(await db.selectFrom('indicators').selectAll().execute()),
    meetings: byCode(await db.selectFrom('meetings').selectAll().execute()),
    projects: byCode(await db.selectFrom('projects').selectAll().execute()),
  };
}

async function fileGrievance(loaded: LoadedProgramme, categoryCode: string, areaCode: string): Promise<void> {
  const rows = await everything();
  const idOf = (row: unknown): string => (row as { id: string }).id;
  await database.db
    .insertInto('grievances')
    .values({
      id: uuidv7(),
      reference: '48217736',
      programme_id: loaded.id,
      kind: 'complaint',
      stream: 'ordinary',
      category_id: idOf(rows.categories?.get(categoryCode)),
      area_id: idOf(rows.areas?.get(areaCode)),
      channel: 'ussd',
      language: 'sw',
      text: 'x',
      source: 'test',
      filed_at: MONDAY,
    })
    .execute();
}

describe('loadProgramme', () => {
  it('writes a programme the first time', async () => {
    const loaded = await load();
    expect(loaded).toMatchObject({
      name: 'small',
      revision: 1,
      isChanged: true,
      rows: {
        areas: { ...NOTHING, inserted: 5 },
        offices: { ...NOTHING, inserted: 6 },
        categories: { ...NOTHING, inserted: 5 },
        units: { ...NOTHING, inserted: 2 },
        indicators: { ...NOTHING, inserted: 2 },
        meetings: { ...NOTHING, inserted: 1 },
        projects: { ...NOTHING, inserted: 2 },
        holidays: { ...NOTHING, inserted: 2 },
      },
    });
    const rows = await everything();
    expect(rows.areas?.get('KE.1.1')).toMatchObject({
      aliases: ['Shela', 'Shella town'],
      position: 2,
      retired_at: null,
    });
    expect(rows.offices?.get('ward_admin@KE.1.2')).toMatchObject({
      names: { en: 'Hindi Chief', sw: 'Mkuu wa Hindi' },
      hours: { sat: [{ fromMinute: 480, toMinute: 720 }], sun: [] },
    });
    expect(rows.categories?.get('WATER.DRY')).toMatchObject({
      office_kinds: ['ward_admin', 'county_office', 'ombudsman'],
      legal_days: null,
      is_joinable: true,
      aliases: ['dry tap', 'bomba'],
    });
  });

  it('writes what is asked about units, meetings in the local time of the programme, and projects', async () => {
    await load();
    const rows = await everything();
    expect(rows.indicators?.get('OPEN')).toMatchObject({ unit_types: ['hospital'], scale: 'yes_no', position: 1 });
    expect(rows.meetings?.get('BUDGET')).toMatchObject({
      starts_at: new Date('2026-12-04T07:00:00Z'),
      names: { en: 'Budget forum', sw: 'Baraza la bajeti' },
      venues: { en: 'Shella school', sw: 'Shule ya Shella' },
    });
    expect(rows.projects?.get('CLINIC')).toMatchObject({
      amount: '2500000.50',
      currency: 'KES',
      state: 'under_way',
      source: 'county list',
      as_of: '2026-06-30',
    });
    expect(rows.projects?.get('ROAD')).toMatchObject({ amount: null, currency: null, position: 1 });
  });

  it('changes nothing when the folder is the same', async () => {
    const first = await load();
    const before = await everything();
    expect(await load(TUESDAY)).toEqual({ ...first, isChanged: false, areSettingsChanged: false, rows: UNTOUCHED });
    expect(await everything()).toEqual(before);
  });

  it('changes nothing but the checksum when only a note changed', async () => {
    await load();
    await writeFile(join(folder.dir, 'holidays.csv'), `${SMALL['holidays.csv']}\n`);
    expect(await load()).toMatchObject({ isChanged: false, revision: 1, rows: UNTOUCHED });
  });

  it('changes one row when one line changed', async () => {
    await load();
    const before = await everything();
    await change('categories.csv', 'No water,Hakuna maji', 'Dry taps,Hakuna maji');
    const loaded = await load(TUESDAY);
    expect(loaded).toMatchObject({ revision: 2, areSettingsChanged: false });
    expect(loaded.rows).toEqual({ ...UNTOUCHED, categories: { ...NOTHING, updated: 1 } });
    const after = await everything();
    expect(after.categories?.get('WATER.DRY')).toEqual({
      ...(before.categories?.get('WATER.DRY') as object),
      names: { en: 'Dry taps', sw: 'Hakuna maji' },
    });
    before.categories?.delete('WATER.DRY');
    after.categories?.delete('WATER.DRY');
    expect(after).toEqual(before);
  });

  it('says so when only the settings or a helpline changed', async () => {
    await load();
    await change('helplines.csv', ',116,', ',1195,');
    expect(await load()).toMatchObject({ revision: 2, areSettingsChanged: true, rows: UNTOUCHED });
  });

  it('retires what is gone, also when a grievance names it, and brings it back with its id', async () => {
    const loaded = await load();
    await fileGrievance(loaded, 'WATER.DRY', 'KE.1.3');
    const before = await everything();
    await change('areas.csv', 'KE.1.3,KE.1,ward,Basuba,Basuba,\n', '');
    const gone = await load(TUESDAY);
    expect(gone.rows).toEqual({
      ...UNTOUCHED,
      areas: { ...NOTHING, retired: 1 },
      offices: { ...NOTHING, retired: 1 },
    });
    expect((await everything()).areas?.get('KE.1.3')).toMatchObject({ retired_at: TUESDAY });
    expect((await everything()).offices?.get('ward_admin@KE.1.3')).toMatchObject({ retired_at: TUESDAY });

    await writeFile(join(folder.dir, 'areas.csv'), SMALL['areas.csv']);
    const back = await load(TUESDAY);
    expect(back).toMatchObject({ revision: 3 });
    expect(back.rows).toEqual({
      ...UNTOUCHED,
      areas: { ...NOTHING, restored: 1 },
      offices: { ...NOTHING, restored: 1 },
    });
    expect(await everything()).toEqual(before);
  });

  it.each([
    ['indicators', 'indicators.csv', 'OPEN', 'Was it open?', 'Open?'],
    ['meetings', 'meetings.csv', 'BUDGET', '2026-12-04 10:00', '2026-12-04 11:00'],
    ['projects', 'projects.csv', 'ROAD', ',planned,', ',under_way,'],
  ] as const)(
    '%s: one changed line changes one row, a missing file retires all',
    async (table, file, code, from, to) => {
      await load();
      const before = await everything();
      await change(file, from, to);
      expect((await load(TUESDAY)).rows).toEqual({ ...UNTOUCHED, [table]: { ...NOTHING, updated: 1 } });
      expect((await everything())[table]?.get(code)).not.toEqual(before[table]?.get(code));
      await rm(join(folder.dir, file));
      const gone = await load(TUESDAY);
      expect(gone.rows).toEqual({ ...UNTOUCHED, [table]: { ...NOTHING, retired: before[table]?.size } });
      await writeFile(join(folder.dir, file), SMALL[file]);
      const back = await load(TUESDAY);
      expect(back.rows).toEqual({ ...UNTOUCHED, [table]: { ...NOTHING, restored: before[table]?.size } });
      expect(await everything()).toEqual(before);
    },
  );

  it('brings how many people live in an area, and takes it away with its line', async () => {
    await load();
    const people = async () => (await everything()).areas?.get('KE.1.2');
    expect(await people()).toMatchObject({ population: 12_000, population_year: 2009, population_source: 'estimate' });
    await change('population.csv', 'KE.1.2,12000,2009,estimate', 'KE.1.2,14000,2019,census');
    expect((await load(TUESDAY)).rows).toEqual({ ...UNTOUCHED, areas: { ...NOTHING, updated: 1 } });
    expect(await people()).toMatchObject({ population: 14_000, population_year: 2019 });
    await rm(join(folder.dir, 'population.csv'));
    expect((await load(TUESDAY)).rows).toEqual({ ...UNTOUCHED, areas: { ...NOTHING, updated: 2 } });
    expect(await people()).toMatchObject({ population: null, population_year: null, population_source: null });
  });

  it('says so when only a group changed', async () => {
    await load();
    await change('programme.yaml', 'en: Woman,', 'en: Women,');
    expect(await load()).toMatchObject({ revision: 2, areSettingsChanged: true, rows: UNTOUCHED });
  });

  it('does not retire twice', async () => {
    await load();
    await change('units.csv', 'SHELLA-WELL,101', 'NEW-WELL,103');
    await load(MONDAY);
    await change('areas.csv', 'Hindi,Hindi', 'Hindi,Hindii');
    expect((await load(TUESDAY)).rows.units).toEqual(NOTHING);
    expect((await everything()).units?.get('SHELLA-WELL')).toMatchObject({ retired_at: MONDAY });
  });

  it('lets two units change numbers, and gives the number of a retired one to nobody', async () => {
    await load();
    await writeFile(
      join(folder.dir, 'units.csv'),
      SMALL['units.csv'].replace('101', 'x').replace('102', '101').replace('x', '102'),
    );
    expect((await load()).rows.units).toEqual({ ...NOTHING, updated: 2 });
    await writeFile(
      join(folder.dir, 'units.csv'),
      SMALL['units.csv']
        .replace('SHELLA-WELL', 'NEW-WELL')
        .replace('101', '102')
        .replace('LAMU-HOSP,102', 'LAMU-HOSP,103'),
    );
    const before = await everything();
    await expect(load()).rejects.toMatchObject({
      problems: [
        {
          file: 'small/units.csv',
          line: 2,
          message: 'number "102" was printed for SHELLA-WELL, which is retired; give this unit a new number',
        },
      ],
    });
    expect(await everything()).toEqual(before);
  });

  it('deletes and moves holidays', async () => {
    await load();
    await change('holidays.csv', '2027-06-01', '2027-06-02');
    expect((await load()).rows.holidays).toEqual({ inserted: 1, updated: 0, retired: 1, restored: 0 });
    const days = await database.db.selectFrom('holidays').select('day').orderBy('day').execute();
    expect(days).toEqual([{ day: '2026-12-25' }, { day: '2027-06-02' }]);
  });

  it('refuses a code that another programme in the database has', async () => {
    await load();
    await change('programme.yaml', 'name: small', 'name: other');
    await expect(load()).rejects.toMatchObject({
      problems: [
        expect.objectContaining({
          message: expect.stringContaining('ussd_code "*384*9999#" belongs to the programme small'),
        }),
        expect.objectContaining({
          message: expect.stringContaining('short_code "22999" belongs to the programme small'),
        }),
      ],
    });
    expect(await database.db.selectFrom('programmes').select('name').execute()).toEqual([{ name: 'small' }]);
  });

  it('is loaded once when several processes start together', async () => {
    const all = await Promise.all(Array.from({ length: 8 }, () => load()));
    expect(all.filter(({ isChanged }) => isChanged)).toHaveLength(1);
    expect(new Set(all.map(({ id, revision }) => `${id} ${revision}`)).size).toBe(1);
    expect((await everything()).areas?.size).toBe(5);
  });
});

describe('loadFolder', () => {
  const deps = () => ({ db: database.db, now: () => MONDAY });

  it('loads the three programmes of the project, and a second time nothing', async () => {
    const first = await loadFolder(deps(), 'programmes');
    expect(first.map(({ name, revision }) => [name, revision])).toEqual([
      ['kenya-coast', 1],
      ['khulna', 1],
      ['kosovo', 1],
    ]);
    expect(first[0]?.rows.areas.inserted).toBe(138);
    const second = await loadFolder(deps(), 'programmes');
    expect(second.every(({ isChanged }) => !isChanged)).toBe(true);
  });

  it('loads nothing while one folder has a problem', async () => {
    await change('areas.csv', 'KE.1.3,KE.1,ward', 'KE.1.3,KE.7,ward');
    await expect(loadFolder(deps(), join(folder.dir, '..'))).rejects.toThrow('parent_code "KE.7" is not in this file');
    expect(await database.db.selectFrom('programmes').select('name').execute()).toEqual([]);
  });

  it('says what to do about a folder that is not there or empty', async () => {
    await expect(programmeDirs('no/such/folder')).rejects.toThrow('set PROGRAMMES_DIR');
    await expect(programmeDirs(folder.dir)).rejects.toThrow('holds no programme');
  });
});
