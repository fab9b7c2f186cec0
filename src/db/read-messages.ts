import type { Kysely } from 'kysely';
import { MAILING_PRIORITY } from './messages.ts';
import type { Database, Message, Purpose } from './schema.ts';

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

/** An SMS of the same phone that came in earlier, not long ago, and was not read yet. */
export async function findUnreadBefore(
  db: Kysely<Database>,
  message: Pick<Message, 'id' | 'phone_index'>,
  since: Date,
): Promise<{ id: string } | undefined> {
  return db
    .selectFrom('messages')
    .select('id')
    .where('phone_index', '=', message.phone_index)
    .where('id', '<', message.id)
    .where('direction', '=', 'in')
    .where('state', '=', 'received')
    .where('created_at', '>', since)
    .orderBy('id')
    .limit(1)
    .executeTakeFirst();
}

/** Says what became of an SMS that came in. */
export async function settleReceived(
  db: Kysely<Database>,
  id: string,
  end: { state: 'interpreted' | 'set_aside'; reason?: string; citizenId?: string; accountId?: string; now: Date },
): Promise<void> {
  await db
    .updateTable('messages')
    .set({
      state: end.state,
      settled_at: end.now,
      ...(end.reason === undefined ? {} : { reason: end.reason }),
      ...(end.citizenId === undefined ? {} : { citizen_id: end.citizenId }),
      ...(end.accountId === undefined ? {} : { account_id: end.accountId }),
    })
    .where('id', '=', id)
    .execute();
}

/** What may be known of an SMS that we sent. */
export type Sent = Pick<Message, 'id' | 'grievance_id' | 'purpose' | 'created_at'>;

/**
 * The newest SMS that went out to a citizen: what she writes next may be an answer to it. What STOP held back was never
 * read by her and does not count, nor does what waits for the end of quiet hours, for another try, or behind others.
 *
 * @param only the newest of these purposes, instead of any
 */
export async function lastSent(
  db: Kysely<Database>,
  citizenId: string,
  since: Date,
  only?: readonly Purpose[],
): Promise<Sent | undefined> {
  return db
    .selectFrom('messages')
    .select(['id', 'grievance_id', 'purpose', 'created_at'])
    .where('citizen_id', '=', citizenId)
    .where('direction', '=', 'out')
    .where('state', '<>', 'suppressed')
    .where((row) =>
      row.or([
        row('state', '<>', 'queued'),
        row.and([row('due_at', '<=', row.ref('created_at')), row('priority', '<', MAILING_PRIORITY)]),
      ]),
    )
    .where('created_at', '>', since)
    .$if(only !== undefined, (query) => query.where('purpose', 'in', only ?? []))
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
}
