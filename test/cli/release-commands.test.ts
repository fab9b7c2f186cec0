import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { run as runWith } from './run.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase({ template: 'majibu_template_programmes' });
});
afterAll(async () => {
  await database.close();
});
const run = (args: string) => runWith(args, { DATABASE_URL: database.url });

describe('release', () => {
  it('makes nothing where nothing is due, and says so', async () => {
    const { code, out } = await run('release make --programme kosovo');
    expect([code, out]).toEqual([0, 'kosovo  nothing is due\n']);
  });

  it('lists and checks every programme', async () => {
    expect((await run('release list')).out).toContain('khulna  0 release(s), last digest none');
    const { code, out } = await run('release check --json');
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ ok: true, items: [{ problems: [] }, { problems: [] }, { problems: [] }] });
  });

  it('knows which programmes there are', async () => {
    const { code, err } = await run('release list --programme mars');
    expect(code).toBe(1);
    expect(err).toContain('There is no programme "mars".');
  });
});
