import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Kysely, sql } from 'kysely';
import { v7 as uuid } from 'uuid';
import { listEndedUntold } from '../../src/db/joins.ts';
import type { Database, GrievanceStatus } from '../../src/db/schema.ts';
import { sweep } from '../../src/workers/sweep.ts';
import { type Gateway, openGateway } from '../support/gateway.ts';
import { insertGrievance, insertPlace, type Place } from './stuck-rows.ts';

let gateway: Gateway;
let place: Place;
beforeAll(async () => {
  gateway = await openGateway();
  place = await insertPlace(gateway.deps.db);
});
afterAll(() => gateway.close());

const ago = (seconds: number) => new Date(gateway.deps.now().getTime() - seconds * 1000);

/** A report that so many others joined; resolves to its id. */
async function reportJoinedBy(
  people: number,
  row: { status: GrievanceStatus; untold_since?: Date; told_at?: Date },
): Promise<string> {
  const { db } = gateway.deps;
  const { status, told_at, untold_since = null } = row;
  const id = await insertGrievance(db, place, { status, filed_at: ago(7200) });
  await db
    .updateTable('grievances')
    .set({ untold_since, joiners: people, triaged_at: ago(7200) })
    .where('id', '=', id)
    .execute();
  for (let count = 0; count < people; count += 1) {
    const citizen = uuid();
    const phone = Buffer.from(citizen);
    await db
      .insertInto('citizens')
      .values({
        id: citizen,
        programme_id: place.programmeId,
        phone_sealed: phone,
        phone_index: phone,
        created_at: ago(7200),
      })
      .execute();
    await db
      .insertInto('joins')
      .values({ grievance_id: id, citizen_id: citizen, joined_at: ago(3600), told_at: told_at ?? null })
      .execute();
  }
  return id;
}

describe('the sweep and those who joined a report', () => {
  it('finds every ended report whose joiners were not told, once each, and no other', async () => {
    const resolved = await reportJoinedBy(3, { status: 'resolved', untold_since: ago(31) });
    const rejected = await reportJoinedBy(1, { status: 'rejected', untold_since: ago(900) });
    const closed = await reportJoinedBy(1, { status: 'closed', untold_since: ago(600) });
    await reportJoinedBy(2, { status: 'resolved', untold_since: ago(29) });
    await reportJoinedBy(2, { status: 'closed', told_at: ago(800) });
    for (const status of ['filed', 'routed', 'acknowledged', 'awaiting_citizen'] as const) {
      await reportJoinedBy(1, { status });
    }
    expect(await sweep(gateway.deps)).toMatchObject({ untold: 3 });
    const woken = gateway.waiting.filter(({ job }) => job === 'tell-joiners').map(({ id }) => id);
    expect(woken).toEqual([rejected, closed, resolved]);
    gateway.waiting.length = 0;
  });

  it('reads none of the reports that are over, however many they are', async () => {
    const { db } = gateway.deps;
    await sql`
      insert into grievances (id, reference, programme_id, kind, stream, category_id, area_id, status, channel, language,
                              text, source, filed_at, triaged_at, closed_at, joiners)
      select gen_random_uuid(), (20000000 + n)::text, ${place.programmeId}, 'complaint', 'ordinary', ${place.categoryId},
             ${place.areaId}, 'closed', 'ussd', 'en', 'No water', 'many-' || n, now(), now(), now(), 1
      from generate_series(1, 3000) n`.execute(db);
    await sql`analyze grievances`.execute(db);
    const [before, after] = await db.transaction().execute(async (tx) => {
      const counted = await countScans(tx);
      await listEndedUntold(tx, gateway.deps.now(), 10_000);
      return [counted, await countScans(tx)];
    });
    expect(after).toEqual({ whole: before?.whole, byIndex: (before?.byIndex ?? 0) + 1 });
  });
});

/** How often this connection has read the reports from end to end, and by an index. */
async function countScans(db: Kysely<Database>): Promise<{ whole: number; byIndex: number } | undefined> {
  const { rows } = await sql<{ whole: number; byIndex: number }>`
    select seq_scan::int as whole, idx_scan::int as "byIndex"
    from pg_stat_xact_user_tables where relname = 'grievances'`.execute(db);
  return rows[0];
}
