import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { sql } from 'kysely';
import { v7 as uuid } from 'uuid';
import { verifyChain } from '../../src/audit/verify-chain.ts';
import { linkEvents } from '../../src/grievances/link-events.ts';
import { openHistory, recompute } from '../audit/chain.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { createRandom } from '../support/random.ts';
import { emptyTables, rewriteHistory } from '../support/rewrite-history.ts';
import { insertPlace, type Place } from '../workers/stuck-rows.ts';

let database: TestDatabase;
let place: Place;
let history: Awaited<ReturnType<typeof openHistory>>;

beforeAll(async () => {
  database = await createTestDatabase();
  place = await insertPlace(database.db);
});
beforeEach(async () => {
  await emptyTables(database.db, ['grievances']);
  history = await openHistory(database.db, place);
});
afterAll(() => database.close());

/** Links, and gives back what it woke. */
async function link(): Promise<[string, string][]> {
  const woken: [string, string][] = [];
  await linkEvents({ db: database.db, wake: (job, id) => woken.push([job, id]) }, place.programmeId);
  return woken;
}
const readChain = () =>
  database.db.selectFrom('event_links').select(['seq', 'event_id', 'hash']).orderBy('seq').execute();
const verify = () => verifyChain(database.db, { id: place.programmeId, name: 'a' });

describe('linking', () => {
  it('makes the chain that an outsider computes from the tables', async () => {
    await history.add({ type: 'filed', source: 'ussd-1', data: {} });
    await history.add({
      data: { text: 'Ñoño "ক" \\ \u0001\n\t é 😀', list: [1, 2.5, null, true], a: { ccc: 1, bb: 2 } },
    });
    await history.add({ type: 'a"\n', at: new Date('1969-07-20T20:17:40.123Z') });
    await link();
    const chain = await readChain();
    expect(chain.map(({ hash }) => hash.toString('hex'))).toEqual(await recompute(database.db, place.programmeId));
    expect(chain.map(({ seq }) => seq)).toEqual([1, 2, 3]);
  });

  it('does nothing the second time, and goes on where it stopped', async () => {
    const ids = [await history.add(), await history.add()];
    await link();
    const before = await readChain();
    expect(await link()).toEqual([]);
    expect(await readChain()).toEqual(before);
    ids.push(await history.add());
    await link();
    expect((await readChain()).map(({ event_id: id }) => id)).toEqual(ids);
    expect((await readChain()).slice(0, 2)).toEqual(before);
  });

  it('is done once when several workers are at it', async () => {
    for (let count = 0; count < 20; count += 1) await history.add();
    await Promise.all(Array.from({ length: 6 }, link));
    expect(await readChain()).toHaveLength(20);
    expect(await verify()).toMatchObject({ isWhole: true, unlinked: { events: 0 } });
  });

  it('links what was begun earlier and committed later, behind what was committed before it', async () => {
    const early = uuid();
    const late = await database.db.transaction().execute(async (tx) => {
      await history.add({ id: early }, tx);
      const id = await history.add();
      await link();
      expect((await readChain()).map(({ event_id }) => event_id)).toEqual([id]);
      return id;
    });
    await link();
    expect((await readChain()).map(({ event_id }) => event_id)).toEqual([late, early]);
    expect(await verify()).toMatchObject({ isWhole: true, links: 2, backdated: [] });
  });

  it('links nothing of what was taken back', async () => {
    const taken = database.db.transaction().execute(async (tx) => {
      await history.add({}, tx);
      throw new Error('taken back');
    });
    await expect(taken).rejects.toThrow('taken back');
    await link();
    expect(await readChain()).toEqual([]);
    expect(await verify()).toMatchObject({ isWhole: true, unlinked: { events: 0 } });
  });

  it('is not held up by a wait noted for an event that is linked already', async () => {
    const id = await history.add();
    await link();
    await database.db
      .insertInto('unlinked_events')
      .values({ programme_id: place.programmeId, event_id: id, at: new Date() })
      .execute();
    await history.add();
    await link();
    expect(await readChain()).toHaveLength(2);
    expect(await verify()).toMatchObject({ isWhole: true, unlinked: { events: 0 } });
  });
});

describe('20,000 events by twenty writers at once', () => {
  const WRITERS = 20;
  const EACH = 1_000;

  it('are each linked once, in one whole chain, and every change of one is found', async () => {
    const random = createRandom(7);
    const write = async (writer: number): Promise<void> => {
      for (let done = 0; done < EACH; done += 50) {
        await database.db.transaction().execute(async (tx) => {
          // Ids drawn before others that are committed sooner.
          await sql`insert into grievance_events
            (id, grievance_id, programme_id, type, actor_kind, channel, data, at)
            select uuidv7(), ${history.grievanceId}::uuid, ${place.programmeId}::uuid, 'noted', 'system', 'system',
              jsonb_build_object('text', repeat('é"\\', (${writer}::integer + n) % 7), 'n', n), '2026-03-02T10:00:00Z'
            from generate_series(1, 50) n`.execute(tx);
          await sql`select pg_sleep(${random(4) / 1000})`.execute(tx);
        });
      }
    };
    const writers = Promise.all(Array.from({ length: WRITERS }, (_, writer) => write(writer)));
    let isWriting = true;
    const linkers = [1, 2, 3].map(async () => {
      while (isWriting) await link();
    });
    await writers.finally(() => {
      isWriting = false;
    });
    await Promise.all(linkers);
    while ((await link()).length > 0);
    const chain = await readChain();
    expect(chain.map(({ seq }) => seq)).toEqual(Array.from({ length: WRITERS * EACH }, (_, index) => index + 1));
    expect(new Set(chain.map(({ event_id: id }) => id)).size).toBe(WRITERS * EACH);
    expect(await verify()).toMatchObject({ isWhole: true, links: WRITERS * EACH, unlinked: { events: 0 } });
    const computed = await recompute(database.db, place.programmeId);
    expect(chain.at(-1)?.hash.toString('hex')).toBe(computed.at(-1));

    const changes = [`data = data || '{"n": 0}'`, `type = 'x'`, `at = at + interval '1 day'`, `channel = 'sms'`];
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: chain.length }), fc.constantFrom(...changes), async (seq, change) => {
        const id = chain[seq - 1]?.event_id ?? '';
        await rewriteHistory(database.db, async (tx) => {
          await sql`create table aside as select * from grievance_events where id = ${id}`.execute(tx);
          await sql`update grievance_events set ${sql.raw(change)} where id = ${id}`.execute(tx);
        });
        const { breaks } = await verify();
        await rewriteHistory(database.db, async (tx) => {
          await sql`delete from grievance_events where id = ${id}`.execute(tx);
          await sql`insert into grievance_events select * from aside`.execute(tx);
          await sql`drop table aside`.execute(tx);
        });
        expect(breaks).toEqual([
          expect.objectContaining({ kind: 'event_changed', seq, events: [{ id, reference: expect.any(String) }] }),
        ]);
      }),
      { numRuns: 8 },
    );
    expect(await verify()).toMatchObject({ isWhole: true });
  });
});
