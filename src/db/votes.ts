import { type Kysely, type Selectable, sql } from 'kysely';
import type { Names } from '../routing/programme.ts';
import { nearestFirst } from './nearest-first.ts';
import type { Database, VotesTable } from './schema.ts';

/** A vote without what was chosen in it. */
export type Vote = Pick<Selectable<VotesTable>, 'id' | 'area_id' | 'names' | 'opens_at' | 'closes_at'>;

/** One of its proposals; `number` is its key on the phone. */
export interface Proposal {
  readonly number: number;
  readonly names: Names;
}

/** A vote as it can be voted in. */
export type OpenVote = Vote & { readonly proposals: readonly Proposal[] };

const COLUMNS = ['id', 'area_id', 'names', 'opens_at', 'closes_at'] as const;

/**
 * Votes of any of these areas that are open, and those that closed after `since`, the latest first; `limit` at most.
 */
export async function listPublicVotes(
  db: Kysely<Database>,
  of: { areaIds: readonly string[]; now: Date; since: Date; limit: number },
): Promise<Vote[]> {
  return db
    .selectFrom('votes')
    .select(COLUMNS)
    .where('area_id', '=', sql<string>`any(${of.areaIds}::uuid[])`)
    .where('cancelled_at', 'is', null)
    .where('opens_at', '<=', of.now)
    .where('closes_at', '>', of.since)
    .orderBy('closes_at', 'desc')
    .orderBy('id', 'desc')
    .limit(of.limit)
    .execute();
}

/**
 * Votes of a programme that were not called off: those that have not closed at a moment first, the next to close first, then those
 * that have, the latest first; `limit` at most.
 *
 * @param of.after goes on after the vote with this id; null: begins
 */
export async function listVotes(
  db: Kysely<Database>,
  of: { programmeId: string; now: Date; after: string | null; limit: number },
): Promise<Vote[]> {
  const { order, isAfter } = nearestFirst({ table: 'votes', column: 'closes_at', now: of.now, after: of.after });
  return db
    .selectFrom('votes')
    .select(COLUMNS)
    .where('programme_id', '=', of.programmeId)
    .where('cancelled_at', 'is', null)
    .where(isAfter)
    .orderBy(order)
    .limit(of.limit)
    .execute();
}

/** A vote of a programme with its proposals, and nothing of what was chosen. */
export async function findVote(db: Kysely<Database>, programmeId: string, id: string): Promise<OpenVote | undefined> {
  const vote = await db
    .selectFrom('votes')
    .select(COLUMNS)
    .where('programme_id', '=', programmeId)
    .where('id', '=', id)
    .where('cancelled_at', 'is', null)
    .executeTakeFirst();
  if (!vote) return undefined;
  const proposals = await db
    .selectFrom('vote_proposals')
    .select(['number', 'names'])
    .where('vote_id', '=', id)
    .orderBy('number')
    .execute();
  return { ...vote, proposals };
}

/** What was entered as the vote with this id, of whatever programme; it may have been called off since. */
export async function findEnteredVote(
  db: Kysely<Database>,
  id: string,
): Promise<(Vote & { readonly programme_id: string; readonly proposals: readonly Names[] }) | undefined> {
  const vote = await db
    .selectFrom('votes')
    .select([...COLUMNS, 'programme_id'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (!vote) return undefined;
  const proposals = await db
    .selectFrom('vote_proposals')
    .select('names')
    .where('vote_id', '=', id)
    .orderBy('number')
    .execute();
  return { ...vote, proposals: proposals.map(({ names }) => names) };
}

/** Writes a vote with its proposals, numbered from 1; once. False: it is there already. */
export async function insertVote(
  db: Kysely<Database>,
  vote: Vote & { programmeId: string; createdBy: string; now: Date; proposals: readonly Names[] },
): Promise<boolean> {
  const inserted = await db
    .insertInto('votes')
    .values({
      id: vote.id,
      programme_id: vote.programmeId,
      area_id: vote.area_id,
      names: JSON.stringify(vote.names),
      opens_at: vote.opens_at,
      closes_at: vote.closes_at,
      created_by: vote.createdBy,
      created_at: vote.now,
    })
    .onConflict((conflict) => conflict.constraint('votes_pk').doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!inserted) return false;
  await db
    .insertInto('vote_proposals')
    .values(
      vote.proposals.map((names, index) => ({ vote_id: vote.id, number: index + 1, names: JSON.stringify(names) })),
    )
    .execute();
  return true;
}

/** Calls a vote off, before it opens. False: it is open, or over, or not there. */
export async function cancelVote(db: Kysely<Database>, programmeId: string, id: string, now: Date): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('votes')
    .set({ cancelled_at: now })
    .where('programme_id', '=', programmeId)
    .where('id', '=', id)
    .where('opens_at', '>', now)
    .where('cancelled_at', 'is', null)
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}

/** Says that a phone votes. False: it has voted before. */
export async function insertVotePhone(db: Kysely<Database>, voteId: string, phoneHash: Buffer): Promise<boolean> {
  const inserted = await db
    .insertInto('vote_phones')
    .values({ vote_id: voteId, phone_hash: phoneHash })
    .onConflict((conflict) => conflict.constraint('vote_phones_pk').doNothing())
    .returning('vote_id')
    .executeTakeFirst();
  return inserted !== undefined;
}

/** Counts one more for a proposal. False: it has no such proposal. */
export async function countVote(db: Kysely<Database>, voteId: string, number: number): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('vote_proposals')
    .set((row) => ({ votes: row('votes', '+', 1) }))
    .where('vote_id', '=', voteId)
    .where('number', '=', number)
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}

/** What was chosen in a vote that has closed, and nothing of one that has not. */
export async function countClosed(
  db: Kysely<Database>,
  voteId: string,
  now: Date,
): Promise<(Proposal & { votes: number })[]> {
  return db
    .selectFrom('vote_proposals')
    .innerJoin('votes', 'votes.id', 'vote_proposals.vote_id')
    .select(['vote_proposals.number', 'vote_proposals.names', 'vote_proposals.votes'])
    .where('vote_id', '=', voteId)
    .where('closes_at', '<=', now)
    .where('cancelled_at', 'is', null)
    .orderBy('number')
    .execute();
}

/** How many phones have voted: known while it runs, it says nothing of what they chose. */
export async function countVotePhones(db: Kysely<Database>, voteId: string): Promise<number> {
  // When it is forgotten which they were, the sum of what they chose says how many: it has closed long ago.
  const { rows } = await sql<{ phones: number }>`
    select case when forgotten_at is null then (select count(*) from vote_phones where vote_id = votes.id)
      else (select sum(votes) from vote_proposals where vote_id = votes.id) end::integer as phones
    from votes where id = ${voteId}`.execute(db);
  return rows[0]?.phones ?? 0;
}
