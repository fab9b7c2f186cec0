import type { Kysely } from 'kysely';
import type { Database } from './schema.ts';

/** Whether STOP was sent to a programme from the phone of somebody who works for it: what she did not ask for is not sent there. */
export async function hasStopped(
  db: Kysely<Database>,
  programmeId: string,
  phoneIndex: Buffer | null,
): Promise<boolean> {
  if (phoneIndex === null) return false;
  const found = await db
    .selectFrom('citizens')
    .select('id')
    .where('programme_id', '=', programmeId)
    .where('phone_index', '=', phoneIndex)
    .where('opted_out_at', 'is not', null)
    .executeTakeFirst();
  return found !== undefined;
}
