import { type Kysely, sql } from 'kysely';
import type { Database, Grievance } from './schema.ts';

/** A row's id before all others. */
const FIRST = '00000000-0000-0000-0000-000000000000';

/** Open reports of a programme whose clock runs, by id, held until the transaction ends. */
export async function lockRunningClocks(
  db: Kysely<Database>,
  of: { programmeId: string; after: string | null; limit: number },
): Promise<Grievance[]> {
  return db
    .selectFrom('grievances')
    .selectAll()
    .where('programme_id', '=', of.programmeId)
    .where('id', '>', of.after ?? FIRST)
    .where('status', 'in', ['filed', 'routed', 'acknowledged'])
    .where('clock_from', 'is not', null)
    .orderBy('id')
    .limit(of.limit)
    .forUpdate()
    .execute();
}

/** The times of a report that hang on the calendar. */
export type ClockTimes = Pick<Grievance, 'id' | 'respond_by' | 'resolve_by' | 'due_by' | 'remind_at' | 'wake_at'>;

/** Writes the times of many reports in one statement. */
export async function saveClockTimes(db: Kysely<Database>, times: readonly ClockTimes[]): Promise<void> {
  if (times.length === 0) return;
  await sql`
    update grievances as g set
      respond_by = t.respond_by, resolve_by = t.resolve_by, due_by = t.due_by,
      remind_at = t.remind_at, wake_at = t.wake_at
    from jsonb_to_recordset(${JSON.stringify(times)}::jsonb) as t (
      id uuid, respond_by timestamptz, resolve_by timestamptz, due_by timestamptz,
      remind_at timestamptz, wake_at timestamptz)
    where g.id = t.id`.execute(db);
}

/** Programmes that have changed since the due times of their open reports were counted. */
export async function listUnclocked(db: Kysely<Database>): Promise<string[]> {
  const rows = await db
    .selectFrom('programmes')
    .select('id')
    .whereRef('clocks_revision', '<', 'revision')
    .orderBy('id')
    .execute();
  return rows.map(({ id }) => id);
}

/** Says that the due times of a programme's open reports are right up to this revision. */
export async function markClocked(
  db: Kysely<Database>,
  { id, revision }: { id: string; revision: number },
): Promise<void> {
  await db
    .updateTable('programmes')
    .set({ clocks_revision: revision })
    .where('id', '=', id)
    .where('clocks_revision', '<', revision)
    .execute();
}
