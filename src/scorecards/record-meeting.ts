import type { AccountCaller } from '../accounts/caller.ts';
import { changedBy } from '../accounts/editor.ts';
import { recordChange } from '../db/changes.ts';
import { readScores, replaceScores, type ScoreCount } from '../db/scorecards.ts';
import type { Deps } from '../deps.ts';
import { localDay } from '../grievances/local-day.ts';
import { indicatorsOf, type Programme, type Unit } from '../routing/programme.ts';
import { countOf, isDay, type PlacedCardProblem, requireNone } from './card-problems.ts';
import { isYesNo } from './compare-scores.ts';
import { heldMeeting, requireSeen } from './held-on-card.ts';
import { onOpenCard } from './on-open-card.ts';

const LONGEST_VENUE = 120;
const LONGEST_NOTES = 2_000;

/** What is typed about an interface meeting, by field: `met_on`, `venue`, `women`, `men`, `group-CODE`, `notes`, `score-CODE-1`. */
export type TypedMeeting = (field: string) => string;

/** The field of how many people gave a score to a line of the card. Null: the service as a whole. */
export function scoreField(indicator: { readonly code: string } | null, score: number): string {
  return `score-${indicator?.code ?? 'all'}-${score}`;
}

/** The scores that can be given to a line of the card. */
export function scoresFor(indicator: Parameters<typeof isYesNo>[0]): readonly number[] {
  return isYesNo(indicator) ? [1, 2] : [1, 2, 3, 4, 5];
}

/**
 * Records the interface meeting of a card: when and where, how many came, and how many gave which score. What was recorded before
 * is replaced, and stays on the record of changes. `seen` is what the form was filled in from (`markOf(heldMeeting(...))`).
 *
 * @throws {CardError} with every field that is wrong
 * @throws {AppError} as `onOpenCard` does
 */
export async function recordMeeting(
  deps: Pick<Deps, 'db' | 'now' | 'wake'>,
  caller: AccountCaller,
  { id, unit }: { readonly id: string; readonly unit: Unit },
  typed: TypedMeeting,
): Promise<void> {
  const { programme } = caller;
  const today = localDay(deps.now(), programme.calendar.timeZone);
  const people = peopleOf(programme, typed);
  const scores = meetingScores(programme, unit, typed);
  requireNone([
    ...placeProblems(typed, today),
    ...people.problems,
    ...scores.problems,
    ...tooMany(people.women + people.men, scores),
  ]);
  await onOpenCard(deps, caller, id, async ({ db }, card) => {
    const before = heldMeeting(card, await readScores(db, [id]));
    requireSeen('met_on', typed('seen'), before);
    const after = await db
      .updateTable('scorecards')
      .set({
        met_on: typed('met_on').trim(),
        venue: typed('venue').trim(),
        women: people.women,
        men: people.men,
        groups: JSON.stringify(people.groups),
        notes: typed('notes').trim(),
      })
      .where('id', '=', id)
      .returningAll()
      .executeTakeFirstOrThrow();
    await replaceScores(db, id, 'meeting', scores.counts);
    await recordChange(db, {
      ...changedBy(caller, id, deps.now()),
      what: 'card_meeting_recorded',
      before: card.met_on === null ? null : before,
      after: heldMeeting(after, await readScores(db, [id])),
    });
  });
}

function placeProblems(typed: TypedMeeting, today: string): PlacedCardProblem[] {
  const [day, venue, notes] = ['met_on', 'venue', 'notes'].map((field) => typed(field).trim());
  return [
    ...(isDay(day ?? '') ? [] : [{ field: 'met_on', problem: 'day' } as const]),
    ...(isDay(day ?? '') && (day ?? '') > today ? [{ field: 'met_on', problem: 'future' } as const] : []),
    ...(venue === '' ? [{ field: 'venue', problem: 'missing' } as const] : []),
    ...((venue ?? '').length > LONGEST_VENUE ? [{ field: 'venue', problem: 'too_long' } as const] : []),
    ...((notes ?? '').length > LONGEST_NOTES ? [{ field: 'notes', problem: 'too_long' } as const] : []),
  ];
}

function peopleOf({ groups }: Programme, typed: TypedMeeting) {
  const problems: PlacedCardProblem[] = [];
  const read = (field: string): number => {
    const count = countOf(typed(field));
    if (count === null) problems.push({ field, problem: 'number' });
    return count ?? 0;
  };
  const [women, men] = [read('women'), read('men')];
  const counted = groups.map(({ code }) => [code, read(`group-${code}`)] as const).filter(([, count]) => count > 0);
  for (const [code, count] of counted) {
    if (count > women + men) problems.push({ field: `group-${code}`, problem: 'more_than_came' });
  }
  return { women, men, groups: Object.fromEntries(counted), problems };
}

interface MeetingScores {
  readonly counts: ScoreCount[];
  readonly problems: PlacedCardProblem[];
}

function meetingScores(programme: Programme, unit: Unit, typed: TypedMeeting): MeetingScores {
  const problems: PlacedCardProblem[] = [];
  const counts = [null, ...indicatorsOf(programme, unit)].flatMap((indicator) =>
    scoresFor(indicator).map((score): ScoreCount => {
      const field = scoreField(indicator, score);
      const people = countOf(typed(field));
      if (people === null) problems.push({ field, problem: 'number' });
      return { indicator: indicator?.code ?? '', score, people: people ?? 0 };
    }),
  );
  return { counts, problems };
}

/** Nobody scores one thing twice: more scores than people is a slip. Told at the first score of the line. */
function tooMany(came: number, { counts }: MeetingScores): PlacedCardProblem[] {
  const sums = new Map<string, number>();
  for (const { indicator, people } of counts) sums.set(indicator, (sums.get(indicator) ?? 0) + people);
  return [...sums]
    .filter(([, people]) => people > came)
    .map(([code]) => ({ field: scoreField(code === '' ? null : { code }, 1), problem: 'more_than_came' }));
}
