import { type Kysely, sql } from 'kysely';
import type { Database } from './schema.ts';
import { countUnitScores, type ScoreCount } from './scorecards.ts';

/** What people said of units by phone, by unit, up to the last day of the months they were counted of (ISO); null: never counted. */
export interface ReportCards {
  readonly until: string | null;
  readonly scores: ReadonlyMap<string, readonly ScoreCount[]>;
}

/** The newest cards there are of these units. They were counted before anybody asked: see `keepReportCards`. */
export async function readReportCards(db: Kysely<Database>, unitIds: readonly string[]): Promise<ReportCards> {
  const rows = await db
    .selectFrom('report_cards')
    .select(['unit_id', 'until_on', 'scores'])
    .where('unit_id', '=', sql<string>`any(${unitIds}::uuid[])`)
    .orderBy('until_on', 'desc')
    .execute();
  const until = rows[0]?.until_on ?? null;
  const newest = rows.filter(({ until_on: one }) => one === until);
  return { until, scores: new Map(newest.map(({ unit_id: id, scores }) => [id, scores])) };
}

/** Of so many ratings, some hundred thousand, a statement is still short. */
const UNITS_AT_ONCE = 5;

/**
 * Counts what people said of units in months that are over, from their first to their last day (ISO): each person once for each thing. They
 * take the place of the cards before all at once; those that are of these months already stand still.
 */
export async function keepReportCards(
  db: Kysely<Database>,
  unitIds: readonly string[],
  period: { readonly from: string; readonly until: string },
): Promise<void> {
  const { until } = period;
  const cards: { unit_id: string; until_on: string; scores: string }[] = [];
  for (let at = 0; at < unitIds.length; at += UNITS_AT_ONCE) {
    const some = unitIds.slice(at, at + UNITS_AT_ONCE);
    const counted = await countUnitScores(db, some, period);
    for (const id of some) {
      const own = counted.filter(({ unit_id: unit }) => unit === id);
      const scores = own.map(({ indicator, score, people }) => ({ indicator, score, people }));
      cards.push({ unit_id: id, until_on: until, scores: JSON.stringify(scores) });
    }
  }
  if (cards.length === 0) return;
  await db.transaction().execute(async (tx) => {
    await tx
      .insertInto('report_cards')
      .values(cards)
      .onConflict((conflict) => conflict.constraint('report_cards_pk').doNothing())
      .execute();
    await tx
      .deleteFrom('report_cards')
      .where('unit_id', '=', sql<string>`any(${unitIds}::uuid[])`)
      .where('until_on', '<', until)
      .execute();
  });
}
