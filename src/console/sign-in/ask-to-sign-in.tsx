import type { SignedIn } from '../../accounts/find-session.ts';
import { hashToken } from '../../accounts/token.ts';
import { findSessionByHash } from '../../db/account-sessions.ts';
import type { Deps } from '../../deps.ts';
import type { Answer, Visit } from '../route.ts';
import { readSessionCookie } from '../session-cookie.ts';
import { CodePage } from './code-page.tsx';
import { keepsCookie, localAddress } from './keeps-cookie.ts';
import { sealLostForm } from './lost-form.ts';
import { SignInPage } from './sign-in-page.tsx';
import { alongWay, readWay, type Way } from './way.tsx';

/**
 * A form to these pages is not carried to whoever signs in next, where nobody knows who sent it: a note about a sealed report is
 * not for the next one at this machine, and an administrator must not be handed an account to make that somebody else wrote.
 */
const FOR_ITS_OWNER = /^\/console\/(?:admin|sealed)\b/i;

/**
 * Nobody has signed in, or the second factor is still to come: the way there, and back to what was wanted. A form that was sent
 * is carried through, so that nothing of it has to be typed again.
 */
export async function askToSignIn(deps: Deps, visit: Visit, session: SignedIn | null): Promise<Answer> {
  const { language, request, form, url } = visit;
  const way = { ...readWay(visit), next: url };
  const isHalf = session?.stage === 'password';
  if (request.method !== 'POST') {
    const step = isHalf ? (session.hasTotp ? 'code' : 'authenticator') : 'sign-in';
    return { redirect: alongWay(`/console/${step}`, onlyPages(way)) };
  }
  const owner = session?.caller.id ?? (await ownerOf(deps, visit));
  const lost = owner === null && FOR_ITS_OWNER.test(url) ? '' : sealLostForm(deps.config, { path: url, form }, owner);
  const carrying: Way = { next: '/console', lost, lang: way.lang };
  if (isHalf && session.hasTotp)
    return { page: <CodePage language={language} way={carrying} isAgain={false} />, status: 401 };
  const keeps = keepsCookie(request, deps.config.publicUrl);
  return {
    page: <SignInPage language={language} way={carrying} keepsCookie={keeps} elsewhere={localAddress(request)} />,
    status: 401,
  };
}

/** Only what a browser shows: figures that a page asks for by itself lead nowhere. */
function onlyPages(way: Way): Way {
  return /\.json(\?|$)/.test(way.next) ? { ...way, next: '/console' } : way;
}

/** Whose session it was that has ended. */
async function ownerOf({ db }: Pick<Deps, 'db'>, { request }: Visit): Promise<string | null> {
  const token = readSessionCookie(request);
  const ended = token === undefined ? undefined : await findSessionByHash(db, hashToken(token));
  return ended?.account.id ?? null;
}
