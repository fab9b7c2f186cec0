import { type Kysely, sql } from 'kysely';
import type { Database } from './schema.ts';
import { countUnitScores, type ScoreCount } from './scorecards.ts';

/**
 * What people said of units by phone in months that are over, from their first to their last day (ISO): each person once for each
 * thing. Counted when it is first asked for and kept, so that the page of a place costs the same with any number of ratings.
 */
export async function readReportCards(
  db: Kysely<Database>,
  unitIds: readonly string[],
  period: { readonly from: string; readonly until: string },
): Promise<ReadonlyMap<string, readonly ScoreCount[]>> {
  const rows = await db
    .selectFrom('report_cards')
    .select(['unit_id', 'scores'])
    .where('unit_id', '=', sql<string>`any(${unitIds}::uuid[])`)
    .where('until_on', '=', period.until)
    .execute();
  const known = new Map<string, readonly ScoreCount[]>(rows.map(({ unit_id: id, scores }) => [id, scores]));
  const missing = unitIds.filter((id) => !known.has(id));
  if (missing.length === 0) return known;
  const counted = await countUnitScores(db, missing, period);
  const cards = missing.map((id) => ({
    unit_id: id,
    until_on: period.until,
    scores: counted
      .filter(({ unit_id: unit }) => unit === id)
      .map(({ indicator, score, people }) => ({ indicator, score, people })),
  }));
  await keepCards(db, cards);
  return new Map([...known, ...cards.map(({ unit_id: id, scores }) => [id, scores] as const)]);
}

/** Those of the months before are needed no longer. */
async function keepCards(
  db: Kysely<Database>,
  cards: readonly { unit_id: string; until_on: string; scores: readonly ScoreCount[] }[],
): Promise<void> {
  await db
    .insertInto('report_cards')
    .values(cards.map((card) => ({ ...card, scores: JSON.stringify(card.scores) })))
    .onConflict((conflict) => conflict.constraint('report_cards_pk').doNothing())
    .execute();
  const [first] = cards;
  if (first === undefined) return;
  await db
    .deleteFrom('report_cards')
    .where('unit_id', '=', sql<string>`any(${cards.map(({ unit_id: id }) => id)}::uuid[])`)
    .where('until_on', '<', first.until_on)
    .execute();
}
