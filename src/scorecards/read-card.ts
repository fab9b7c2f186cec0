import type { Kysely } from 'kysely';
import type { Database, Scorecard } from '../db/schema.ts';
import { countUnitScores, readScores } from '../db/scorecards.ts';
import type { Programme, Unit } from '../routing/programme.ts';
import { type ComparedScore, compareScores, scoresOf } from './compare-scores.ts';

/** Of fewer users offices and observers learn nothing. */
export const FEWEST_FOR_OFFICES = 5;
/** Of fewer users nobody else learns anything. */
export const FEWEST_FOR_ALL = 10;

/** The lines of a card as offices and observers may see them. */
export async function readCardLines(
  db: Kysely<Database>,
  programme: Programme,
  { card, unit }: { readonly card: Scorecard; readonly unit: Unit },
): Promise<readonly ComparedScore[]> {
  const stored = await readScores(db, [card.id]);
  const period = { from: card.from_on, until: card.until_on };
  const counted = card.closed_at === null ? await countUnitScores(db, [unit.id], period) : [];
  return compareScores(programme, unit, scoresOf(card, stored, counted), FEWEST_FOR_OFFICES);
}
