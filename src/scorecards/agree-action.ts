import { DateTime } from 'luxon';
import type { AccountCaller } from '../accounts/caller.ts';
import { changedBy } from '../accounts/editor.ts';
import { findAgreed } from '../db/actions.ts';
import { recordChange } from '../db/changes.ts';
import type { Deps } from '../deps.ts';
import { localDay } from '../grievances/local-day.ts';
import { instantOf } from '../grievances/working-time.ts';
import type { Unit } from '../routing/programme.ts';
import { isDay, type PlacedCardProblem, requireNone, requireSame } from './card-problems.ts';
import { onOpenCard } from './on-open-card.ts';
import { officesFor } from './who-keeps.ts';

const LONGEST_WHAT = 200;
const LONGEST_POST = 60;
const MOST_YEARS = 5;
/** Time to do something still; half of what there is where that is less. */
const REMIND_BEFORE_DAYS = 7;
/** Nine in the morning by the programme's clock. */
const REMIND_AT_MINUTE = 9 * 60;

/** What is typed about something that was agreed. */
export interface WantedAction {
  /** Its own id, from the form: sent twice, it is written once. */
  readonly id: string;
  readonly what: string;
  /** The code of the office that promises it. */
  readonly office: string;
  /** Whose post in that office it is; may be empty. Never a name. */
  readonly post: string;
  /** ISO date. */
  readonly due: string;
}

/**
 * Writes down what was agreed: a promise of an office with a day. The office is reminded before that day.
 *
 * @throws {CardError} with every field that is wrong
 * @throws {AppError} as `onOpenCard` does
 */
export async function agreeAction(
  deps: Pick<Deps, 'db' | 'now' | 'wake'>,
  caller: AccountCaller,
  { id, unit }: { readonly id: string; readonly unit: Unit },
  wanted: WantedAction,
): Promise<void> {
  const { programme } = caller;
  const { timeZone } = programme.calendar;
  const now = deps.now();
  const office = officesFor(programme, unit).find(({ code }) => code === wanted.office);
  requireNone([
    ...textProblems(wanted),
    ...(office === undefined ? [{ field: 'office', problem: 'office' } as const] : []),
    ...dueProblems(wanted.due, localDay(now, timeZone)),
  ]);
  if (!office) return;
  await onOpenCard(deps, caller, id, async ({ db }) => {
    const [post, what] = [wanted.post.trim(), wanted.what.trim()];
    const agreed = { scorecard_id: id, office_id: office.id, post, what, due_on: wanted.due };
    const inserted = await db
      .insertInto('actions')
      .values({
        ...agreed,
        id: wanted.id,
        programme_id: programme.id,
        answered_by: null,
        answered_at: null,
        remind_at: remindAt(timeZone, localDay(now, timeZone), wanted.due),
        reminded_at: null,
        added_by: caller.id,
        added_at: now,
      })
      .onConflict((conflict) => conflict.constraint('actions_pk').doNothing())
      .returning(['what', 'post', 'due_on'])
      .executeTakeFirst();
    if (!inserted) return requireSame('what', await findAgreed(db, wanted.id), agreed);
    const after = { office: office.code, ...inserted };
    await recordChange(db, { ...changedBy(caller, wanted.id, now), what: 'action_agreed', before: null, after });
  });
}

/**
 * When an office is reminded of what is due on a day: a week before, half of the time where there is less than two.
 *
 * @param today ISO date, as `due`, which is not before it
 */
export function remindAt(timeZone: string, today: string, due: string): Date {
  const until = DateTime.fromISO(due, { zone: 'utc' });
  const days = until.diff(DateTime.fromISO(today, { zone: 'utc' }), 'days').days;
  const day = until.minus({ days: Math.min(REMIND_BEFORE_DAYS, Math.floor(days / 2)) });
  return instantOf(timeZone, day.toFormat('yyyy-MM-dd'), REMIND_AT_MINUTE);
}

/** When the office above is told that nobody has said what became of it: in the morning after its day. */
export function escalateAt(timeZone: string, due: string): Date {
  const day = DateTime.fromISO(due, { zone: 'utc' }).plus({ days: 1 });
  return instantOf(timeZone, day.toFormat('yyyy-MM-dd'), REMIND_AT_MINUTE);
}

function textProblems({ what, post }: WantedAction): PlacedCardProblem[] {
  return [
    ...(what.trim() === '' ? [{ field: 'what', problem: 'missing' } as const] : []),
    ...(what.trim().length > LONGEST_WHAT ? [{ field: 'what', problem: 'too_long' } as const] : []),
    ...(post.trim().length > LONGEST_POST ? [{ field: 'post', problem: 'too_long' } as const] : []),
  ];
}

function dueProblems(due: string, today: string): PlacedCardProblem[] {
  if (!isDay(due)) return [{ field: 'due', problem: 'day' }];
  if (due < today) return [{ field: 'due', problem: 'order' }];
  const latest = DateTime.fromISO(today, { zone: 'utc' }).plus({ years: MOST_YEARS }).toFormat('yyyy-MM-dd');
  return due > latest ? [{ field: 'due', problem: 'long_period' }] : [];
}
