import { type Kysely, sql } from 'kysely';

/** A release looks at the counted reports of its month, and not at those of every month for the sake of one. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create index counted_by_month on counted (programme_id, month)`.execute(db);
}
