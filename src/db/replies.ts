import type { Kysely } from 'kysely';
import type { Database, Message, Purpose } from './schema.ts';

/** The SMS of the same phone to the same short code that came in right before this one. */
export async function findInboundBefore(
  db: Kysely<Database>,
  message: Pick<Message, 'id' | 'phone_index' | 'short_code'>,
): Promise<Pick<Message, 'text' | 'created_at'> | undefined> {
  if (message.phone_index === null) return undefined;
  return db
    .selectFrom('messages')
    .select(['text', 'created_at'])
    .where('phone_index', '=', message.phone_index)
    .where('id', '<', message.id)
    .where('direction', '=', 'in')
    .where('short_code', '=', message.short_code)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/** What was written to a phone for one of these purposes after `since` and not held back, oldest first. */
export async function listReplies(
  db: Kysely<Database>,
  of: { phoneIndex: Buffer; purposes: readonly Purpose[]; since: Date },
): Promise<Pick<Message, 'id' | 'text'>[]> {
  return db
    .selectFrom('messages')
    .select(['id', 'text'])
    .where('phone_index', '=', of.phoneIndex)
    .where('direction', '=', 'out')
    .where('created_at', '>', of.since)
    .where('purpose', 'in', of.purposes)
    .where('state', '<>', 'suppressed')
    .orderBy('id')
    .execute();
}

/** Keeps messages that still wait from going out, and says why. */
export async function holdBack(
  db: Kysely<Database>,
  ids: readonly string[],
  end: { reason: string; now: Date },
): Promise<void> {
  if (ids.length === 0) return;
  await db
    .updateTable('messages')
    .set({ state: 'suppressed', reason: end.reason, settled_at: end.now })
    .where('id', 'in', ids)
    .where('state', '=', 'queued')
    .execute();
}
