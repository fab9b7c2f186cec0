import { prove } from '../../accounts/prove.ts';
import { SignInError } from '../../accounts/sign-in-error.ts';
import type { Deps } from '../../deps.ts';
import { fieldOf } from '../read-form.ts';
import type { SignedInVisit } from '../route.ts';
import { isFresh } from './is-fresh.ts';

/** Whether a form about a sealed report may be taken. `token`: her session goes on under this one, the cookie changes. */
export type Proof =
  | { readonly isProved: true; readonly token: string | null }
  | { readonly isProved: false; readonly problem: 'codeMissing' | 'codeWrong' };

/**
 * A form that was written for longer than a code lasts is not lost: it is shown again with a field for another code, and is
 * taken together with that.
 *
 * @throws {TooManyTriesError}
 */
export async function proveAgain(deps: Deps, visit: SignedInVisit): Promise<Proof> {
  const { session, form, address } = visit;
  if (isFresh(session, deps.now())) return { isProved: true, token: null };
  const code = fieldOf(form, 'code').trim();
  if (code === '') return { isProved: false, problem: 'codeMissing' };
  try {
    return { isProved: true, token: (await prove(deps, session, { code, address })).token };
  } catch (error) {
    if (error instanceof SignInError) return { isProved: false, problem: 'codeWrong' };
    throw error;
  }
}
