import { type Kysely, sql } from 'kysely';

/**
 * Lists of single reports of a published month end where places are put elsewhere afterwards: reports would go from one list into
 * another, and two lists would differ by a few.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  // The last revision that put areas or categories elsewhere, or months at another hour; 0: none did.
  `alter table programmes add column places_revision integer not null default 0`,
  // By which revision it was put together; 0: nobody wrote it down.
  `alter table releases add column programme_revision integer not null default 0`,
];
