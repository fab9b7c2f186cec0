import type { VNode } from 'preact';
import { mayDo } from '../../accounts/scope.ts';
import type { Forum } from '../../db/forums.ts';
import type { Vote } from '../../db/votes.ts';
import { voiceOf } from '../../grievances/texts.ts';
import { wordsOf } from '../../locales/console/index.ts';
import { errorOf, type Typed } from '../admin/name-fields.tsx';
import { Button, TextField } from '../parts/fields.tsx';
import { RowsTable } from '../parts/rows-table.tsx';
import { showFullMoment } from '../report/moments.ts';
import type { SignedInVisit } from '../route.ts';
import { ForumFrame } from './forum-frame.tsx';
import { areaNameOf, forumState, voteState } from './states.ts';

interface ForumsProps {
  readonly visit: SignedInVisit;
  readonly now: Date;
  readonly forums: readonly Forum[];
  readonly votes: readonly Vote[];
  readonly typed: Typed;
  readonly done: string | undefined;
}

/** Meetings within reach and the votes of the programme, the latest first. */
export function ForumsPage({ visit, now, forums, votes, typed, done }: ForumsProps): VNode {
  const { forums: words } = wordsOf(visit.language);
  const mayHold = mayDo(visit.caller.role, 'hold_votes');
  return (
    <ForumFrame visit={visit} title={words.title} done={done} errors={typed.errors}>
      <p class="govuk-body">{words.about}</p>
      <p class="govuk-body">
        <a class="govuk-link" href="/console/forums/new">
          {words.add}
        </a>
      </p>
      {forums.length === 0 ? (
        <div class="panel">
          <p>{words.none}</p>
        </div>
      ) : (
        <Meetings visit={visit} now={now} forums={forums} />
      )}
      <h2 class="govuk-heading-m">{words.votes}</h2>
      <p class="govuk-body">{words.voteAbout}</p>
      {mayHold ? (
        <p class="govuk-body">
          <a class="govuk-link" href="/console/forums/votes/new">
            {words.addVote}
          </a>
        </p>
      ) : null}
      {votes.length === 0 ? (
        <div class="panel">
          <p>{words.noVotes}</p>
        </div>
      ) : (
        <Votes visit={visit} now={now} votes={votes} />
      )}
      {mayHold ? <Limit visit={visit} typed={typed} /> : null}
    </ForumFrame>
  );
}

function Meetings({ visit, now, forums }: Pick<ForumsProps, 'visit' | 'now' | 'forums'>): VNode {
  const { programme } = visit.caller;
  const { forums: words } = wordsOf(visit.language);
  const voice = voiceOf(programme, visit.language);
  return (
    <RowsTable
      columns={[
        { text: words.when },
        { text: words.topic, is: 'wide' },
        { text: words.place },
        { text: words.state },
        { text: words.came, is: 'number' },
      ]}
      rows={forums.map((forum) => ({
        key: forum.id,
        cells: [
          showFullMoment(programme, voice, forum.starts_at),
          <a key="link" class="govuk-link" href={`/console/forums/${forum.id}`}>
            {voice.name(forum.names)}
          </a>,
          areaNameOf(visit, forum.area_id),
          words.states[forumState(forum, now)],
          forum.came,
        ],
      }))}
    />
  );
}

function Votes({ visit, now, votes }: Pick<ForumsProps, 'visit' | 'now' | 'votes'>): VNode {
  const { programme } = visit.caller;
  const { forums: words } = wordsOf(visit.language);
  const voice = voiceOf(programme, visit.language);
  return (
    <RowsTable
      columns={[
        { text: words.topic, is: 'wide' },
        { text: words.place },
        { text: words.opens },
        { text: words.closes },
        { text: words.state },
      ]}
      rows={votes.map((vote) => ({
        key: vote.id,
        cells: [
          <a key="link" class="govuk-link" href={`/console/forums/votes/${vote.id}`}>
            {voice.name(vote.names)}
          </a>,
          areaNameOf(visit, vote.area_id),
          showFullMoment(programme, voice, vote.opens_at),
          showFullMoment(programme, voice, vote.closes_at),
          words.voteStates[voteState(vote, now)],
        ],
      }))}
    />
  );
}

function Limit({ visit, typed }: Pick<ForumsProps, 'visit' | 'typed'>): VNode {
  const { forums: words } = wordsOf(visit.language);
  return (
    <form method="post" action="/console/forums/limit" novalidate>
      <h2 class="govuk-heading-m">{words.limit}</h2>
      <TextField
        name="limit"
        label={words.limitLabel}
        hint={words.limitHint}
        inputmode="numeric"
        width={10}
        value={typed.values.get('limit')}
        error={errorOf(typed, 'limit')}
      />
      <Button text={words.save} look="quiet" />
    </form>
  );
}
