import { type Kysely, sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import { makeStorable } from '../encoding.ts';
import type { Language } from '../routing/programme.ts';
import type { Channel, Database } from './schema.ts';

/** One person's opinion of one unit. */
export interface NewRating {
  readonly programmeId: string;
  readonly unitId: string;
  readonly citizenId: string;
  /** 1 (very bad) to 5 (very good). */
  readonly score: number;
  /** Null: none given with this score. */
  readonly comment: string | null;
  /** By indicator code: 1 to 5, or 1 for yes and 2 for no. */
  readonly answers?: IndicatorAnswers;
  readonly language: Language;
  readonly channel: Channel;
  /** The day in the programme's time zone, ISO. */
  readonly ratedOn: string;
  readonly now: Date;
}

export type IndicatorAnswers = Readonly<Record<string, number>>;

/** Who rated what. */
interface Rated {
  readonly unitId: string;
  readonly citizenId: string;
}

/** The longest comment kept, in characters. */
const LONGEST_COMMENT = 1_000;

/**
 * Keeps a rating. One per person, unit and day: what she says again that day replaces what she said before, and what she
 * does not say again (a comment, an answer) stays.
 */
export async function saveRating(db: Kysely<Database>, rating: NewRating): Promise<void> {
  const comment = rating.comment === null ? null : storable(rating.comment);
  const said = {
    score: rating.score,
    language: rating.language,
    channel: rating.channel,
    created_at: rating.now,
  };
  await db
    .insertInto('ratings')
    .values({
      id: uuidv7(),
      programme_id: rating.programmeId,
      unit_id: rating.unitId,
      citizen_id: rating.citizenId,
      rated_on: rating.ratedOn,
      comment,
      answers: JSON.stringify(rating.answers ?? {}),
      ...said,
    })
    .onConflict((conflict) =>
      conflict.constraint('ratings_once_a_day').doUpdateSet((row) => ({
        ...said,
        comment: row.fn.coalesce('excluded.comment', 'ratings.comment'),
        answers: sql`ratings.answers || excluded.answers`,
      })),
    )
    .execute();
}

/** Adds answers to her newest rating of the unit; the same question answered again is answered anew. */
export async function answerRating(db: Kysely<Database>, rated: Rated, answers: IndicatorAnswers): Promise<void> {
  await db
    .updateTable('ratings')
    .set({ answers: sql`answers || ${JSON.stringify(answers)}::jsonb` })
    .where('id', '=', newestOf(db, rated))
    .execute();
}

/** Puts a comment on her newest rating of the unit, in place of an earlier one. */
export async function commentOnRating(db: Kysely<Database>, rated: Rated, comment: string): Promise<void> {
  await db
    .updateTable('ratings')
    .set({ comment: storable(comment) })
    .where('id', '=', newestOf(db, rated))
    .execute();
}

/** A call that goes on past midnight still belongs to the rating it began with, so no day is asked for. */
function newestOf(db: Kysely<Database>, { unitId, citizenId }: Rated) {
  return db
    .selectFrom('ratings')
    .select('id')
    .where('unit_id', '=', unitId)
    .where('citizen_id', '=', citizenId)
    .orderBy('rated_on', 'desc')
    .limit(1);
}

/** Cut between characters: half of an emoji is nothing. */
function storable(comment: string): string {
  return makeStorable(Array.from(comment).slice(0, LONGEST_COMMENT).join(''));
}
