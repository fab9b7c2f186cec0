import { createAccount } from '../../src/accounts/edit-account.ts';
import { findSession, type SignedIn } from '../../src/accounts/find-session.ts';
import type { RawPerson } from '../../src/accounts/person.ts';
import { type Begun, signIn } from '../../src/accounts/sign-in.ts';
import type { Programme } from '../../src/routing/programme.ts';
import type { Gateway } from '../support/gateway.ts';

export const PASSWORD = 'samaki wa kupaka nazi';
export const HOME = { address: '192.0.2.10', instead: null };

/** A programme of the gateway. */
export function programmeOf({ deps }: Gateway, name = 'kenya-coast'): Programme {
  const programme = deps.programmes.byName(name);
  if (!programme) throw new Error(`no programme ${name}`);
  return programme;
}

/** Makes an account with a password, as the command line does. */
export async function makePerson(gateway: Gateway, raw: RawPerson & { sign_in: string }): Promise<string> {
  const by = { id: null, programme: programmeOf(gateway) };
  const { id } = await createAccount(gateway.deps, by, { name: 'Zainab Omar', role: 'triage', ...raw }, PASSWORD);
  return id;
}

/** Signs in from home with the password of `makePerson`. */
export async function signInAs({ deps }: Gateway, name: string): Promise<Begun> {
  return signIn(deps, { signIn: name, password: PASSWORD, ...HOME });
}

/** The session behind a token that must be alive. */
export async function sessionOf({ deps }: Gateway, token: string): Promise<SignedIn> {
  const session = await findSession(deps, token);
  if (!session) throw new Error('no such session');
  return session;
}
