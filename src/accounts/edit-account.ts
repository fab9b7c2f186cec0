import { findAccount, findAccountBySignIn, updateAccount } from '../db/accounts.ts';
import type { Deps } from '../deps.ts';
import { AppError } from '../errors.ts';
import { requireGoodPassword } from './choose-password.ts';
import type { Editor } from './editor.ts';
import { hashPassword } from './password.ts';
import { PeopleError } from './people-error.ts';
import { type Person, type RawPerson, readPerson } from './person.ts';
import { type NewAccount, savePeople } from './save-people.ts';

/**
 * Makes an account. Without `password` the person chooses her own with the set-up code in the answer, which is shown this once.
 *
 * @throws {PeopleError} with everything that is wrong
 * @throws {PasswordError}
 */
export async function createAccount(
  deps: Pick<Deps, 'config' | 'db' | 'now'>,
  by: Editor,
  raw: RawPerson,
  password?: string,
): Promise<Omit<NewAccount, 'setupCode'> & { readonly setupCode: string | null }> {
  const person = requirePerson(by, raw);
  if (await findAccountBySignIn(deps.db, person.signIn)) {
    const taken = { line: null, column: 'sign_in', problem: 'sign_in_taken', value: person.signIn } as const;
    throw new PeopleError([taken]);
  }
  if (password !== undefined) requireGoodPassword(password, [person.signIn, person.name]);
  const { created } = await savePeople(deps, by, [{ line: null, person }]);
  const [made] = created;
  if (!made) throw new AppError('conflict', 'Somebody else made an account of this name just now.');
  if (password === undefined) return made;
  const columns = { password_hash: await hashPassword(password), setup_hash: null, setup_until: null };
  await updateAccount(deps.db, made.id, columns);
  return { ...made, setupCode: null };
}

/**
 * Changes an account to what was typed. The sign-in name stays, and an empty phone leaves the one that is registered.
 *
 * @throws {PeopleError} with everything that is wrong
 * @throws {AppError} `not_found`
 */
export async function changeAccount(
  deps: Pick<Deps, 'config' | 'db' | 'now'>,
  by: Editor,
  id: string,
  raw: RawPerson,
): Promise<void> {
  const account = await findAccount(deps.db, { programmeId: by.programme.id, id });
  if (!account) throw new AppError('not_found', 'The programme has no such account.');
  const person = requirePerson(by, { ...raw, sign_in: account.sign_in });
  await savePeople(deps, by, [{ line: null, person }]);
}

function requirePerson(by: Editor, raw: RawPerson): Person {
  const { person, problems } = readPerson(by.programme, raw);
  if (person === null) throw new PeopleError(problems.map((problem) => ({ line: null, ...problem })));
  return person;
}
