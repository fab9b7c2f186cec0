import { z } from 'zod';
import { countVotePhones, findVote, type OpenVote } from '../../db/votes.ts';
import type { Deps } from '../../deps.ts';
import { AppError } from '../../errors.ts';
import { cancelVote } from '../../forums/cancel-vote.ts';
import { createVote, FEWEST_PROPOSALS } from '../../forums/create-vote.ts';
import { LONGEST_CHOICE } from '../../forums/limits.ts';
import { OtherWordsError } from '../../forums/require-same.ts';
import { voteResult } from '../../forums/vote-result.ts';
import { wordsOf } from '../../locales/console/index.ts';
import type { FieldError, Typed } from '../admin/name-fields.tsx';
import { fieldOf } from '../read-form.ts';
import { type Answer, accountRoute, type ConsoleRoute, type SignedInVisit } from '../route.ts';
import { reachedArea } from './form-parts.tsx';
import { readLines } from './read-lines.ts';
import { readMoment } from './read-moment.ts';
import { readOnce, secondTime } from './read-once.ts';
import { PROPOSAL_NUMBERS, VoteForm } from './vote-form.tsx';
import { VotePage } from './vote-page.tsx';

const NOTHING_TYPED: Typed = { values: new Map(), errors: [] };
const one = z.object({
  params: z.object({ id: z.uuid() }),
  query: z.object({ done: z.string().optional().catch(undefined) }),
});

/** Votes: a new one, one of them, and calling it off before it opens. */
export const VOTE_ROUTES: readonly ConsoleRoute[] = [
  accountRoute({
    method: 'get',
    path: '/forums/votes/new',
    needs: 'hold_votes',
    input: z.object({}),
    handle: async (_deps, visit) => ({ page: <VoteForm visit={visit} typed={NOTHING_TYPED} /> }),
  }),
  accountRoute({
    method: 'post',
    path: '/forums/votes/new',
    needs: 'hold_votes',
    input: z.object({}),
    handle: addVote,
  }),
  accountRoute({
    method: 'get',
    path: '/forums/votes/:id',
    needs: 'convene',
    input: one,
    handle: async (deps, visit, { params: { id }, query: { done } }) => {
      const { forums: words } = wordsOf(visit.language);
      return showVote(deps, visit, id, { done: done === 'added' ? words.voteAdded : undefined });
    },
  }),
  accountRoute({
    method: 'post',
    path: '/forums/votes/:id/cancel',
    needs: 'hold_votes',
    input: one,
    handle: async (deps, visit, { params: { id } }) => {
      try {
        await cancelVote(deps, visit.caller, id);
      } catch (error) {
        if (!(error instanceof AppError) || error.code !== 'conflict') throw error;
        const message = wordsOf(visit.language).forums.errors.conflict;
        return showVote(deps, visit, id, { errors: [{ name: '_content', message }] });
      }
      return { redirect: '/console/forums?done=vote_cancelled' };
    },
  }),
];

async function showVote(
  deps: Deps,
  visit: SignedInVisit,
  id: string,
  shown: { readonly done?: string | undefined; readonly errors?: readonly FieldError[] },
): Promise<Answer> {
  const vote: OpenVote | undefined = await findVote(deps.db, visit.caller.programme.id, id);
  if (!vote) throw new AppError('not_found', 'There is no such vote.');
  return {
    status: shown.errors === undefined ? 200 : 409,
    page: (
      <VotePage
        visit={visit}
        now={deps.now()}
        vote={vote}
        phones={await countVotePhones(deps.db, id)}
        result={await voteResult(deps, vote)}
        done={shown.done}
        errors={shown.errors ?? []}
      />
    ),
  };
}

async function addVote(deps: Deps, visit: SignedInVisit): Promise<Answer> {
  const { caller, form, language } = visit;
  const { programme } = caller;
  const { errors: words } = wordsOf(language).forums;
  const now = deps.now();
  const code = fieldOf(form, 'area');
  const area = reachedArea(caller, code);
  const id = readOnce(form);
  const name = readLines(form, programme, words, { prefix: 'vote', mostUnits: LONGEST_CHOICE });
  const opens = readMoment(form, programme, words, { day: 'opens-day', time: 'opens-time' }, now);
  const closes = readMoment(form, programme, words, { day: 'closes-day', time: 'closes-time' }, now);
  const all = PROPOSAL_NUMBERS.map((number) =>
    readLines(form, programme, words, { prefix: `proposal-${number}`, mostUnits: LONGEST_CHOICE }),
  );
  const proposals = all.filter(({ isEmpty }) => !isEmpty);
  const isEarly = opens.at !== null && closes.at !== null && closes.at <= opens.at;
  const first = all[0]?.values[0]?.[0] ?? '';
  const errors: FieldError[] = [
    ...(area ? [] : [{ name: 'area', message: words.area }]),
    ...name.errors,
    ...opens.errors,
    ...closes.errors,
    ...(isEarly ? [{ name: 'closes-day', message: words.order }] : []),
    ...(proposals.length < FEWEST_PROPOSALS ? [{ name: first, message: words.proposals }] : []),
    ...proposals.flatMap((proposal) => proposal.errors),
  ];
  const lines = [name, opens, closes, ...all].flatMap(({ values }) => values);
  const typed: Typed = { values: new Map([['once', id], ['area', code], ...lines]), errors };
  if (!area || opens.at === null || closes.at === null || errors.length > 0) {
    return { status: 422, page: <VoteForm visit={visit} typed={typed} /> };
  }
  try {
    const wanted = { id, area, names: name.names, proposals: proposals.map(({ names }) => names) };
    await createVote(deps, caller, { ...wanted, opensAt: opens.at, closesAt: closes.at });
  } catch (error) {
    if (!(error instanceof OtherWordsError)) throw error;
    return { status: 409, page: <VoteForm visit={visit} typed={secondTime(visit, typed, '_content')} /> };
  }
  return { redirect: `/console/forums/votes/${id}?done=added` };
}
