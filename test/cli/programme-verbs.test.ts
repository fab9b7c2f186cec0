import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import {
  formatProgrammeCheck,
  formatProgrammeLoad,
  runProgrammeCheck,
  runProgrammeLoad,
} from '../../src/cli/programme-verbs.ts';
import { loadProgramme } from '../../src/routing/load-programme.ts';
import { readProgramme } from '../../src/routing/read-programme.ts';
import { type Changes, replaced, writeSmall } from '../routing/small-folder.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;
const written: { remove(): Promise<void> }[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());
afterEach(async () => {
  for (const folder of written.splice(0)) await folder.remove();
});

async function write(changes: Changes = {}): Promise<string> {
  const folder = await writeSmall(changes);
  written.push(folder);
  return folder.dir;
}

const BROKEN: Changes = { 'units.csv': replaced('units.csv', '101', '0') };

describe('programme check', () => {
  it('sums up what is good', async () => {
    const check = await runProgrammeCheck([await write()]);
    expect(check.problems).toEqual([]);
    expect(formatProgrammeCheck(check)).toBe(
      'small: good. Areas: 1 country, 1 county, 3 ward. 6 offices, 5 categories, 2 units, 2 holidays, 1 helplines; ' +
        'sw, en. An office answers for every area and category, and every ladder ends.',
    );
  });

  it('lists what is wrong in every folder, and what they may not share', async () => {
    const check = await runProgrammeCheck([await write(BROKEN), await write(), await write()]);
    expect(formatProgrammeCheck(check)).toBe(
      [
        'small/units.csv:2: number "0" must be a whole number, 1 or more',
        'small/programme.yaml: name "small" is also that of small; give each its own',
        'small/programme.yaml: ussd_code "*384*9999#" is also that of small; give each its own',
        'small/programme.yaml: short_code "22999" is also that of small; give each its own',
        '4 problem(s).',
      ].join('\n'),
    );
  });
});

describe('programme load', () => {
  const deps = () => ({ db: database.db, now: () => new Date('2026-11-23') });

  it('loads nothing while a folder has a problem', async () => {
    const result = await runProgrammeLoad(deps(), [await write(BROKEN)]);
    expect(result).toMatchObject({ loaded: [], problems: [{ file: 'small/units.csv', line: 2 }] });
    expect(await database.db.selectFrom('programmes').select('id').execute()).toEqual([]);
  });

  it('says what it did', async () => {
    const dir = await write();
    expect(formatProgrammeLoad((await runProgrammeLoad(deps(), [dir])).loaded)).toBe(
      'small: loaded, revision 1 (settings; areas: 5 inserted; offices: 6 inserted; categories: 5 inserted; ' +
        'units: 2 inserted; indicators: 2 inserted; meetings: 1 inserted; projects: 2 inserted; holidays: 2 inserted).\nA running gateway takes it up within five seconds.',
    );
    expect(formatProgrammeLoad((await runProgrammeLoad(deps(), [dir])).loaded)).toBe('small: unchanged (revision 1).');
  });

  it('counts anew what an earlier load moved that was stopped before it came to that, once', async () => {
    await runProgrammeLoad(deps(), [await write()]);
    const dir = await write({ 'categories.csv': replaced('categories.csv', 'HEALTH,,', 'HEALTH,WATER,') });
    expect((await loadProgramme(deps(), await readProgramme(dir))).hasMoved).toBe(true);
    const counted: string[] = [];
    const load = () => runProgrammeLoad(deps(), [dir], (name, { what }) => counted.push(`${name}: ${what}`));
    expect(formatProgrammeLoad((await load()).loaded)).toMatch(/^small: unchanged/);
    await load();
    expect(counted.filter((line) => line === 'small: done')).toHaveLength(1);
  });
});
