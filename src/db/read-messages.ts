import type { Kysely } from 'kysely';
import type { Database, Message } from './schema.ts';

/** An SMS that came in and was not read yet, held until the transaction ends. */
export async function lockReceived(db: Kysely<Database>, id: string): Promise<Message | undefined> {
  return db
    .selectFrom('messages')
    .selectAll()
    .where('id', '=', id)
    .where('state', '=', 'received')
    .forUpdate()
    .executeTakeFirst();
}

/** Says what became of an SMS that came in. */
export async function settleReceived(
  db: Kysely<Database>,
  id: string,
  end: { state: 'interpreted' | 'set_aside'; reason?: string; citizenId?: string; now: Date },
): Promise<void> {
  await db
    .updateTable('messages')
    .set({
      state: end.state,
      settled_at: end.now,
      ...(end.reason === undefined ? {} : { reason: end.reason }),
      ...(end.citizenId === undefined ? {} : { citizen_id: end.citizenId }),
    })
    .where('id', '=', id)
    .execute();
}

/** The newest SMS about a report that we sent to a citizen: what she writes next may be an answer to it. */
export async function lastAskingMessage(
  db: Kysely<Database>,
  citizenId: string,
  since: Date,
): Promise<Pick<Message, 'grievance_id' | 'purpose' | 'created_at'> | undefined> {
  return db
    .selectFrom('messages')
    .select(['grievance_id', 'purpose', 'created_at'])
    .where('citizen_id', '=', citizenId)
    .where('direction', '=', 'out')
    .where('grievance_id', 'is not', null)
    .where('purpose', '<>', 'status')
    .where('created_at', '>', since)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
}
