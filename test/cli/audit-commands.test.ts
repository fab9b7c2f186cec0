import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { linkEvents } from '../../src/grievances/link-events.ts';
import { showReference } from '../../src/grievances/reference.ts';
import { openHistory } from '../audit/chain.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { rewriteHistory } from '../support/rewrite-history.ts';
import { insertPlace } from '../workers/stuck-rows.ts';
import { NOW, run as runWith } from './run.ts';

let database: TestDatabase;
let dir: string;
let events: string[];
let reference: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'majibu-audit-'));
  database = await createTestDatabase();
  const place = await insertPlace(database.db);
  const history = await openHistory(database.db, place);
  events = [await history.add(), await history.add(), await history.add()];
  await linkEvents({ db: database.db, wake: () => undefined }, place.programmeId);
  await history.add({ at: new Date(NOW.getTime() - 7_000) });
  ({ reference } = await database.db.selectFrom('grievances').select('reference').executeTakeFirstOrThrow());
});
afterAll(async () => {
  await database.close();
  await rm(dir, { recursive: true });
});
const run = (args: string) => runWith(args, { DATABASE_URL: database.url });

async function publish(): Promise<string> {
  const path = join(dir, 'heads.json');
  await writeFile(path, (await run('audit head --json')).out);
  return path;
}

/** Runs `work` on history that was changed, and changes it back. */
async function changed(work: () => Promise<void>): Promise<void> {
  const set = (channel: string) =>
    rewriteHistory(database.db, (tx) =>
      sql`update grievance_events set channel = ${channel} where id = ${events[1]}`.execute(tx),
    );
  await set('sms');
  await work();
  await set('console');
}

describe('audit verify', () => {
  it('says that a chain holds, where it ends, how fast that was, and what is not linked yet', async () => {
    const { code, out, err } = await run('audit verify');
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(
      /^ok {4}a {2}3 linked events \(\d+\.\d s, \d+ links\/s\)\n {6}last link 3 {2}[0-9a-f]{64}\n {6}not linked yet: 1, the oldest for 7 s\n$/,
    );
    const { ok, items } = JSON.parse((await run('audit verify --json --programme a')).out);
    expect([ok, items]).toEqual([
      true,
      [
        {
          programme: 'a',
          ok: true,
          links: 3,
          head: { seq: 3, hash: expect.stringMatching(/^[0-9a-f]{64}$/) },
          unlinked: { events: 1, oldest_seconds: 7 },
          seconds: expect.any(Number),
          links_per_second: expect.any(Number),
          faults: 0,
          breaks: [],
          backdated: [],
        },
      ],
    ]);
  });

  it('names link, event and report where it does not hold, and ends with 1', async () => {
    await changed(async () => {
      const { code, out } = await run('audit verify');
      expect(code).toBe(1);
      expect(out).toContain(
        `event_changed  link 2, event ${events[1]} (report ${showReference(reference)}): who did what to which report`,
      );
      expect(out).toMatch(/^FAIL {2}a {2}3 linked events/);
      const { ok, items } = JSON.parse((await run('audit verify --json')).out);
      expect([ok, items[0].breaks]).toEqual([
        false,
        [{ kind: 'event_changed', seq: 2, events: [{ id: events[1], reference }], detail: expect.any(String) }],
      ]);
    });
    expect((await run('audit verify')).code).toBe(0);
  });

  it('holds a chain against a head made known before, and misses a programme', async () => {
    const path = await publish();
    expect((await run(`audit verify --against ${path}`)).code).toBe(0);
    const item = { programme: 'a', seq: 2, hash: 'f'.repeat(64) };
    await writeFile(path, JSON.stringify({ items: [item, { ...item, programme: 'gone' }] }));
    const { code, out } = await run(`audit verify --against ${path}`);
    expect(code).toBe(1);
    expect(out).toMatch(/head_missing {2}link 2: the link has another hash than the one made known/);
    expect(out).toMatch(/^FAIL {2}gone {2}has a published head and is not here any more$/m);
  });

  it.each(['', 'nonsense', '{"items":[{"programme":"a","seq":0,"hash":"x"}]}'])(
    'refuses as heads: %s',
    async (text) => {
      const path = join(dir, 'wrong.json');
      await writeFile(path, text);
      const { code, err } = await run(`audit verify --against ${path}`);
      expect([code, err]).toEqual([1, `${path} is no output of \`majibu audit head --json\`.\n`]);
    },
  );

  it('says which programmes there are, and how it is used', async () => {
    expect(await run('audit verify --programme b')).toMatchObject({
      code: 1,
      err: 'There is no programme "b". There are: a.\n',
    });
    const help = await run('audit verify --help');
    expect(help.code).toBe(0);
    expect(help.out).toContain('Exit codes: 0 every chain holds, 1 one does not.');
    expect((await run('audit verify --fast')).code).toBe(2);
  });
});

describe('audit head', () => {
  it('prints the last link of every chain', async () => {
    const { items } = JSON.parse((await run('audit head --json')).out);
    expect(items).toEqual([{ programme: 'a', seq: 3, hash: expect.stringMatching(/^[0-9a-f]{64}$/) }]);
    expect((await run('audit head')).out).toBe(`a  3  ${items[0].hash}\n`);
  });
});
