import type { OpenVote } from '../db/votes.ts';
import { MOST_PROPOSALS } from '../forums/create-vote.ts';
import { LONGEST_CHOICE, longestLike } from '../forums/limits.ts';
import type { Names } from '../routing/programme.ts';
import type { ScreenName } from '../ussd/screen.ts';
import type { Given, SamplesOf } from './sample.ts';
import type { Worst } from './worst.ts';

const DAY_MS = 86_400_000;
const VOTE = '00000000-0000-7000-8000-000000000001';
const MANY = 99_999;

/** The screens of meetings and votes. What administrators type there is as long as the console takes it. */
export const FORUM_SAMPLES = {
  'meetings-tell': (_programme, worst) =>
    [
      { isAgreed: false, isStopped: false },
      { isAgreed: true, isStopped: false },
      { isAgreed: true, isStopped: true },
    ].map((data) => ({ ...atPlace(worst), data })),
  'meetings-told': (_programme, worst) =>
    [true, false].map((isToldOfMeetings) => ({ ...atPlace(worst), depth: 1, draft: { isToldOfMeetings } })),
  'meeting-code': () => [{}],
  'meeting-came': () => [{ depth: 1 }],
  'vote-list': (_programme, worst) =>
    [[], [voteOf(worst), closedVoteOf(worst)]].map((data) => ({ ...atPlace(worst), data })),
  vote: (_programme, worst) => [
    { cursor: VOTE, data: undefined },
    { cursor: VOTE, data: voteOf(worst) },
  ],
  'vote-confirm': (_programme, worst) => [
    { cursor: `${VOTE} 1`, data: undefined },
    { cursor: `${VOTE} 1`, data: voteOf(worst) },
  ],
  'vote-done': (_programme, worst) =>
    (['counted', 'already', 'closed'] as const).map((cast) => ({
      depth: 1,
      cursor: VOTE,
      draft: { cast },
      data: voteOf(worst),
    })),
  'vote-result': (_programme, worst) => {
    const vote = closedVoteOf(worst);
    const proposals = vote.proposals.map((proposal) => ({ ...proposal, votes: MANY }));
    return [
      null,
      { vote, result: { turnout: null, proposals, winners: [] } },
      { vote, result: { turnout: MANY * MOST_PROPOSALS, proposals, winners: [1, 2] } },
    ].map((data) => ({ cursor: VOTE, data }));
  },
} satisfies Partial<SamplesOf<ScreenName>>;

function atPlace({ area }: Worst): Given {
  return { cursor: area.code, blame: { table: 'areas', code: area.code } };
}

/** A text of so many units in the letters of a language. */
export function longName({ voice, area }: Pick<Worst, 'voice' | 'area'>, units: number): Names {
  const name = longestLike(voice.name(area.names), units);
  return { en: name, [voice.language]: name };
}

function voteOf(worst: Worst): OpenVote {
  const proposal = longName(worst, LONGEST_CHOICE);
  return {
    id: VOTE,
    area_id: worst.area.id,
    names: proposal,
    opens_at: new Date(worst.moment.getTime() - DAY_MS),
    closes_at: new Date(worst.moment.getTime() + 7 * DAY_MS),
    proposals: Array.from({ length: MOST_PROPOSALS }, (_, index) => ({ number: index + 1, names: proposal })),
  };
}

function closedVoteOf(worst: Worst): OpenVote {
  return { ...voteOf(worst), closes_at: worst.moment };
}
