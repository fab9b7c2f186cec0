import type { AccountCaller } from '../accounts/caller.ts';
import { changedBy } from '../accounts/editor.ts';
import { recordChange } from '../db/changes.ts';
import { readScores, replaceScores, type ScoreCount } from '../db/scorecards.ts';
import type { Deps } from '../deps.ts';
import { indicatorsOf, type Unit } from '../routing/programme.ts';
import { countOf, type PlacedCardProblem, requireNone } from './card-problems.ts';
import { heldScores, requireSeen } from './held-on-card.ts';
import { onOpenCard } from './on-open-card.ts';
import { scoresFor } from './record-meeting.ts';

/** The field of the score that the providers agreed on for a line of the card. Null: the service as a whole. */
export function providersField(indicator: { readonly code: string } | null): string {
  return `own-${indicator?.code ?? 'all'}`;
}

/**
 * Records how those who work at the unit score it themselves: one score a line, on which so many of them agreed (`staff`). A line may
 * be left out. What was recorded before is replaced, and stays on the record of changes. `seen` is what the form was filled in
 * from (`markOf(heldScores(...))`).
 *
 * @throws {CardError} with every field that is wrong
 * @throws {AppError} as `onOpenCard` does
 */
export async function scoreByProviders(
  deps: Pick<Deps, 'db' | 'now' | 'wake'>,
  caller: AccountCaller,
  { id, unit }: { readonly id: string; readonly unit: Unit },
  typed: (field: string) => string,
): Promise<void> {
  const staff = countOf(typed('staff'));
  const lines = [null, ...indicatorsOf(caller.programme, unit)].map((indicator) => {
    const field = providersField(indicator);
    const value = typed(field).trim();
    return { indicator, field, value, score: scoresFor(indicator).find((score) => String(score) === value) };
  });
  const given = lines.filter(({ value }) => value !== '');
  const [first] = lines;
  const problems: PlacedCardProblem[] = [
    ...(staff === null || staff === 0 ? [{ field: 'staff', problem: 'number' } as const] : []),
    ...(given.length === 0 && first ? [{ field: first.field, problem: 'missing' } as const] : []),
    ...given.filter(({ score }) => score === undefined).map(({ field }) => ({ field, problem: 'number' as const })),
  ];
  requireNone(problems);
  const scores = given.map(
    ({ indicator, score = 0 }): ScoreCount => ({ indicator: indicator?.code ?? '', score, people: staff ?? 0 }),
  );
  await onOpenCard(deps, caller, id, async ({ db }) => {
    const held = heldScores(await readScores(db, [id]), 'providers');
    requireSeen('staff', typed('seen'), held);
    await replaceScores(db, id, 'providers', scores);
    const after = heldScores(await readScores(db, [id]), 'providers');
    await recordChange(db, { ...changedBy(caller, id, deps.now()), what: 'card_scored', before: held, after });
  });
}
