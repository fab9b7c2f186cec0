import type { VNode } from 'preact';
import { mayDo } from '../../accounts/scope.ts';
import type { OpenVote } from '../../db/votes.ts';
import type { VoteResult } from '../../forums/vote-result.ts';
import { voiceOf } from '../../grievances/texts.ts';
import { wordsOf } from '../../locales/console/index.ts';
import { nameIn } from '../../routing/programme.ts';
import type { FieldError } from '../admin/name-fields.tsx';
import { Button } from '../parts/fields.tsx';
import { RowsTable } from '../parts/rows-table.tsx';
import { showFullMoment } from '../report/moments.ts';
import type { SignedInVisit } from '../route.ts';
import { Facts } from './facts.tsx';
import { ForumFrame, toAll } from './forum-frame.tsx';
import { areaNameOf, voteState } from './states.ts';

interface VoteProps {
  readonly visit: SignedInVisit;
  readonly now: Date;
  readonly vote: OpenVote;
  /** How many phones have voted. */
  readonly phones: number;
  /** Null: it has not closed. */
  readonly result: VoteResult | null;
  readonly done: string | undefined;
  readonly errors: readonly FieldError[];
}

/** One vote: what can be chosen, and, when it has closed, what was. */
export function VotePage(props: VoteProps): VNode {
  const { visit, now, vote, phones, result, done, errors } = props;
  const { forums: words } = wordsOf(visit.language);
  const { programme, role } = visit.caller;
  const voice = voiceOf(programme, visit.language);
  const state = voteState(vote, now);
  const facts: readonly (readonly [string, string])[] = [
    [words.place, areaNameOf(visit, vote.area_id)],
    [words.opens, showFullMoment(programme, voice, vote.opens_at)],
    [words.closes, showFullMoment(programme, voice, vote.closes_at)],
    [words.state, words.voteStates[state]],
  ];
  return (
    <ForumFrame visit={visit} title={nameIn(vote.names, visit.language)} up={toAll(visit)} done={done} errors={errors}>
      <Facts facts={facts} />
      <p class="govuk-body">{words.phones(phones)}</p>
      {result === null ? <Hidden {...props} /> : <Result visit={visit} result={result} />}
      <p class="meta">{words.residents}</p>
      {state === 'coming' && mayDo(role, 'hold_votes') ? (
        <form method="post" action={`/console/forums/votes/${vote.id}/cancel`} class="panel">
          <Button text={words.cancelVote} look="warning" />
        </form>
      ) : null}
    </ForumFrame>
  );
}

function Hidden({ visit, vote }: VoteProps): VNode {
  const { forums: words } = wordsOf(visit.language);
  return (
    <>
      <p class="govuk-body">{words.hidden}</p>
      <ol class="govuk-list govuk-list--number">
        {vote.proposals.map(({ number, names }) => (
          <li key={number}>{nameIn(names, visit.language)}</li>
        ))}
      </ol>
    </>
  );
}

function Result({ visit, result }: { readonly visit: SignedInVisit; readonly result: VoteResult }): VNode {
  const { forums: words } = wordsOf(visit.language);
  const { turnout, proposals, winners } = result;
  if (turnout === null) return <p class="govuk-body">{words.fewVotes}</p>;
  return (
    <>
      {winners.length > 1 ? <p class="govuk-body">{words.tied}</p> : null}
      <RowsTable
        columns={[
          { text: words.votes, is: 'wide' },
          { text: words.votesFor, is: 'number' },
          { text: words.share, is: 'number' },
        ]}
        rows={proposals.map(({ number, names, votes }) => ({
          key: String(number),
          cells: [nameIn(names, visit.language), votes, `${Math.round((votes / turnout) * 100)}%`],
        }))}
      />
    </>
  );
}
