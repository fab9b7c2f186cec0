import { type Kysely, sql } from 'kysely';
import type { Database } from './schema.ts';
import type { Proposal, Vote } from './votes.ts';

/** A vote with its proposals. */
export interface CountedVote extends Vote {
  /** In the order of their keys. `votes` is null while it is open. */
  readonly proposals: readonly (Proposal & { readonly votes: number | null })[];
}

/**
 * Votes of any of the areas that have opened and were not called off, the last to close first. What was chosen in one that is open
 * does not leave the database.
 *
 * @param query.closed only those that closed between two moments, not those that are open
 * @param query.after goes on after the vote that closes then and has this id
 */
export async function listCountedVotes(
  db: Kysely<Database>,
  query: {
    programmeId: string;
    areaIds: readonly string[];
    now: Date;
    closed?: { readonly from: Date; readonly to: Date };
    after: { readonly closesAt: Date; readonly id: string } | null;
    limit: number;
  },
): Promise<CountedVote[]> {
  const { now, closed, after } = query;
  const isClosed = closed === undefined ? sql`true` : sql`closes_at >= ${closed.from} and closes_at < ${closed.to}`;
  const isAfter =
    after === null ? sql`true` : sql`(closes_at, id) < (${after.closesAt}::timestamptz, ${after.id}::uuid)`;
  const { rows } = await sql<CountedVote>`
    select id, area_id, names, opens_at, closes_at, (
      select coalesce(json_agg(json_build_object('number', number, 'names', proposal.names,
        'votes', case when closes_at <= ${now} then proposal.votes end) order by number), '[]')
      from vote_proposals proposal where vote_id = votes.id) as proposals
    from votes
    where programme_id = ${query.programmeId} and area_id = any(${query.areaIds}::uuid[])
      and cancelled_at is null and opens_at <= ${now} and ${isClosed} and ${isAfter}
    order by closes_at desc, id desc limit ${query.limit}`.execute(db);
  return rows;
}
