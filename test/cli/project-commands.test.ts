import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { run as runWith } from './run.ts';

const KENYA = join(import.meta.dirname, '../../programmes/kenya-coast');
const HEAD = 'code,area_code,name_en,name_sw,amount,currency,state,as_of,source';
const ROAD = 'ROAD-1,KE.001,Road to the ferry,Barabara ya kivuko,2500000.50,KES,under_way,2022-09-30,county list';

let database: TestDatabase;
let folder: string;
beforeAll(async () => {
  database = await createTestDatabase();
  folder = await mkdtemp(join(tmpdir(), 'projects-'));
  await run(`programme load ${KENYA}`);
});
afterAll(async () => {
  await rm(folder, { recursive: true });
  await database.close();
});
const run = (args: string) => runWith(args, { DATABASE_URL: database.url });
const heldCodes = async () => {
  const rows = await database.db.selectFrom('projects').select('code').where('retired_at', 'is', null).execute();
  return rows.map(({ code }) => code);
};

async function take(lines: readonly string[], options = ''): Promise<{ code: number; out: string; err: string }> {
  const file = join(folder, 'list.csv');
  await writeFile(file, lines.join('\n'));
  return run(`projects import ${file} --programme kenya-coast ${options}`.trim());
}

it('says what it would do without doing it, then does it, and the second time nothing', async () => {
  const dry = await take([HEAD, ROAD], '--dry-run');
  expect([dry.code, dry.out]).toEqual([
    0,
    '+  ROAD-1  Road to the ferry\nNothing was changed. It would be: 1 new, 0 changed, 0 retired, 0 unchanged.\n',
  ]);
  expect(await heldCodes()).not.toContain('ROAD-1');
  expect((await take([HEAD, ROAD])).out).toContain('1 new, 0 changed, 0 retired, 0 unchanged.');
  expect(await heldCodes()).toContain('ROAD-1');
  expect((await take([HEAD, ROAD], '--json')).out).toMatch(/"unchanged":\s*1/);
  expect((await take([`\ufeff${HEAD}\r`, `${ROAD.replace('under_way', 'stalled')}\r`])).out).toContain(
    '~  ROAD-1  Road to the ferry  (state)',
  );
});

it('keeps or takes off what another list does not have', async () => {
  const bridge = ROAD.replace('ROAD-1', 'BRIDGE-1');
  expect((await take([HEAD, bridge], '--keep-others')).out).toContain('1 new, 0 changed, 0 retired');
  expect(await heldCodes()).toEqual(expect.arrayContaining(['ROAD-1', 'BRIDGE-1']));
  expect((await take([HEAD, bridge])).out).toMatch(/^- {2}ROAD-1/);
  expect(await heldCodes()).not.toContain('ROAD-1');
  // Those of the files are not the list's to take off.
  expect(await heldCodes()).toContain('MSA-STADIUM');
});

it.each([
  [[HEAD.replace('amount', 'sum'), ROAD], 'line 1: column "sum" is not known here'],
  [[HEAD, ROAD.replace('2022-09-30', 'today')], 'line 2: as_of "today" must be a date like 2027-06-01'],
  [[HEAD, ROAD, ROAD], 'line 3: code "ROAD-1" stands already on line 2; remove one or correct it'],
  [[HEAD.replaceAll(',', ';'), ROAD], 'separated by semicolons or tabs; save it separated by commas'],
  [[HEAD], 'holds no project; below the heading there is one line a project'],
])('refuses a list with the line and the mend: %#', async (lines, said) => {
  const before = await heldCodes();
  const { code, out, err } = await take(lines);
  expect([code, out]).toEqual([1, '']);
  expect(err).toContain('Nothing was changed');
  expect(err).toContain(said);
  expect(await heldCodes()).toEqual(before);
});

it('refuses a file that is not there and a programme that is none', async () => {
  expect((await run('projects import nowhere.csv --programme kenya-coast')).err).toContain('cannot be read');
  const file = join(folder, 'list.csv');
  expect((await run(`projects import ${file} --programme nowhere`)).err).toContain('There is no programme "nowhere"');
});

it('takes no list in the letters of an old spreadsheet, and says how to save it', async () => {
  const before = await heldCodes();
  const file = join(folder, 'latin.csv');
  await writeFile(file, Buffer.from([HEAD, ROAD.replace('county list', 'm\u00e9tro')].join('\n'), 'latin1'));
  const { code, err } = await run(`projects import ${file} --programme kenya-coast`);
  expect(code).not.toBe(0);
  expect(err).toContain('line 2: has letters that are not in UTF-8; save the list as "CSV UTF-8"');
  expect(await heldCodes()).toEqual(before);
});
