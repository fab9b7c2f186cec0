import { type Kysely, sql } from 'kysely';
import type { Database } from '../db/schema.ts';
import { DEMO_SOURCE } from './file-report.ts';

/** How many reports a programme has: real ones, and made-up ones. */
export async function countReports(
  db: Kysely<Database>,
  programmeId: string,
): Promise<{ readonly real: number; readonly demo: number }> {
  const { rows } = await sql<{ real: number; demo: number }>`
    select count(*) filter (where not starts_with(source, ${DEMO_SOURCE}))::float8 as real,
      count(*) filter (where starts_with(source, ${DEMO_SOURCE}))::float8 as demo
    from grievances where programme_id = ${programmeId}`.execute(db);
  return rows[0] ?? { real: 0, demo: 0 };
}
