import { z } from 'zod';
import { addAuthenticator, offerAuthenticator } from '../../accounts/authenticator.ts';
import { choosePassword } from '../../accounts/choose-password.ts';
import { findSession, type SignedIn } from '../../accounts/find-session.ts';
import { needsTotp } from '../../accounts/needs-totp.ts';
import { prove } from '../../accounts/prove.ts';
import { type Begun, signIn } from '../../accounts/sign-in.ts';
import { signOut } from '../../accounts/sign-out.ts';
import type { Deps } from '../../deps.ts';
import { fieldOf } from '../read-form.ts';
import { type Answer, type ConsoleRoute, openRoute, type Visit } from '../route.ts';
import { AuthenticatorPage } from '../sign-in/authenticator-page.tsx';
import { CodePage } from '../sign-in/code-page.tsx';
import { keepsCookie, localAddress } from '../sign-in/keeps-cookie.ts';
import { openLostForm } from '../sign-in/lost-form.ts';
import { differentPasswords, missingFields, type Problems, problemsOf } from '../sign-in/problems-of.ts';
import { RecoveryCodesPage } from '../sign-in/recovery-codes-page.tsx';
import { RestorePage } from '../sign-in/restore-page.tsx';
import { SignInPage } from '../sign-in/sign-in-page.tsx';
import { alongWay, readWay, type Way } from '../sign-in/way.tsx';
import { WelcomePage } from '../sign-in/welcome-page.tsx';

/** A visit to a page that everybody may open. */
type OpenVisit = Visit & { readonly session: SignedIn | null };

const signInAddress = z.object({ query: z.object({ done: z.string().optional().catch(undefined) }) });
const anything = z.object({});

/** Signing in and out, and what leads there. */
export const SIGN_IN_ROUTES: readonly ConsoleRoute[] = [
  openRoute({
    method: 'get',
    path: '/sign-in',
    input: signInAddress,
    handle: async (deps, visit, { query }) => {
      if (visit.session?.stage === 'full') return { redirect: readWay(visit).next };
      return showSignIn(deps, visit, { isOut: query.done === 'out' });
    },
  }),
  openRoute({ method: 'post', path: '/sign-in', input: anything, handle: trySignIn }),
  openRoute({
    method: 'post',
    path: '/sign-out',
    input: anything,
    handle: async (deps, { session }) => {
      if (session !== null) await signOut(deps, session);
      return { redirect: '/console/sign-in?done=out', token: null };
    },
  }),
  openRoute({ method: 'get', path: '/code', input: anything, handle: async (_deps, visit) => showCode(visit) }),
  openRoute({ method: 'post', path: '/code', input: anything, handle: tryCode }),
  openRoute({
    method: 'get',
    path: '/welcome',
    input: anything,
    // A code is not used up where the browser would forget at once what came of it.
    handle: async (deps, visit) =>
      keepsCookie(visit.request, deps.config.publicUrl) ? showWelcome(visit) : showSignIn(deps, visit, {}),
  }),
  openRoute({ method: 'post', path: '/welcome', input: anything, handle: tryWelcome }),
  openRoute({
    method: 'get',
    path: '/authenticator',
    input: anything,
    handle: async (deps, visit) => showAuthenticator(deps, visit),
  }),
  openRoute({ method: 'post', path: '/authenticator', input: anything, handle: tryAuthenticator }),
  openRoute({
    method: 'post',
    path: '/signed-in',
    input: anything,
    handle: async (deps, visit) => {
      const way = readWay(visit);
      return visit.session?.stage === 'full' ? arrive(deps, visit, visit.session, way) : toSignIn(way);
    },
  }),
];

function toSignIn(way: Way): Answer {
  return { redirect: alongWay('/console/sign-in', way) };
}

async function showSignIn(
  deps: Deps,
  visit: OpenVisit,
  { isOut = false, problems }: { isOut?: boolean; problems?: Problems },
): Promise<Answer> {
  const { language, request, form } = visit;
  const page = (
    <SignInPage
      language={language}
      way={readWay(visit)}
      errors={problems?.errors ?? []}
      signIn={fieldOf(form, 'sign_in')}
      isOut={isOut}
      keepsCookie={keepsCookie(request, deps.config.publicUrl)}
      elsewhere={localAddress(request)}
    />
  );
  return { page, status: problems?.status ?? 200 };
}

async function trySignIn(deps: Deps, visit: OpenVisit): Promise<Answer> {
  const { form, address, session } = visit;
  const missing = missingFields(visit, { sign_in: 'name', password: 'password' });
  if (missing) return showSignIn(deps, visit, { problems: missing });
  const typed = { signIn: fieldOf(form, 'sign_in'), password: fieldOf(form, 'password'), address };
  try {
    const begun = await signIn(deps, { ...typed, instead: session?.tokenHash ?? null });
    return await goOn(deps, visit, begun);
  } catch (error) {
    return showSignIn(deps, visit, { problems: problemsOf(visit.language, error, 'sign_in') });
  }
}

/** To what a session that has just begun still lacks, or to what was wanted. */
async function goOn(deps: Deps, visit: Visit, { token, next }: Begun): Promise<Answer> {
  const way = readWay(visit);
  const session = await findSession(deps, token);
  if (session === null) return { ...toSignIn(way), token: null };
  if (next === 'done') return { ...(await arrive(deps, visit, session, way)), token };
  // A text that is carried along cannot follow a redirect.
  if (way.lost === '') return { redirect: alongWay(`/console/${next}`, way), token };
  const here = { ...visit, form: new Map([['lost', [way.lost]]]), session };
  return { ...(next === 'code' ? showCode(here) : showAuthenticator(deps, here)), token };
}

/** She is in: her text again if she lost one, else where she was going. */
async function arrive(deps: Deps, visit: Visit, { caller }: SignedIn, way: Way): Promise<Answer> {
  const lost = openLostForm(deps.config, way.lost, caller.id);
  if (lost === null) return { redirect: way.next };
  const language = way.lang === null ? caller.language : visit.language;
  return { page: <RestorePage caller={caller} language={language} lost={lost} /> };
}

function showCode(visit: OpenVisit, problems?: Problems): Answer {
  const { session, language } = visit;
  const way = readWay(visit);
  if (session === null) return toSignIn(way);
  if (!session.hasTotp) return { redirect: alongWay('/console/authenticator', way) };
  const isAgain = session.stage === 'full';
  const page = <CodePage language={language} way={way} errors={problems?.errors ?? []} isAgain={isAgain} />;
  return { page, status: problems?.status ?? 200 };
}

async function tryCode(deps: Deps, visit: OpenVisit): Promise<Answer> {
  const { session, form, address } = visit;
  if (session === null) return showSignIn(deps, visit, {});
  const missing = missingFields(visit, { code: 'code' });
  if (missing) return showCode(visit, missing);
  try {
    return await goOn(deps, visit, await prove(deps, session, { code: fieldOf(form, 'code'), address }));
  } catch (error) {
    return showCode(visit, problemsOf(visit.language, error, 'code'));
  }
}

function showWelcome(visit: OpenVisit, problems?: Problems): Answer {
  const { language, form } = visit;
  const page = (
    <WelcomePage
      language={language}
      way={readWay(visit)}
      errors={problems?.errors ?? []}
      signIn={fieldOf(form, 'sign_in')}
      setupCode={fieldOf(form, 'setup_code')}
    />
  );
  return { page, status: problems?.status ?? 200 };
}

async function tryWelcome(deps: Deps, visit: OpenVisit): Promise<Answer> {
  const { form, address, session } = visit;
  const problems =
    missingFields(visit, { sign_in: 'name', setup_code: 'setupCode', password: 'newPassword' }) ??
    differentPasswords(visit);
  if (problems) return showWelcome(visit, problems);
  try {
    const begun = await choosePassword(deps, {
      signIn: fieldOf(form, 'sign_in'),
      code: fieldOf(form, 'setup_code'),
      password: fieldOf(form, 'password'),
      address,
      instead: session?.tokenHash ?? null,
    });
    return await goOn(deps, visit, begun);
  } catch (error) {
    return showWelcome(visit, problemsOf(visit.language, error, 'sign_in'));
  }
}

function showAuthenticator(deps: Deps, visit: OpenVisit, problems?: Problems): Answer {
  const { session, language, form } = visit;
  const way = readWay(visit);
  if (session === null) return toSignIn(way);
  const isFull = session.stage === 'full';
  if (!isFull && session.hasTotp) return { redirect: alongWay('/console/code', way) };
  const again = fieldOf(form, 'offered');
  const page = (
    <AuthenticatorPage
      language={language}
      way={way}
      errors={problems?.errors ?? []}
      offer={offerAuthenticator(deps, session.caller, again === '' ? undefined : again)}
      isMust={!isFull && needsTotp(session.caller.role)}
      asksPassword={isFull}
    />
  );
  return { page, status: problems?.status ?? 200 };
}

async function tryAuthenticator(deps: Deps, visit: OpenVisit): Promise<Answer> {
  const { session, form, address, language } = visit;
  if (session === null) return showSignIn(deps, visit, {});
  const isFull = session.stage === 'full';
  const missing = missingFields(visit, { ...(isFull ? { current: 'currentPassword' } : {}), code: 'code' });
  if (missing) return showAuthenticator(deps, visit, missing);
  try {
    const { token, recoveryCodes } = await addAuthenticator(deps, session, {
      offered: fieldOf(form, 'offered'),
      code: fieldOf(form, 'code'),
      password: fieldOf(form, 'current'),
      address,
    });
    return { page: <RecoveryCodesPage language={language} way={readWay(visit)} codes={recoveryCodes} />, token };
  } catch (error) {
    return showAuthenticator(deps, visit, problemsOf(language, error, isFull ? 'current' : 'code'));
  }
}
