import type { Kysely } from 'kysely';
import type { Database, Message } from './schema.ts';

/** Of an SMS that came in from an official: its words are still to come, in the next one. */
export const ASKED_FOR_WORDS = 'asked_for_words';

/**
 * The SMS of an official right before this one, where she was asked for the words that were missing in it.
 *
 * @param since older ones are forgotten
 */
export async function findWordless(
  db: Kysely<Database>,
  message: Pick<Message, 'id' | 'phone_index' | 'short_code'>,
  of: { accountId: string; since: Date },
): Promise<{ text: string } | undefined> {
  const before = await db
    .selectFrom('messages')
    .select(['text', 'reason', 'account_id', 'created_at'])
    .where('phone_index', '=', message.phone_index)
    .where('id', '<', message.id)
    .where('direction', '=', 'in')
    .where('short_code', '=', message.short_code)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  const isAsked = before?.reason === ASKED_FOR_WORDS && before.account_id === of.accountId;
  return isAsked && before.created_at > of.since ? { text: before.text } : undefined;
}

/** The id of the newest SMS to an official that names a report: what happened up to then she may know. */
export async function findLastNaming(
  db: Kysely<Database>,
  of: { accountId: string; reference: string; since: Date },
): Promise<string | undefined> {
  const row = await db
    .selectFrom('messages')
    .select('id')
    .where('account_id', '=', of.accountId)
    .where('direction', '=', 'out')
    .where('created_at', '>', of.since)
    .where('text', 'like', `%${of.reference}%`)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.id;
}
