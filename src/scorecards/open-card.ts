import { DateTime } from 'luxon';
import type { AccountCaller } from '../accounts/caller.ts';
import { changedBy } from '../accounts/editor.ts';
import { recordChange } from '../db/changes.ts';
import { findOpened, insertScorecard } from '../db/scorecards.ts';
import { transact } from '../db/transact.ts';
import type { Deps } from '../deps.ts';
import { localDay } from '../grievances/local-day.ts';
import type { Office, Unit } from '../routing/programme.ts';
import { isDay, type PlacedCardProblem, requireNone, requireSame } from './card-problems.ts';
import { mayOpenFor, officesFor } from './who-keeps.ts';

/** A little more than a year. */
const LONGEST_PERIOD_DAYS = 400;

/** What is typed to open a card. */
export interface WantedCard {
  /** The card's own id, from the form: sent twice, one card is opened. */
  readonly id: string;
  /** The number printed at the unit. */
  readonly unit: string;
  /** ISO dates, both included: ratings of these days are the users' scores. */
  readonly from: string;
  readonly until: string;
  /** The code of the office that keeps it. An official's is her own, whatever stands here. */
  readonly office: string;
}

/**
 * Opens a card of a unit.
 *
 * @throws {CardError} with every field that is wrong
 */
export async function openCard(
  deps: Pick<Deps, 'db' | 'now' | 'wake'>,
  caller: AccountCaller,
  wanted: WantedCard,
): Promise<void> {
  const { programme } = caller;
  const unit = unitOf(caller, wanted.unit);
  const office = unit === undefined ? undefined : officeOf(caller, unit, wanted.office);
  const now = deps.now();
  requireNone([
    ...(unit === undefined ? [{ field: 'unit', problem: 'unit' } as const] : []),
    ...(unit !== undefined && office === undefined ? [{ field: 'office', problem: 'office' } as const] : []),
    ...periodProblems(wanted, localDay(now, programme.calendar.timeZone)),
  ]);
  if (!unit || !office) return;
  const card = { id: wanted.id, programme_id: programme.id, unit_id: unit.id, office_id: office.id };
  const period = { from_on: wanted.from, until_on: wanted.until };
  const opened = { met_on: null, groups: '{}', opened_by: caller.id, opened_at: now, closed_at: null };
  await transact(deps, async ({ db }) => {
    if (!(await insertScorecard(db, { ...card, ...period, ...opened }))) {
      return requireSame('from', await findOpened(db, wanted.id), { ...card, ...period });
    }
    const after = { unit: unit.code, office: office.code, ...period };
    await recordChange(db, { ...changedBy(caller, wanted.id, now), what: 'card_opened', before: null, after });
  });
}

/** The unit of a printed number, where a card of it is hers to open; undefined: there is none. */
export function unitOf(caller: AccountCaller, typed: string): Unit | undefined {
  if (!/^\d{1,6}$/.test(typed.trim())) return undefined;
  const unit = [...caller.programme.units.values()].find(({ number }) => number === Number(typed));
  return unit && mayOpenFor(caller, unit) ? unit : undefined;
}

function officeOf(caller: AccountCaller, unit: Unit, code: string): Office | undefined {
  if (caller.role === 'official') return caller.office ?? undefined;
  return officesFor(caller.programme, unit).find((office) => office.code === code);
}

function periodProblems({ from, until }: WantedCard, today: string): PlacedCardProblem[] {
  const wrong = [
    { field: 'from', day: from },
    { field: 'until', day: until },
  ].filter(({ day }) => !isDay(day));
  if (wrong.length > 0) return wrong.map(({ field }) => ({ field, problem: 'day' }));
  if (from > today) return [{ field: 'from', problem: 'future' }];
  if (until < from) return [{ field: 'until', problem: 'order' }];
  const days = DateTime.fromISO(until).diff(DateTime.fromISO(from), 'days').days;
  return days > LONGEST_PERIOD_DAYS ? [{ field: 'until', problem: 'long_period' }] : [];
}
