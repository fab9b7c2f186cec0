import { type Kysely, sql } from 'kysely';
import type { Database } from './schema.ts';

/** How many meetings were held, what became of what was promised there, and how many votes closed. */
export interface ForumCounts {
  readonly meetings: number;
  readonly promises: number;
  /** Of the promises: those of which more say that they were kept than not, and the other way round. */
  readonly kept: number;
  readonly broken: number;
  readonly votes: number;
}

/**
 * Counts a programme's meetings that began between two moments and were not called off, the promises made there, and its votes that
 * closed between them. What became of a promise is as `promiseResult` says.
 *
 * @param of.now answers to a promise count until it closes; before that nothing is said of it
 * @param of.fewest of fewer answers to a promise nothing is said
 */
export async function countForums(
  db: Kysely<Database>,
  of: { programmeId: string; from: Date; to: Date; now: Date; fewest: number },
): Promise<ForumCounts> {
  const { programmeId, from, to } = of;
  const { rows } = await sql<ForumCounts>`
    with held as materialized (
      select id from meetings
      where programme_id = ${programmeId} and retired_at is null and starts_at >= ${from} and starts_at < ${to}
    ),
    made as (
      select asked_at is not null and closes_at <= ${of.now} as is_over,
        coalesce(promises.kept, (
          select count(*) from promise_answers where promise_id = promises.id and is_kept)) as yes,
        coalesce(promises.broken, (
          select count(*) from promise_answers where promise_id = promises.id and not is_kept)) as no
      from promises join held on held.id = promises.meeting_id
    )
    select (select count(*) from held)::integer as meetings,
      (select count(*) from votes
        where programme_id = ${programmeId} and cancelled_at is null
          and closes_at >= ${from} and closes_at < ${to})::integer as votes,
      count(*)::integer as promises,
      count(*) filter (where is_over and yes + no >= ${of.fewest} and yes > no)::integer as kept,
      count(*) filter (where is_over and yes + no >= ${of.fewest} and no > yes)::integer as broken
    from made`.execute(db);
  const [counts] = rows;
  return counts ?? { meetings: 0, promises: 0, kept: 0, broken: 0, votes: 0 };
}
