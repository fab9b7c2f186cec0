import type { Kysely, Selectable } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import type { Database, UnmaskingsTable } from './schema.ts';

/** One time that somebody asked for a number, and what came of it. */
export type Unmasking = Selectable<UnmaskingsTable>;

/** Writes down who asks for the number behind a report, and why. Returns the row's id. */
export async function insertUnmasking(
  db: Kysely<Database>,
  asked: { grievanceId: string; askedBy: string; reason: string; at: Date },
): Promise<string> {
  const id = uuidv7();
  await db
    .insertInto('unmaskings')
    .values({
      id,
      grievance_id: asked.grievanceId,
      asked_by: asked.askedBy,
      reason: asked.reason,
      asked_at: asked.at,
    })
    .execute();
  return id;
}

/** Writes down what the second person has decided. Its constraint refuses whoever asked. */
export async function decideUnmasking(
  db: Kysely<Database>,
  id: string,
  decided: { by: string; at: Date; isGranted: boolean; endsAt: Date | null },
): Promise<void> {
  await db
    .updateTable('unmaskings')
    .set({ decided_by: decided.by, decided_at: decided.at, is_granted: decided.isGranted, ends_at: decided.endsAt })
    .where('id', '=', id)
    .execute();
}

/** Every time that the number behind a report was asked for, the newest first. */
export async function listUnmaskings(db: Kysely<Database>, grievanceId: string): Promise<Unmasking[]> {
  return db
    .selectFrom('unmaskings')
    .selectAll()
    .where('grievance_id', '=', grievanceId)
    .orderBy('asked_at', 'desc')
    .orderBy('id', 'desc')
    .execute();
}
