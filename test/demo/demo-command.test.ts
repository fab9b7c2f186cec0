import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { NOW, run as runWith } from '../cli/run.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

const KOSOVO = join(import.meta.dirname, '../../programmes/kosovo');

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());
const run = (args: string, env: NodeJS.ProcessEnv = {}) => runWith(args, { DATABASE_URL: database.url, ...env });

const countReports = async () => {
  const rows = await database.db.selectFrom('grievances').select('filed_at').execute();
  return rows.length;
};

describe('demo fill', () => {
  it('wants a programme', async () => {
    const { code, err } = await run('demo fill --grievances 10');
    expect(code).toBe(1);
    expect(err).toMatch(/No programme is loaded/);
    await run(`programme load ${KOSOVO}`);
    const unknown = await run('demo fill --grievances 10 --programme mars');
    expect(unknown).toMatchObject({ code: 1, out: '' });
    expect(unknown.err).toMatch(/There is no programme "mars"\. There are: kosovo\./);
  });

  it('fills it, says on the side how far it is, and counts its figures', async () => {
    const { code, out, err } = await run('demo fill --grievances 60 --seed 7 --months 6 --json');
    expect(code).toBe(0);
    const { items, ...asked } = JSON.parse(out);
    expect(asked).toEqual({ seed: 7, months: 6 });
    expect(items).toEqual([expect.objectContaining({ programme: 'kosovo', grievances: 60 })]);
    expect(err).toMatch(/kosovo: 60 of 60 reports, until 2026-0[23]-\d\d, 0 s left/);
    const rows = await database.db.selectFrom('grievances').select(['filed_at', 'stream']).execute();
    expect(rows).toHaveLength(60);
    const first = Math.min(...rows.map(({ filed_at: at }) => at.getTime()));
    expect(NOW.getTime() - first).toBeLessThan(184 * 86_400_000);
    const counted = await database.db.selectFrom('counted').select('grievance_id').execute();
    expect(counted).toHaveLength(rows.filter(({ stream }) => stream === 'ordinary').length);
  });

  it('refuses where there are reports, and says how to start fresh', async () => {
    const refused = await run('demo fill --grievances 10');
    expect(refused).toMatchObject({ code: 1, out: '' });
    expect(refused.err).toMatch(/kosovo has 60 made-up reports already, and --yes would add to them/);
    expect(refused.err).toMatch(/To start fresh, use a database of its own/);
    await database.db
      .updateTable('grievances')
      .set({ source: 'ussd-1' })
      .where('id', '=', (eb) => eb.selectFrom('grievances').select('id').limit(1))
      .execute();
    expect((await run('demo fill --grievances 10')).err).toMatch(/kosovo has 1 real reports already/);
    expect(await countReports()).toBe(60);
    const { code, out } = await run('demo fill --grievances 10 --yes');
    expect(code).toBe(0);
    expect(out).toMatch(/^kosovo: 10 reports, \d+ events, \d+ SMS, \d+ ratings, \d+ people in [\d.]+ s\n/);
    expect(await countReports()).toBe(70);
  });

  it('never fills a gateway that sends to real phones', async () => {
    const env = {
      CARRIER: 'kannel',
      KANNEL_SENDSMS_URL: 'http://127.0.0.1:1/sendsms',
      KANNEL_USERNAME: 'a',
      KANNEL_PASSWORD: 'b',
      KANNEL_CALLBACK_URL: 'http://127.0.0.1:2',
    };
    const { code, err } = await run('demo fill --grievances 10 --yes', env);
    expect(code).toBe(1);
    expect(err).toMatch(/this gateway sends by kannel/);
    expect(await countReports()).toBe(70);
  });

  it.each([
    ['demo fill', /required option '--grievances <number>'/],
    ['demo fill --grievances 0', /whole number from 1 to/],
    ['demo fill --grievances 1e3', /whole number from 1 to/],
    ['demo fill --grievances 10 --months 0', /whole number from 1 to 120/],
    ['demo fill --grievances 10 --seed x', /whole number from 0 to/],
  ])('%s is wrong usage', async (args, problem) => {
    const { code, err } = await run(args);
    expect(code).toBe(2);
    expect(err).toMatch(problem);
  });
});
