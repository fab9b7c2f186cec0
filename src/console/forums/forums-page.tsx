import type { VNode } from 'preact';
import { mayDo } from '../../accounts/scope.ts';
import type { Forum } from '../../db/forums.ts';
import type { Vote } from '../../db/votes.ts';
import { voiceOf } from '../../grievances/texts.ts';
import { wordsOf } from '../../locales/console/index.ts';
import { errorOf, type Typed } from '../admin/name-fields.tsx';
import { Button, TextField } from '../parts/fields.tsx';
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
    <table class="rows">
      <thead>
        <tr>
          <th scope="col">{words.when}</th>
          <th scope="col">{words.topic}</th>
          <th scope="col">{words.place}</th>
          <th scope="col">{words.state}</th>
          <th scope="col" class="number">
            {words.came}
          </th>
        </tr>
      </thead>
      <tbody>
        {forums.map((forum) => (
          <tr key={forum.id}>
            <td>{showFullMoment(programme, voice, forum.starts_at)}</td>
            <td class="wide">
              <a class="govuk-link" href={`/console/forums/${forum.id}`}>
                {voice.name(forum.names)}
              </a>
            </td>
            <td>{areaNameOf(visit, forum.area_id)}</td>
            <td>{words.states[forumState(forum, now)]}</td>
            <td class="number" data-label={words.came}>
              {forum.came}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Votes({ visit, now, votes }: Pick<ForumsProps, 'visit' | 'now' | 'votes'>): VNode {
  const { programme } = visit.caller;
  const { forums: words } = wordsOf(visit.language);
  const voice = voiceOf(programme, visit.language);
  return (
    <table class="rows">
      <thead>
        <tr>
          <th scope="col">{words.topic}</th>
          <th scope="col">{words.place}</th>
          <th scope="col">{words.opens}</th>
          <th scope="col">{words.closes}</th>
          <th scope="col">{words.state}</th>
        </tr>
      </thead>
      <tbody>
        {votes.map((vote) => (
          <tr key={vote.id}>
            <td class="wide">
              <a class="govuk-link" href={`/console/forums/votes/${vote.id}`}>
                {voice.name(vote.names)}
              </a>
            </td>
            <td>{areaNameOf(visit, vote.area_id)}</td>
            <td>{showFullMoment(programme, voice, vote.opens_at)}</td>
            <td>{showFullMoment(programme, voice, vote.closes_at)}</td>
            <td>{words.voteStates[voteState(vote, now)]}</td>
          </tr>
        ))}
      </tbody>
    </table>
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
