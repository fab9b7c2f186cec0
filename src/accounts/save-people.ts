import type { Transaction } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import { deleteSessionsOf } from '../db/account-sessions.ts';
import { findAccountsBySignIns, insertAccounts, updateAccount } from '../db/accounts.ts';
import { type Change, recordChanges } from '../db/changes.ts';
import { errorCode } from '../db/error-code.ts';
import type { Account, Database } from '../db/schema.ts';
import type { Deps } from '../deps.ts';
import { AppError } from '../errors.ts';
import { describeAccount, differenceOf } from './describe-account.ts';
import { changedBy, type Editor } from './editor.ts';
import { findConflicts } from './find-conflicts.ts';
import { PeopleError } from './people-error.ts';
import { makeSetupCode } from './setup-code.ts';
import { besideAccount, columnsOf, type PlacedPerson, type WantedPerson } from './wanted-person.ts';

/** Somebody new, and the code to hand over to her; it is shown this once. */
export interface NewAccount {
  readonly id: string;
  readonly signIn: string;
  readonly name: string;
  readonly setupCode: string;
}

/** What came of saving people. */
export interface SavedPeople {
  readonly created: readonly NewAccount[];
  /** Sign-in names of those who were there and are different now. */
  readonly updated: readonly string[];
  readonly unchanged: number;
}

type SavingDeps = Pick<Deps, 'config' | 'now'>;

/**
 * Makes accounts for those who have none and changes the others, all or nothing, with a record of each change. Whoever gets
 * another role is signed out everywhere; whoever was disabled stays so.
 *
 * @throws {PeopleError} with everything that is wrong
 * @throws {AppError} `conflict` when somebody else saved the same name or phone at this moment
 */
export async function savePeople(
  deps: SavingDeps & Pick<Deps, 'db'>,
  by: Editor,
  people: readonly PlacedPerson[],
): Promise<SavedPeople> {
  try {
    return await deps.db.transaction().execute((tx) => saveWithin(deps, tx, by, people));
  } catch (error) {
    // A unique constraint: what was free a moment ago is not any more.
    if (errorCode(error) !== '23505') throw error;
    throw new AppError('conflict', 'Somebody else saved one of these names or phones just now. Try again.');
  }
}

async function saveWithin(
  deps: SavingDeps,
  tx: Transaction<Database>,
  by: Editor,
  people: readonly PlacedPerson[],
): Promise<SavedPeople> {
  const names = people.map(({ person }) => person.signIn);
  const accounts = new Map((await findAccountsBySignIns(tx, names)).map((account) => [account.sign_in, account]));
  const wanted = people.map((each) => besideAccount(deps, each, accounts.get(each.person.signIn)));
  const problems = await findConflicts(tx, by, wanted);
  if (problems.length > 0) throw new PeopleError(problems);
  const isNew = ({ account }: WantedPerson): boolean => account === undefined;
  const updated = await updateKnown(deps, tx, by, wanted);
  const created = await insertNew(deps, tx, by, wanted.filter(isNew));
  return { created, updated, unchanged: accounts.size - updated.length };
}

async function insertNew(
  deps: SavingDeps,
  tx: Transaction<Database>,
  by: Editor,
  wanted: readonly WantedPerson[],
): Promise<NewAccount[]> {
  const now = deps.now();
  const made = wanted.map((each) => {
    const id = uuidv7();
    const { code, columns } = makeSetupCode(deps.config, id, now);
    const own = { id, programme_id: by.programme.id, sign_in: each.person.signIn, created_at: now };
    return { code, row: { ...own, ...columns, ...columnsOf(deps, id, each) } };
  });
  const rows = made.map(({ row }) => row);
  await insertAccounts(tx, rows);
  const changes = rows.map((row): Change => {
    const after = describeAccount(by.programme, row);
    return { ...changedBy(by, row.sign_in, now), what: 'account_created', before: null, after };
  });
  await recordChanges(tx, changes);
  return made.map(({ code, row }) => ({ id: row.id, signIn: row.sign_in, name: row.name, setupCode: code }));
}

/** Sign-in names of those who changed. */
async function updateKnown(
  deps: SavingDeps,
  tx: Transaction<Database>,
  by: Editor,
  wanted: readonly WantedPerson[],
): Promise<string[]> {
  const updates = wanted.flatMap((each) => (each.account ? [updateOf(deps, by, each.account, each)] : []));
  const changed = updates.filter(({ difference, isNewPhone }) => difference !== null || isNewPhone);
  // First, so that two people may exchange their phones.
  for (const { account, isNewPhone } of changed) {
    if (isNewPhone) await updateAccount(tx, account.id, { phone_index: null, phone_sealed: null });
  }
  for (const { account, columns } of changed) {
    await updateAccount(tx, account.id, columns);
    if (columns.role !== account.role) await deleteSessionsOf(tx, account.id);
  }
  const now = deps.now();
  const changes = changed.map(
    ({ account, difference }): Change => ({
      ...changedBy(by, account.sign_in, now),
      what: difference === null ? 'account_phone_changed' : 'account_changed',
      before: difference?.before ?? null,
      after: difference?.after ?? null,
    }),
  );
  await recordChanges(tx, changes);
  return changed.map(({ account }) => account.sign_in);
}

function updateOf(deps: SavingDeps, by: Editor, account: Account, wanted: WantedPerson) {
  const columns = columnsOf(deps, account.id, wanted);
  const before = describeAccount(by.programme, account);
  const after = describeAccount(by.programme, { ...account, ...columns });
  return { account, columns, difference: differenceOf(before, after), isNewPhone: wanted.isNewPhone };
}
