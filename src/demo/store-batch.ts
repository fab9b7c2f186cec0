import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { CallEnd } from '../db/call-ends.ts';
import type { CitizensTable, ConsentsTable, Database, RatingsTable } from '../db/schema.ts';
import type { Row } from './crowd.ts';
import type { Played } from './played.ts';

/** What is stored together, or not at all. */
export interface Batch {
  readonly citizens: readonly Row<CitizensTable>[];
  readonly consents: readonly Row<ConsentsTable>[];
  readonly played: readonly Played[];
  readonly ratings: readonly Row<RatingsTable>[];
  readonly callEnds: readonly (CallEnd & { calls: number })[];
}

/** Stores a batch in one transaction, one statement for each table. */
export async function storeBatch(db: Kysely<Database>, batch: Batch): Promise<void> {
  const { played } = batch;
  await db.transaction().execute(async (tx) => {
    await insertRows(tx, 'citizens', batch.citizens);
    await insertRows(tx, 'consents', batch.consents);
    await insertRows(
      tx,
      'grievances',
      played.map(({ grievance }) => grievance),
    );
    await insertRows(
      tx,
      'grievance_events',
      played.flatMap(({ events }) => events),
    );
    await insertRows(
      tx,
      'holdings',
      played.flatMap(({ holdings }) => holdings),
    );
    await insertRows(
      tx,
      'messages',
      played.flatMap(({ messages }) => messages),
    );
    await insertRows(
      tx,
      'joins',
      played.flatMap(({ joins }) => joins),
    );
    await insertRows(
      tx,
      'pagings',
      played.flatMap(({ pagings }) => pagings),
    );
    // One rating per person, unit and day.
    await insertRows(tx, 'ratings', batch.ratings, sql`on conflict on constraint ratings_once_a_day do nothing`);
    const added = sql`on conflict on constraint call_ends_pk do update set calls = call_ends.calls + excluded.calls`;
    await insertRows(tx, 'call_ends', batch.callEnds, added);
  });
}

/**
 * Inserts rows that all have the same columns. They travel as one text, which the server takes apart by the types of the table's
 * columns: no limit of parameters, and the same statement for any number.
 */
async function insertRows(
  db: Kysely<Database>,
  table: keyof Database,
  rows: readonly object[],
  onConflict: RawBuilder<unknown> = sql``,
): Promise<void> {
  const [first] = rows;
  if (first === undefined) return;
  const columns = sql.join(Object.keys(first).map((name) => sql.ref(name)));
  await sql`
    insert into ${sql.table(table)} (${columns})
    select ${columns} from json_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(rows)}::json)
    ${onConflict}`.execute(db);
}
