import type { Kysely } from 'kysely';
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
  readonly comment: string | null;
  readonly language: Language;
  readonly channel: Channel;
  /** The day in the programme's time zone, ISO. */
  readonly ratedOn: string;
  readonly now: Date;
}

/** The longest comment kept, in characters. */
const LONGEST_COMMENT = 1_000;

/** Keeps a rating. One per person, unit and day: a second one that day replaces the first. */
export async function saveRating(db: Kysely<Database>, rating: NewRating): Promise<void> {
  const opinion = {
    score: rating.score,
    comment: rating.comment === null ? null : makeStorable(rating.comment.slice(0, LONGEST_COMMENT)),
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
      ...opinion,
    })
    .onConflict((conflict) => conflict.constraint('ratings_once_a_day').doUpdateSet(opinion))
    .execute();
}
