import { isDeepStrictEqual } from 'node:util';
import { lockAccount, updateAccount } from '../db/accounts.ts';
import { recordChange } from '../db/changes.ts';
import type { Account } from '../db/schema.ts';
import type { Deps } from '../deps.ts';
import { AppError } from '../errors.ts';
import type { Language, WeeklyHours } from '../routing/programme.ts';
import type { AccountCaller } from './caller.ts';
import { changedBy } from './editor.ts';

/** What a person sets for herself. */
export interface OwnSettings {
  /** Pages and SMS to her. */
  readonly language: Language;
  /** First and last day away, ISO dates; `until` null: she does not know yet. `absence` null: she is there. */
  readonly absence: { readonly from: string; readonly until: string | null } | null;
  /** When she works; null: when her office does. */
  readonly hours: WeeklyHours | null;
}

/**
 * Stores what a person set for herself, with a record. What has to be done about an absence is done by `reassignAbsent`.
 *
 * @throws {AppError} `invalid` when she would be back before she leaves, or the programme has no such language
 */
export async function saveOwnSettings(
  deps: Pick<Deps, 'db' | 'now'>,
  caller: AccountCaller,
  settings: OwnSettings,
): Promise<void> {
  const { absence } = settings;
  if (absence?.until && absence.until < absence.from) throw invalid('absent_until', 'is before the first day away');
  if (!caller.programme.languages.includes(settings.language)) throw invalid('language', 'is none of the programme');
  const columns = {
    language: settings.language,
    absent_from: absence?.from ?? null,
    absent_until: absence?.until ?? null,
    hours: settings.hours === null ? null : JSON.stringify(settings.hours),
  };
  await deps.db.transaction().execute(async (tx) => {
    const account = await lockAccount(tx, { programmeId: caller.programme.id, id: caller.id });
    if (!account) throw new AppError('not_found', 'The programme has no such account.');
    const before = describe({ ...account, hours: account.hours === null ? null : JSON.stringify(account.hours) });
    const after = describe(columns);
    if (isDeepStrictEqual(before, after)) return;
    await updateAccount(tx, caller.id, columns);
    await recordChange(tx, {
      ...changedBy(caller, account.sign_in, deps.now()),
      what: 'account_changed',
      before,
      after,
    });
  });
}

function describe(
  columns: Pick<Account, 'language' | 'absent_from' | 'absent_until'> & { readonly hours: string | null },
) {
  const { language, absent_from, absent_until, hours } = columns;
  return { language, absent_from, absent_until, hours: hours === null ? null : JSON.parse(hours) };
}

function invalid(path: string, message: string): AppError {
  return new AppError('invalid', `${path} ${message}`, { issues: [{ path, message }] });
}
