import { findVote, listPublicVotes, type OpenVote, type Vote } from '../../db/votes.ts';
import { type VoteResult, voteResult } from '../../forums/vote-result.ts';
import { areasAround } from '../../routing/areas-around.ts';
import type { Area } from '../../routing/programme.ts';
import type { Choice, Content, Screen, View } from '../screen.ts';

const MOST_VOTES = 8;
/** So long after its close a vote is listed with its result. */
const RESULT_KEPT_MS = 60 * 86_400_000;

/** Votes of a place, and of the places it lies in, that are open or closed lately. */
export async function votesAt(db: Parameters<typeof listPublicVotes>[0], area: Area, now: Date): Promise<Vote[]> {
  const areaIds = [area, ...areasAround(area)].map(({ id }) => id);
  return listPublicVotes(db, { areaIds, now, since: new Date(now.getTime() - RESULT_KEPT_MS), limit: MOST_VOTES });
}

/** The votes to choose from: open ones lead to the vote, the others to what they came to. */
const listScreen: Screen<readonly Vote[]> = {
  name: 'vote-list',
  load: (db, view) => votesAt(db, areaAt(view), view.now),
  show: ({ data = [], ...view }) => {
    const { ussd } = view.voice.locale;
    const name = view.voice.name(areaAt(view).names);
    if (data.length === 0) return { text: ussd.noVotes(name), elastic: { name, text: ussd.noVotes } };
    return { text: ussd.votes(name), choices: data.map((vote) => itemOf(view, vote)) };
  },
  choose: (_view, value) => {
    const [screen, cursor = ''] = value.split(' ');
    return { to: { screen: screen === 'vote' ? 'vote' : 'vote-result', cursor } };
  },
};

function itemOf({ voice, now }: Pick<View, 'voice' | 'now'>, { id, names, closes_at: closesAt }: Vote): Choice {
  const name = voice.name(names);
  if (now < closesAt) return { value: `vote ${id}`, label: name };
  return { value: `result ${id}`, label: voice.locale.ussd.voteOver(name) };
}

/** What can be voted for. */
const voteScreen: Screen<OpenVote | undefined> = {
  name: 'vote',
  load: (db, { programme, cursor }) => findVote(db, programme.id, cursor ?? ''),
  show: ({ data: vote, ...view }) => {
    if (!vote || !isOpen(view, vote)) return { text: view.voice.locale.ussd.voteClosed };
    const choices = vote.proposals.map(({ number, names }) => ({
      value: String(number),
      label: view.voice.name(names),
    }));
    return { text: view.voice.name(vote.names), choices, isLong: true };
  },
  choose: ({ cursor = '' }, value) => ({ to: { screen: 'vote-confirm', cursor: `${cursor} ${value}` } }),
};

/** The last look: it cannot be changed. */
const confirmScreen: Screen<OpenVote | undefined> = {
  name: 'vote-confirm',
  load: (db, view) => findVote(db, view.programme.id, chosen(view).vote),
  show: ({ data: vote, ...view }) => {
    const { ussd } = view.voice.locale;
    const proposal = vote?.proposals.find(({ number }) => number === chosen(view).number);
    if (!vote || !proposal || !isOpen(view, vote)) return { text: ussd.voteClosed };
    return {
      text: ussd.voteConfirm(view.voice.name(proposal.names)),
      choices: [
        { value: 'send', label: ussd.voteSend },
        { value: 'other', label: ussd.voteOther },
      ],
      isLong: true,
      isTogether: true,
    };
  },
  choose: (view, value) => {
    const { vote, number } = chosen(view);
    if (value !== 'send') return { to: { screen: 'vote', cursor: vote } };
    return { to: { screen: 'vote-done', cursor: vote }, isDone: true, effects: [{ type: 'cast-vote', vote, number }] };
  },
};

/** The vote and the proposal that the last look is about. */
function chosen({ cursor = '' }: Pick<View, 'cursor'>): { vote: string; number: number } {
  const [vote = '', number = ''] = cursor.split(' ');
  return { vote, number: Number(number) };
}

/** What came of it. What was chosen is not said again: it is kept nowhere. */
const doneScreen: Screen<OpenVote | undefined> = {
  name: 'vote-done',
  load: (db, { programme, cursor }) => findVote(db, programme.id, cursor ?? ''),
  show: ({ data: vote, ...view }) => {
    const { ussd } = view.voice.locale;
    const { cast } = view.draft;
    if (cast === 'already') return { text: ussd.votedAlready, isEnd: true };
    if (cast !== 'counted' || !vote) return { text: ussd.voteClosed, isEnd: true };
    return { text: ussd.voted(view.voice.moment(vote.closes_at)), isEnd: true };
  },
};

/** What a vote that has closed came to. */
interface Ended {
  readonly vote: OpenVote;
  readonly result: VoteResult | null;
}

const resultScreen: Screen<Ended | null> = {
  name: 'vote-result',
  load: async (db, { programme, cursor, now }) => {
    const vote = await findVote(db, programme.id, cursor ?? '');
    return vote ? { vote, result: await voteResult({ db, now: () => now }, vote) } : null;
  },
  show: ({ data, ...view }) =>
    data?.result ? resultText(view, data.result) : { text: view.voice.locale.ussd.voteClosed },
};

function resultText({ voice }: Pick<View, 'voice'>, { turnout, proposals, winners }: VoteResult): Content {
  const { ussd } = voice.locale;
  if (turnout === null) return { text: ussd.voteFew };
  const lines = proposals.map(({ names, votes }) => ussd.voteCount(votes, voice.name(names)));
  const tied = winners.length > 1 ? [ussd.voteTied] : [];
  return { text: [ussd.voteTurnout(turnout), ...tied, ...lines].join('\n'), isLong: true };
}

export const VOTE_SCREENS: readonly Screen[] = [
  listScreen as Screen,
  voteScreen as Screen,
  confirmScreen as Screen,
  doneScreen as Screen,
  resultScreen as Screen,
];

function isOpen({ now }: Pick<View, 'now'>, { opens_at: opensAt, closes_at: closesAt }: Vote): boolean {
  return opensAt <= now && now < closesAt;
}

function areaAt({ programme, cursor }: Pick<View, 'programme' | 'cursor'>): Area {
  return programme.areas.get(cursor ?? '') ?? programme.root;
}
