import type { Kysely } from 'kysely';
import type { Database } from './schema.ts';

/**
 * Whether the same words came from this phone before, at any time that is still kept. Machines say the same every time.
 *
 * @param message the SMS with which they come now
 */
export async function hasSaidBefore(
  db: Kysely<Database>,
  message: { id: string; phoneIndex: Buffer; text: string },
): Promise<boolean> {
  const before = await db
    .selectFrom('messages')
    .select('id')
    .where('phone_index', '=', message.phoneIndex)
    .where('id', '<', message.id)
    .where('direction', '=', 'in')
    .where((row) => row(row.fn<string>('btrim', ['text']), '=', message.text))
    .limit(1)
    .executeTakeFirst();
  return before !== undefined;
}
