import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { run as runWith } from './run.ts';

const KOSOVO = join(import.meta.dirname, '../../programmes/kosovo');

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());
const run = (args: string, env: NodeJS.ProcessEnv = { DATABASE_URL: database.url }) => runWith(args, env);

describe('programme', () => {
  let broken: string;
  beforeAll(async () => {
    broken = await mkdtemp(join(tmpdir(), 'majibu-broken-'));
    await writeFile(join(broken, 'programme.yaml'), 'name: [');
  });
  afterAll(() => rm(broken, { recursive: true }));

  it('check needs no database and no settings that are right', async () => {
    const { code, out } = await run(`programme check ${KOSOVO}`, { PORT: 'x', DATABASE_URL: 'nonsense' });
    expect(code).toBe(0);
    expect(out).toMatch(/^kosovo: good\./);
  });

  it.each(['check', 'load'])('%s of a broken folder: 1, and every problem', async (verb) => {
    const { code, out } = await run(`programme ${verb} ${KOSOVO} ${broken} --json`);
    expect(code).toBe(1);
    const { problems } = JSON.parse(out);
    expect(problems.map(({ file }: { file: string }) => file)).toContainEqual(
      expect.stringMatching(/programme\.yaml$/),
    );
    expect(await database.db.selectFrom('programmes').select('id').execute()).toEqual([]);
    const { out: text } = await run(`programme ${verb} ${broken}`);
    expect(text).toMatch(/programme\.yaml.*\n[\s\S]*problem\(s\)\./);
  });

  it('load twice: the second time changes nothing', async () => {
    const first = await run(`programme load ${KOSOVO} --json`);
    expect(JSON.parse(first.out)).toMatchObject({
      problems: [],
      loaded: [{ name: 'kosovo', revision: 1, isChanged: true }],
    });
    const second = await run(`programme load ${KOSOVO}`);
    expect([second.code, second.out]).toEqual([0, 'kosovo: unchanged (revision 1).\n']);
  });
});
