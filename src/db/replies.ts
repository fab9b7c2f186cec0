import type { Kysely } from 'kysely';
import type { Database, Message, Purpose } from './schema.ts';

/** The SMS of the same phone to the same short code that came in right before this one. */
export async function findInboundBefore(
  db: Kysely<Database>,
  message: Pick<Message, 'id' | 'phone_index' | 'short_code'>,
): Promise<Pick<Message, 'id' | 'text' | 'created_at'> | undefined> {
  if (message.phone_index === null) return undefined;
  return db
    .selectFrom('messages')
    .select(['id', 'text', 'created_at'])
    .where('phone_index', '=', message.phone_index)
    .where('id', '<', message.id)
    .where('direction', '=', 'in')
    .where('short_code', '=', message.short_code)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/** Whether anything was written to a phone between two SMS that came from it. Ids are in the order of time. */
export async function hasWrittenBetween(
  db: Kysely<Database>,
  from: Pick<Message, 'id'>,
  to: Pick<Message, 'id' | 'phone_index'>,
): Promise<boolean> {
  const written = await db
    .selectFrom('messages')
    .select('id')
    .where('phone_index', '=', to.phone_index)
    .where('direction', '=', 'out')
    .where('id', '>', from.id)
    .where('id', '<', to.id)
    .limit(1)
    .executeTakeFirst();
  return written !== undefined;
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
