import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { authenticate } from '../../src/accounts/authenticate.ts';
import { createLog } from '../../src/log.ts';
import { openProgrammes } from '../../src/routing/programmes.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { NOW, run as runWith } from './run.ts';

const KOSOVO = join(import.meta.dirname, '../../programmes/kosovo');

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
  await run(`programme load ${KOSOVO}`);
});
afterAll(() => database.close());
const run = (args: string, env: NodeJS.ProcessEnv = { DATABASE_URL: database.url }) => runWith(args, env);

describe('key', () => {
  const holderOf = async (key: string) => {
    const programmes = await openProgrammes(database.db, createLog('silent'), { pollMs: null });
    return authenticate({ db: database.db, programmes }, `Bearer ${key}`);
  };

  it.each([
    ['--role official --office csw@XK.04.28', { role: 'official', office: { code: 'csw@XK.04.28' } }],
    ['--role supervisor --area XK.04', { role: 'supervisor', area: { code: 'XK.04' } }],
    ['--role focal --stream child', { role: 'focal', stream: 'child' }],
    ['--role triage', { role: 'triage', office: null, area: null, stream: null }],
    ['--role observer --label KOMF', { role: 'observer' }],
    ['--role admin', { role: 'admin' }],
  ])('create %s makes a key that is what it says', async (options, holder) => {
    const { code, out } = await run(`key create --programme kosovo ${options} --json`);
    expect(code).toBe(0);
    const { key } = JSON.parse(out);
    expect(key).toMatch(/^mjb_[\w-]{43}$/);
    expect(await holderOf(key)).toMatchObject(holder);
  });

  it('prints the key first and alone on its line, and says how to end it', async () => {
    const { out } = await run('key create --programme kosovo --role admin');
    expect(out).toMatch(/^mjb_[\w-]{43}\n\nKeep it now.*key revoke [0-9a-f-]{36}\n$/);
  });

  it.each([
    ['key create --programme nowhere --role admin', /There is no programme "nowhere". There are: kosovo/],
    ['key create --programme kosovo --role official --office x', /has no office "x"/],
    ['key create --programme kosovo --role supervisor --area x', /has no area "x"/],
    [`key revoke ${crypto.randomUUID()}`, /There is no key with this id/],
  ])('%s: 1 and the mend', async (args, message) => {
    const { code, out, err } = await run(args);
    expect([code, out]).toEqual([1, '']);
    expect(err).toMatch(message);
  });

  it('list shows what there is and no secret; revoke ends one', async () => {
    const made = JSON.parse((await run('key create --programme kosovo --role triage --label desk --json')).out);
    const { items } = JSON.parse((await run('key list --programme kosovo --json')).out);
    const own = items.find(({ id }: { id: string }) => id === made.id);
    expect(own).toEqual({
      id: made.id,
      programme: 'kosovo',
      role: 'triage',
      office: null,
      area: null,
      stream: null,
      label: 'desk',
      created_at: NOW.toISOString(),
      revoked_at: null,
    });
    expect((await run('key list --programme khulna')).out).toBe('There are no keys.\n');

    expect((await run(`key revoke ${made.id}`)).code).toBe(0);
    await expect(holderOf(made.key)).rejects.toMatchObject({ code: 'unauthorized' });
    expect((await run('key list')).out).toContain(`${made.id}  kosovo  triage  -  revoked ${NOW.toISOString()}  desk`);
  });
});
