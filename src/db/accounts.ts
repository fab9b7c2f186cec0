import { type Insertable, type Kysely, sql, type Transaction, type Updateable } from 'kysely';
import type { Account, AccountsTable, Database } from './schema.ts';

/** An account as a list shows it: codes instead of ids, and nothing secret. */
export type ListedAccount = Pick<
  Account,
  | 'id'
  | 'sign_in'
  | 'name'
  | 'role'
  | 'stream'
  | 'language'
  | 'page_order'
  | 'created_at'
  | 'disabled_at'
  | 'setup_until'
> & {
  programme: string;
  office: string | null;
  area: string | null;
  hasPhone: boolean;
  hasPassword: boolean;
  hasTotp: boolean;
};

/** The account with this sign-in name, in whatever state and programme it is. */
export async function findAccountBySignIn(db: Kysely<Database>, signIn: string): Promise<Account | undefined> {
  return db.selectFrom('accounts').selectAll().where('sign_in', '=', signIn).executeTakeFirst();
}

/** The accounts with these sign-in names, whatever programme they belong to. */
export async function findAccountsBySignIns(db: Kysely<Database>, signIns: readonly string[]): Promise<Account[]> {
  return db
    .selectFrom('accounts')
    .selectAll()
    .where(sql<boolean>`sign_in = any(${[...signIns]}::text[])`)
    .execute();
}

/** An account of a programme, in whatever state it is. */
export async function findAccount(
  db: Kysely<Database>,
  at: { programmeId: string; id: string },
): Promise<Account | undefined> {
  return db
    .selectFrom('accounts')
    .selectAll()
    .where('id', '=', at.id)
    .where('programme_id', '=', at.programmeId)
    .executeTakeFirst();
}

/** The same, held until the transaction ends. */
export async function lockAccount(
  db: Transaction<Database>,
  at: { programmeId: string; id: string },
): Promise<Account | undefined> {
  return db
    .selectFrom('accounts')
    .selectAll()
    .where('id', '=', at.id)
    .where('programme_id', '=', at.programmeId)
    .forUpdate()
    .executeTakeFirst();
}

/** Living accounts of a programme with one of these phones. */
export async function findAccountsByPhones(
  db: Kysely<Database>,
  programmeId: string,
  phoneIndexes: readonly Buffer[],
): Promise<Account[]> {
  return db
    .selectFrom('accounts')
    .selectAll()
    .where('programme_id', '=', programmeId)
    .where(sql<boolean>`phone_index = any(${[...phoneIndexes]}::bytea[])`)
    .where('disabled_at', 'is', null)
    .execute();
}

/** A statement holds 65,535 values, and a row some twenty. */
const MOST_AT_ONCE = 1_000;

/** Keeps new accounts. */
export async function insertAccounts(
  db: Kysely<Database>,
  accounts: readonly Insertable<AccountsTable>[],
): Promise<void> {
  for (let from = 0; from < accounts.length; from += MOST_AT_ONCE) {
    const some = accounts.slice(from, from + MOST_AT_ONCE);
    await db.insertInto('accounts').values(some).execute();
  }
}

/** Changes columns of an account. */
export async function updateAccount(
  db: Kysely<Database>,
  id: string,
  columns: Updateable<AccountsTable>,
): Promise<void> {
  await db.updateTable('accounts').set(columns).where('id', '=', id).execute();
}

/** Takes a one-time code's step, once. False: it, or a later one, was taken before. */
export async function takeTotpStep(db: Kysely<Database>, id: string, step: number): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('accounts')
    .set({ totp_step: step })
    .where('id', '=', id)
    .where((eb) => eb.or([eb('totp_step', 'is', null), eb('totp_step', '<', step)]))
    .executeTakeFirstOrThrow();
  return numUpdatedRows > 0n;
}

/** Uses the set-up code of an account up. False: it was used, or replaced by another, at this very moment. */
export async function takeSetupCode(
  db: Kysely<Database>,
  { id, setup_hash }: Pick<Account, 'id' | 'setup_hash'>,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('accounts')
    .set({ setup_hash: null, setup_until: null })
    .where('id', '=', id)
    .where('setup_hash', '=', setup_hash)
    .executeTakeFirstOrThrow();
  return numUpdatedRows > 0n;
}

/** All accounts, or those of one programme by its name, by sign-in name; disabled ones too. */
export async function listAccounts(db: Kysely<Database>, programme?: string): Promise<ListedAccount[]> {
  const query = db
    .selectFrom('accounts as a')
    .innerJoin('programmes as p', 'p.id', 'a.programme_id')
    .leftJoin('offices as o', 'o.id', 'a.office_id')
    .leftJoin('areas as r', 'r.id', 'a.area_id')
    .select(['a.id', 'p.name as programme', 'a.sign_in', 'a.name', 'a.role', 'o.code as office', 'r.code as area'])
    .select(['a.stream', 'a.language', 'a.page_order', 'a.created_at', 'a.disabled_at', 'a.setup_until'])
    .select((eb) => [
      eb('a.phone_index', 'is not', null).as('hasPhone'),
      eb('a.password_hash', 'is not', null).as('hasPassword'),
      eb('a.totp_sealed', 'is not', null).as('hasTotp'),
    ])
    .orderBy('a.sign_in')
    .$castTo<ListedAccount>();
  return programme === undefined ? query.execute() : query.where('p.name', '=', programme).execute();
}
