import { z } from 'zod';
import { areaIdsWithin } from '../../accounts/area-ids-within.ts';
import type { Caller } from '../../accounts/caller.ts';
import { type CountedVote, listCountedVotes } from '../../db/list-counted-votes.ts';
import { resultOf } from '../../forums/vote-result.ts';
import { areasAround } from '../../routing/areas-around.ts';
import { pageFields, positionParts, readCursor, toPage } from '../cursor.ts';
import { readArea } from '../figure-place.ts';
import { presentNamed } from '../present.ts';
import { defineRoute } from '../route.ts';
import { SCHEMAS } from '../schemas.ts';

const query = z.strictObject({
  area: z.string().optional().describe('A code: votes of the area, of what lies in it, and of what it lies in.'),
  ...pageFields,
});

export const listVotesRoute = defineRoute({
  method: 'get',
  path: '/votes',
  summary: 'Votes that have opened, the last to close first; what was chosen only of those that are over',
  ability: 'monitor',
  status: 200,
  input: z.object({ query }),
  response: SCHEMAS.VoteList,
  handle: async (deps, caller, { query: { cursor, limit, area: code } }) => {
    const area = readArea(caller, code);
    const [closesAt, id] =
      cursor === undefined ? [] : readCursor(z.tuple([positionParts.moment, positionParts.id]), cursor);
    const now = deps.now();
    const votes = await listCountedVotes(deps.db, {
      programmeId: caller.programme.id,
      areaIds: [...areaIdsWithin(caller.programme, area), ...areasAround(area).map((each) => each.id)],
      now,
      after: closesAt === undefined || id === undefined ? null : { closesAt: new Date(closesAt), id },
      limit: limit + 1,
    });
    return toPage(
      votes,
      limit,
      (vote) => present(caller, vote, now),
      (vote) => [vote.closes_at.toISOString(), vote.id],
    );
  },
});

function present({ programme }: Caller, vote: CountedVote, now: Date): z.output<typeof SCHEMAS.Vote> {
  const counted = vote.proposals.flatMap(({ votes, ...proposal }) => (votes === null ? [] : [{ ...proposal, votes }]));
  const isOver = vote.closes_at <= now;
  const result = isOver ? resultOf(counted) : null;
  const turnout = result?.turnout ?? null;
  return {
    id: vote.id,
    area: presentNamed(programme.byId.areas.get(vote.area_id) ?? programme.root),
    names: vote.names,
    opens_at: vote.opens_at.toISOString(),
    closes_at: vote.closes_at.toISOString(),
    state: isOver ? 'over' : 'open',
    turnout,
    proposals: vote.proposals.map(({ number, names, votes }) => ({
      number,
      names,
      votes: turnout === null ? null : votes,
      won: turnout === null ? null : (result?.winners.includes(number) ?? null),
    })),
  };
}
