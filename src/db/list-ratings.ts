import type { Expression, Kysely, SqlBool } from 'kysely';
import type { Names } from '../routing/programme.ts';
import type { Database, Rating } from './schema.ts';

/** A rating with the unit it is about; not who gave it. */
export type ListedRating = Pick<
  Rating,
  'id' | 'score' | 'comment' | 'answers' | 'language' | 'channel' | 'rated_on'
> & {
  unit_code: string;
  unit_names: Names;
};

/**
 * Ratings that meet every condition (on `ratings` and `units`), newest first.
 *
 * @param query.afterId goes on after the rating with this id
 */
export async function listRatings(
  db: Kysely<Database>,
  query: { where: readonly Expression<SqlBool>[]; afterId: string | null; limit: number },
): Promise<ListedRating[]> {
  const { where, afterId, limit } = query;
  return db
    .selectFrom('ratings')
    .innerJoin('units', 'units.id', 'ratings.unit_id')
    .select([
      'ratings.id',
      'ratings.score',
      'ratings.comment',
      'ratings.answers',
      'ratings.language',
      'ratings.channel',
      'ratings.rated_on',
    ])
    .select(['units.code as unit_code', 'units.names as unit_names'])
    .where((eb) => eb.and(afterId === null ? where : [...where, eb('ratings.id', '<', afterId)]))
    .orderBy('ratings.id', 'desc')
    .limit(limit)
    .execute();
}
