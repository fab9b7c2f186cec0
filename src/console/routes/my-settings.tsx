import { z } from 'zod';
import { renewRecoveryCodes } from '../../accounts/authenticator.ts';
import { actorOf } from '../../accounts/caller.ts';
import { changePassword } from '../../accounts/choose-password.ts';
import { saveOwnSettings } from '../../accounts/own-settings.ts';
import { listOpenSessions, signOutEverywhere } from '../../accounts/sign-out.ts';
import { accountPhoneOf } from '../../db/account-phone.ts';
import { findAccount } from '../../db/accounts.ts';
import { countRecoveryCodes } from '../../db/recovery-codes.ts';
import type { Account } from '../../db/schema.ts';
import type { Deps } from '../../deps.ts';
import { AppError } from '../../errors.ts';
import { localDay } from '../../grievances/local-day.ts';
import { reassignAbsent } from '../../grievances/reassign-absent.ts';
import { fieldOf } from '../read-form.ts';
import { type Answer, accountRoute, type ConsoleRoute, type SignedInVisit } from '../route.ts';
import type { FieldError } from '../sign-in/door.tsx';
import { ChangePasswordPage, NewCodesPage } from '../sign-in/password-pages.tsx';
import { differentPasswords, missingFields, type Problems, problemsOf } from '../sign-in/problems-of.ts';
import { readSettings, showSettings, typedSettings } from '../sign-in/read-settings.ts';
import { RecoveryCodesPage } from '../sign-in/recovery-codes-page.tsx';
import { SettingsPage, type SettingsProps, type TypedSettings } from '../sign-in/settings-page.tsx';

const SETTINGS = '/console/settings';
const PHONE_DIGITS = 3;

const settingsAddress = z.object({
  query: z.object({ done: z.enum(['saved', 'passwordChanged']).optional().catch(undefined) }),
});
const anything = z.object({});

/** What a person sets for herself. */
export const MY_SETTINGS_ROUTES: readonly ConsoleRoute[] = [
  accountRoute({
    method: 'get',
    path: '/settings',
    needs: 'account',
    input: settingsAddress,
    handle: async (deps, visit, { query }) => showSettingsPage(deps, visit, { done: query.done ?? null }),
  }),
  accountRoute({ method: 'post', path: '/settings', needs: 'account', input: anything, handle: save }),
  accountRoute({
    method: 'get',
    path: '/settings/password',
    needs: 'account',
    input: anything,
    handle: async (_deps, visit) => showPassword(visit),
  }),
  accountRoute({ method: 'post', path: '/settings/password', needs: 'account', input: anything, handle: tryPassword }),
  accountRoute({
    method: 'get',
    path: '/settings/recovery-codes',
    needs: 'account',
    input: anything,
    handle: async (_deps, visit) => showNewCodes(visit),
  }),
  accountRoute({
    method: 'post',
    path: '/settings/recovery-codes',
    needs: 'account',
    input: anything,
    handle: tryNewCodes,
  }),
  accountRoute({
    method: 'post',
    path: '/settings/sign-out-everywhere',
    needs: 'account',
    input: anything,
    handle: async (deps, { session }) => {
      await signOutEverywhere(deps, session);
      return { redirect: '/console/sign-in?done=out', token: null };
    },
  }),
];

async function showSettingsPage(
  deps: Deps,
  visit: SignedInVisit,
  shown: { done?: SettingsProps['done']; typed?: TypedSettings; errors?: readonly FieldError[] },
): Promise<Answer> {
  const { session, language } = visit;
  const account = await readAccount(deps, visit);
  const { errors = [] } = shown;
  const page = (
    <SettingsPage
      session={session}
      language={language}
      typed={shown.typed ?? showSettings(account)}
      errors={errors}
      phoneEnd={accountPhoneOf(deps.config, account)?.slice(-PHONE_DIGITS) ?? null}
      codesLeft={await countRecoveryCodes(deps.db, account.id)}
      sessions={await listOpenSessions(deps, session)}
      done={shown.done ?? null}
    />
  );
  return { page, status: errors.length > 0 ? 422 : 200 };
}

async function readAccount(deps: Deps, { caller }: SignedInVisit): Promise<Account> {
  const account = await findAccount(deps.db, { programmeId: caller.programme.id, id: caller.id });
  if (!account) throw new AppError('not_found', 'The account is not there any more.');
  return account;
}

async function save(deps: Deps, visit: SignedInVisit): Promise<Answer> {
  const { caller, language, form } = visit;
  const typed = typedSettings(form);
  const today = localDay(deps.now(), caller.programme.calendar.timeZone);
  const { settings, errors } = readSettings(caller.programme, language, typed, today);
  if (settings === null) return showSettingsPage(deps, visit, { typed, errors });
  await saveOwnSettings(deps, caller, settings);
  // What she has is given to others as soon as she is away; of a later day the sweep thinks.
  if (settings.absence !== null && settings.absence.from <= today) {
    await reassignAbsent(deps, actorOf(caller), caller.id);
  }
  return { redirect: `${SETTINGS}?done=saved` };
}

function showPassword({ caller, language }: SignedInVisit, problems?: Problems): Answer {
  const page = <ChangePasswordPage caller={caller} language={language} errors={problems?.errors ?? []} />;
  return { page, status: problems?.status ?? 200 };
}

async function tryPassword(deps: Deps, visit: SignedInVisit): Promise<Answer> {
  const { session, form, address, language } = visit;
  const problems =
    missingFields(visit, { current: 'currentPassword', password: 'newPassword' }) ?? differentPasswords(visit);
  if (problems) return showPassword(visit, problems);
  try {
    const typed = { current: fieldOf(form, 'current'), password: fieldOf(form, 'password'), address };
    return { redirect: `${SETTINGS}?done=passwordChanged`, token: await changePassword(deps, session, typed) };
  } catch (error) {
    return showPassword(visit, problemsOf(language, error, 'current'));
  }
}

function showNewCodes({ caller, language }: SignedInVisit, problems?: Problems): Answer {
  const page = <NewCodesPage caller={caller} language={language} errors={problems?.errors ?? []} />;
  return { page, status: problems?.status ?? 200 };
}

async function tryNewCodes(deps: Deps, visit: SignedInVisit): Promise<Answer> {
  const { session, form, address, language } = visit;
  const missing = missingFields(visit, { current: 'currentPassword' });
  if (missing) return showNewCodes(visit, missing);
  // There is nothing yet that they would stand in for.
  if (!session.hasTotp) return { redirect: '/console/authenticator' };
  try {
    const codes = await renewRecoveryCodes(deps, session, { password: fieldOf(form, 'current'), address });
    const way = { next: SETTINGS, lost: '', lang: null };
    return { page: <RecoveryCodesPage language={language} way={way} codes={codes} /> };
  } catch (error) {
    return showNewCodes(visit, problemsOf(language, error, 'current'));
  }
}
