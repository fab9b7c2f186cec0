import type { Kysely } from 'kysely';
import type { Account, Database } from './schema.ts';

/** Roles that work from a phone. Those of sealed streams never do. */
const WORKS_BY_PHONE = ['official', 'supervisor'] as const;

/** The official whose phone this is: one at most (`accounts_phone_unique`). */
export async function findAccountByPhone(
  db: Kysely<Database>,
  at: { programmeId: string; phoneIndex: Buffer },
): Promise<Account | undefined> {
  return atWork(db)
    .where('programme_id', '=', at.programmeId)
    .where('phone_index', '=', at.phoneIndex)
    .executeTakeFirst();
}

/** The same by row id: whoever was disabled since, or has no phone with us any more, is not found. */
export async function findPhoneAccount(
  db: Kysely<Database>,
  at: { programmeId: string; id: string },
): Promise<Account | undefined> {
  return atWork(db)
    .where('programme_id', '=', at.programmeId)
    .where('id', '=', at.id)
    .where('phone_index', 'is not', null)
    .executeTakeFirst();
}

function atWork(db: Kysely<Database>) {
  return db.selectFrom('accounts').selectAll().where('disabled_at', 'is', null).where('role', 'in', WORKS_BY_PHONE);
}
