import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { createLog } from '../../src/log.ts';
import { loadProgramme } from '../../src/routing/load-programme.ts';
import { type OpenProgrammes, openProgrammes } from '../../src/routing/programmes.ts';
import { readProgramme } from '../../src/routing/read-programme.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { replaced, SMALL, type SmallFile, writeSmall } from './small-folder.ts';

let database: TestDatabase;
let folder: { dir: string; remove(): Promise<void> };
let logged: string[];
const opened: OpenProgrammes[] = [];

beforeEach(async () => {
  database = await createTestDatabase();
  folder = await writeSmall();
  logged = [];
  await load();
});
afterEach(async () => {
  for (const programmes of opened.splice(0)) programmes.close();
  await folder.remove();
  await database.close();
});

async function load(): Promise<void> {
  await loadProgramme({ db: database.db, now: () => new Date('2026-11-23') }, await readProgramme(folder.dir));
}

async function change(file: SmallFile, from: string, to: string): Promise<void> {
  await writeFile(join(folder.dir, file), replaced(file, from, to));
  await load();
}

async function open(pollMs: number | null = null): Promise<OpenProgrammes> {
  const log = createLog('warn', { write: (line: string) => logged.push(line) });
  const programmes = await openProgrammes(database.db, log, { pollMs });
  opened.push(programmes);
  return programmes;
}

describe('openProgrammes', () => {
  it('builds the programme that the folder describes', async () => {
    const programme = (await open()).byName('small');
    expect(programme).toMatchObject({
      name: 'small',
      revision: 1,
      region: 'KE',
      titles: { en: 'Small', sw: 'Ndogo' },
      languages: ['sw', 'en'],
      ussdCode: '*384*9999#',
      shortCode: '22999',
      confirmWithinDays: 7,
      remindBeforeHours: 4,
      quietHours: { fromMinute: 1260, toMinute: 420 },
      carrier: 'kannel',
      noticeVersion: 3,
      groups: [
        { code: 'youth', names: { en: 'Young person', sw: 'Kijana' } },
        { code: 'woman', names: { en: 'Woman', sw: 'Mwanamke' } },
      ],
      indicators: [{ code: 'CLEAN', unitTypes: ['well', 'hospital'], scale: 'score' }, { code: 'OPEN' }],
      helplines: [{ streams: ['child', 'protection'], phone: '116' }],
      root: { code: 'KE', parent: null, level: 'country' },
    });
    expect(programme?.calendar.timeZone).toBe('Africa/Nairobi');
    expect(programme?.calendar.hours.mon).toEqual([
      { fromMinute: 480, toMinute: 780 },
      { fromMinute: 840, toMinute: 1020 },
    ]);
    expect([...(programme?.calendar.holidays ?? [])].sort()).toEqual(['2026-12-25', '2027-06-01']);
    expect([...(programme?.levelNames.keys() ?? [])]).toEqual(['country', 'county', 'ward']);
    expect(programme?.topCategories.map(({ code }) => code)).toEqual(['WATER', 'HEALTH', 'INFO', 'SAFE']);
    expect([...(programme?.areas.keys() ?? [])]).toEqual(['KE', 'KE.1', 'KE.1.1', 'KE.1.2', 'KE.1.3']);
  });

  it('builds a programme that was loaded before there were carriers, notices and groups', async () => {
    const kept = sql`settings - 'carrier' - 'noticeVersion' - 'groups'`;
    await sql`update programmes set settings = ${kept}`.execute(database.db);
    expect((await open()).byName('small')).toMatchObject({ carrier: null, noticeVersion: 1, groups: [] });
  });

  it('links the tree, the ladder and the look-ups to the same objects', async () => {
    const programme = (await open()).byName('small');
    const ward = programme?.areas.get('KE.1.1');
    const office = programme?.offices.get('ward_admin@KE.1.1');
    expect(ward?.parent?.children).toContain(ward);
    expect(ward?.parent?.parent).toBe(programme?.root);
    expect(office?.area).toBe(ward);
    expect(office?.parent).toBe(programme?.offices.get('county_office@KE.1'));
    expect(office?.parent?.parent?.parent).toBeNull();
    expect(office?.hours).toBeNull();
    expect(programme?.offices.get('safe_desk@KE')?.hours?.sun).toEqual([{ fromMinute: 0, toMinute: 1440 }]);
    expect(programme?.byId.areas.get(ward?.id ?? '')).toBe(ward);
    expect(programme?.byId.offices.get(office?.id ?? '')).toBe(office);
    const water = programme?.categories.get('WATER');
    expect(water?.children.map(({ code, parent }) => [code, parent === water])).toEqual([['WATER.DRY', true]]);
    expect(programme?.categories.get('INFO')?.targets).toEqual({
      clock: 'working',
      firstAnswerHours: 40,
      resolveHours: 120,
      legalDays: 21,
    });
    expect(programme?.units.get('LAMU-HOSP')?.area).toBe(programme?.areas.get('KE.1'));
  });

  it('finds a programme by name, id and both codes, and nothing by others', async () => {
    const programmes = await open();
    const [programme] = programmes.all();
    expect(programmes.all()).toHaveLength(1);
    expect(programmes.byId(programme?.id ?? '')).toBe(programme);
    expect(programmes.byUssdCode('*384*9999#')).toBe(programme);
    expect(programmes.byShortCode('22999')).toBe(programme);
    expect([programmes.byName('other'), programmes.byUssdCode('*384#'), programmes.byShortCode('1')]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('shows retired rows by id only', async () => {
    const before = (await open()).byName('small');
    const ward = before?.areas.get('KE.1.3');
    const office = before?.offices.get('ward_admin@KE.1.3');
    await change('areas.csv', 'KE.1.3,KE.1,ward,Basuba,Basuba,\n', '');
    const after = (await open()).byName('small');
    expect(after?.areas.has('KE.1.3')).toBe(false);
    expect(after?.offices.has('ward_admin@KE.1.3')).toBe(false);
    expect(after?.areas.get('KE.1')?.children.map(({ code }) => code)).toEqual(['KE.1.1', 'KE.1.2']);
    expect(after?.byId.areas.get(ward?.id ?? '')).toMatchObject({ code: 'KE.1.3', parent: { code: 'KE.1' } });
    expect(after?.byId.offices.get(office?.id ?? '')).toMatchObject({ code: 'ward_admin@KE.1.3' });
  });

  it('keeps the objects while nothing changed and replaces them as a whole when something did', async () => {
    const programmes = await open();
    const before = programmes.all();
    await programmes.reload();
    expect(programmes.all()).toBe(before);
    await change('areas.csv', 'Basuba,Basuba', 'Basuba,Basubaa');
    expect(programmes.all()).toBe(before);
    await programmes.reload();
    expect(programmes.byName('small')?.areas.get('KE.1.3')?.names.sw).toBe('Basubaa');
    expect(before[0]?.areas.get('KE.1.3')?.names.sw).toBe('Basuba');
    expect(programmes.byName('small')?.revision).toBe(2);
  });

  it('finds a programme that was added later, and keeps the objects of the others', async () => {
    const programmes = await open();
    const small = programmes.byName('small');
    const yaml = SMALL['programme.yaml'].replace('small', 'other').replace('9999', '9998').replace('22999', '22998');
    await writeFile(join(folder.dir, 'programme.yaml'), yaml);
    await load();
    await programmes.reload();
    expect(programmes.all().map(({ name }) => name)).toEqual(['other', 'small']);
    expect(programmes.byName('small')).toBe(small);
    expect(programmes.byShortCode('22998')).toBe(programmes.byName('other'));
  });

  it('takes the others up where one cannot be built, and keeps the last good state of that one', async () => {
    const yaml = SMALL['programme.yaml'].replace('small', 'other').replace('9999', '9998').replace('22999', '22998');
    await writeFile(join(folder.dir, 'programme.yaml'), yaml);
    await load();
    const programmes = await open();
    const other = programmes.byName('other');
    const spoilt = { settings: '{}', revision: 9 };
    await database.db.updateTable('programmes').set(spoilt).where('name', '=', 'other').execute();
    await database.db.updateTable('programmes').set({ revision: 9 }).where('name', '=', 'small').execute();
    await programmes.reload();
    expect(programmes.byName('small')?.revision).toBe(9);
    expect(programmes.byName('other')).toBe(other);
    expect(logged[0]).toContain('programmes not reloaded');
    await expect(open()).rejects.toThrow();
  });

  it('looks by itself, and keeps the last good state when it cannot', async () => {
    const programmes = await open(5);
    await change('areas.csv', 'Basuba,Basuba', 'Basuba,Basubaa');
    await until(() => programmes.byName('small')?.revision === 2);
    await database.db.updateTable('programmes').set({ settings: '{}', revision: 3 }).execute();
    await until(() => logged.length > 0);
    expect(logged[0]).toContain('programmes not reloaded');
    expect(programmes.byName('small')?.areas.get('KE.1.3')?.names.sw).toBe('Basubaa');
  });
});

async function until(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await new Promise((resolve) => setImmediate(resolve));
}
