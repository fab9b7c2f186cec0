import type { SignedIn } from '../../accounts/find-session.ts';
import type { Deps } from '../../deps.ts';
import type { Answer, Visit } from '../route.ts';

/** Nobody has signed in, or the second factor is still to come: the way there, and back to what was wanted. */
export async function askToSignIn(_deps: Deps, visit: Visit, session: SignedIn | null): Promise<Answer> {
  const page = session?.stage === 'password' ? 'code' : 'sign-in';
  return { redirect: `/console/${page}?next=${encodeURIComponent(visit.url)}` };
}
