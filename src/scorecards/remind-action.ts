import { lockAction } from '../db/actions.ts';
import { listReachableOfficials } from '../db/officials-to-tell.ts';
import { findScorecard } from '../db/scorecards.ts';
import { transact } from '../db/transact.ts';
import type { Deps } from '../deps.ts';
import { cutToUnits } from '../encoding.ts';
import { localDay } from '../grievances/local-day.ts';
import { tellOfficial } from '../grievances/tell-official.ts';

/** Of what was agreed so many UTF-16 units go into the SMS; all of it stands in the console. */
export const WHAT_UNITS = 40;

/**
 * Reminds the office of an action by SMS before it is due: every official of it who has a phone and is not away. Does nothing
 * where it is answered, not due to be reminded of, or was. In quiet hours the SMS waits for their end.
 */
export async function remindAction(
  deps: Pick<Deps, 'config' | 'db' | 'now' | 'programmes' | 'wake'>,
  id: string,
): Promise<void> {
  await transact(deps, async (tx) => {
    const action = await lockAction(tx.db, id);
    const now = deps.now();
    if (action?.state !== 'open' || action.remind_at === null || action.remind_at > now) return;
    const card = await findScorecard(tx.db, action.scorecard_id, []);
    const programme = deps.programmes.byId(action.programme_id);
    const unit = programme?.byId.units.get(card?.unit_id ?? '');
    if (!programme || !unit) return;
    const { timeZone } = programme.calendar;
    const due = new Date(`${action.due_on}T12:00:00Z`);
    let told = 0;
    for (const account of await listReachableOfficials(tx.db, action.office_id, localDay(now, timeZone))) {
      const sent = await tellOfficial(
        deps,
        tx,
        { programme, account },
        {
          purpose: 'reminder',
          text: ({ time }, voice) =>
            time.actionDue(voice.name(unit.names), cutToUnits(action.what, WHAT_UNITS), voice.day(due)),
        },
      );
      if (sent !== null) told += 1;
    }
    await tx.db
      .updateTable('actions')
      .set({ remind_at: null, reminded_at: told > 0 ? now : null })
      .where('id', '=', id)
      .execute();
  });
}
