import type { Kysely } from 'kysely';
import { findAccountsByPhones } from '../db/accounts.ts';
import type { Database } from '../db/schema.ts';
import type { Editor } from './editor.ts';
import type { PlacedProblem } from './people-error.ts';
import type { PersonColumn, PersonProblemWord } from './person.ts';
import { usesPhone } from './uses-phone.ts';
import type { WantedPerson } from './wanted-person.ts';

/** What stands in the way of saving people who are each sound: names and phones that others have, or that two of them have. */
export async function findConflicts(
  db: Kysely<Database>,
  by: Editor,
  wanted: readonly WantedPerson[],
): Promise<PlacedProblem[]> {
  const problems = [
    ...wanted.flatMap((each) => ofName(by, each)),
    ...repeated(wanted, 'sign_in', ({ person }) => person.signIn),
    ...repeated(wanted, 'phone', phoneOf),
    ...(await takenPhones(db, by, wanted)),
  ];
  return problems.sort((one, other) => (one.line ?? 0) - (other.line ?? 0));
}

function problemAt(each: WantedPerson, column: PersonColumn, problem: PersonProblemWord, value = ''): PlacedProblem {
  return { line: each.line, column, problem, value };
}

function ofName(by: Editor, each: WantedPerson): PlacedProblem[] {
  const { account, person } = each;
  if (account === undefined) return [];
  if (account.programme_id !== by.programme.id) return [problemAt(each, 'sign_in', 'sign_in_taken', person.signIn)];
  const isOwnRole = by.id === account.id && person.role !== account.role;
  return isOwnRole ? [problemAt(each, 'role', 'own_role', person.role)] : [];
}

function phoneOf({ person, account, phoneIndex }: WantedPerson): string | null {
  const isIdle = account !== undefined && account.disabled_at !== null;
  return phoneIndex === null || isIdle || !usesPhone(person.role) ? null : phoneIndex.toString('hex');
}

function repeated(
  wanted: readonly WantedPerson[],
  column: 'sign_in' | 'phone',
  read: (each: WantedPerson) => string | null,
): PlacedProblem[] {
  const seen = new Set<string>();
  return wanted.flatMap((each) => {
    const value = read(each);
    const isRepeated = value !== null && seen.has(value);
    if (value !== null) seen.add(value);
    return isRepeated ? [problemAt(each, column, 'repeated', column === 'phone' ? '' : value)] : [];
  });
}

/** Phones of officials who are not among these people. */
async function takenPhones(
  db: Kysely<Database>,
  by: Editor,
  wanted: readonly WantedPerson[],
): Promise<PlacedProblem[]> {
  const indexes = wanted.flatMap(({ phoneIndex }) => (phoneIndex === null ? [] : [phoneIndex]));
  const names = new Set(wanted.map(({ person }) => person.signIn));
  const holders = await findAccountsByPhones(db, by.programme.id, indexes);
  const others = holders.filter((account) => usesPhone(account.role) && !names.has(account.sign_in));
  const taken = new Set(others.map((account) => account.phone_index?.toString('hex')));
  return wanted.flatMap((each) => {
    const phone = phoneOf(each);
    return phone !== null && taken.has(phone) ? [problemAt(each, 'phone', 'phone_taken')] : [];
  });
}
