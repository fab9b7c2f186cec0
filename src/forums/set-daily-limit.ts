import type { AccountCaller } from '../accounts/caller.ts';
import { changedBy } from '../accounts/editor.ts';
import { recordChange } from '../db/changes.ts';
import { lockDailyLimit, saveDailyLimit } from '../db/mailings.ts';
import { transact } from '../db/transact.ts';
import type { Deps } from '../deps.ts';

/** Says how many SMS, to be paid, the mailings of a programme may send together in a day; null: as many as there are. */
export async function setDailyLimit(deps: Deps, by: AccountCaller, smsPerDay: number | null): Promise<void> {
  const { programme } = by;
  await transact(deps, async ({ db }) => {
    const before = await lockDailyLimit(db, programme.id);
    if (before === smsPerDay) return;
    await saveDailyLimit(db, { programmeId: programme.id, smsPerDay, by: by.id, now: deps.now() });
    const said = (limit: number | null) => (limit === null ? null : { sms_per_day: limit });
    await recordChange(db, {
      ...changedBy(by, programme.name, deps.now()),
      what: 'mailing_limit_changed',
      before: said(before),
      after: said(smsPerDay),
    });
  });
}
