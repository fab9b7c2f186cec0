import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { countCallEnds } from '../../src/db/call-ends.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { run as runWith } from './run.ts';

const KOSOVO = join(import.meta.dirname, '../../programmes/kosovo');

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
  await run(`programme load ${KOSOVO}`);
});
afterAll(() => database.close());
const run = (args: string, env: NodeJS.ProcessEnv = { DATABASE_URL: database.url }) => runWith(args, env);

describe('calls', () => {
  it('says so when nothing was counted', async () => {
    expect(await run('calls')).toEqual({ code: 0, out: 'No call has been counted.\n', err: '' });
    expect((await run('calls --json')).out).toBe('{"items":[]}\n');
  });

  it('shows where calls end, by screen and language, in columns or as JSON', async () => {
    const { id } = await database.db.selectFrom('programmes').select('id').executeTakeFirstOrThrow();
    const end = {
      programme_id: id,
      day: '2026-03-01',
      screen: 'report-place',
      language: 'sq',
      how: 'dropped',
    } as const;
    const receipt = { ...end, screen: 'report-receipt', how: 'finished' } as const;
    await countCallEnds(database.db, [
      end,
      receipt,
      receipt,
      { ...end, day: '2026-03-02', screen: 'menu', language: 'sr' },
    ]);
    const { code, out } = await run('calls --programme kosovo');
    expect(code).toBe(0);
    expect(out).toBe(
      [
        'programme  screen          language  finished  dropped  share dropped',
        'kosovo     menu            sr               0        1        100.0 %',
        'kosovo     report-place    sq               0        1         33.3 %',
        'kosovo     report-receipt  sq               2        0          0.0 %',
        '',
      ].join('\n'),
    );
    const { items } = JSON.parse((await run('calls --from 2026-03-02 --to 2026-03-03 --json')).out);
    expect(items).toEqual([
      { programme: 'kosovo', screen: 'menu', language: 'sr', finished: 0, dropped: 1, dropped_share: 1 },
    ]);
  });

  it.each([
    ['calls --from yesterday', 2, /It is no day: write it as 2026-11-23/],
    ['calls --from 2026-02-30', 2, /It is no day/],
    ['calls --from 0000-01-01', 2, /It is no day/],
    ['calls --from 2026-03-02 --to 2026-03-02', 2, /--to is the day after the last one/],
    ['calls --days 3', 2, /unknown option/],
    ['calls --programme nowhere', 1, /There is no programme "nowhere". There are: kosovo/],
  ])('%s: %s and the mend', async (args, expected, message) => {
    const { code, out, err } = await run(args);
    expect([code, out]).toEqual([expected, '']);
    expect(err).toMatch(message);
  });

  it('explains itself', async () => {
    const { code, out } = await run('calls --help');
    expect(code).toBe(0);
    expect(out).toContain('--programme <name>');
    expect(out).toContain('majibu calls --programme khulna');
  });
});
