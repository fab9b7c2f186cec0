import type { Kysely } from 'kysely';
import type { Database, Message } from './schema.ts';

/**
 * What an SMS of an official waits for, in the next one: `asked_for_words`, words that were missing or too many; `asked_again`,
 * the same words once more.
 */
export const UNFINISHED = ['asked_for_words', 'asked_again'] as const;
export type Unfinished = (typeof UNFINISHED)[number];

/** Nobody is asked more often in a row. */
const MOST_ASKED = 5;

/**
 * The SMS of an official right before this one that wait for it, the last one first: the order stands in one of them.
 *
 * @param since older ones are forgotten
 */
export async function listUnfinished(
  db: Kysely<Database>,
  message: Pick<Message, 'id' | 'phone_index' | 'short_code'>,
  of: { accountId: string; since: Date },
): Promise<{ text: string; waitsFor: Unfinished }[]> {
  const before = await db
    .selectFrom('messages')
    .select(['text', 'reason', 'account_id', 'created_at'])
    .where('phone_index', '=', message.phone_index)
    .where('id', '<', message.id)
    .where('direction', '=', 'in')
    .where('short_code', '=', message.short_code)
    .orderBy('id', 'desc')
    .limit(MOST_ASKED)
    .execute();
  const asked = before.map(({ text, reason, account_id: accountId, created_at: at }) => {
    const waitsFor = UNFINISHED.find((one) => one === reason);
    return waitsFor && accountId === of.accountId && at > of.since ? { text, waitsFor } : null;
  });
  const end = asked.indexOf(null);
  return asked.slice(0, end === -1 ? asked.length : end).filter((one) => one !== null);
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
