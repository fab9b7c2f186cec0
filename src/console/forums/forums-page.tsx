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
import { ForumFrame, toAll } from './forum-frame.tsx';
import { areaNameOf, forumState, voteState } from './states.ts';

/** Rows of a list, and where it goes on. */
export interface ListPage<Row> {
  readonly rows: readonly Row[];
  /** The row after which the next page begins, and the moment (ISO) that parts what is to come from what is over; null: there is no more. */
  readonly next: { readonly after: string; readonly at: string } | null;
}

interface ForumsProps {
  readonly visit: SignedInVisit;
  readonly now: Date;
  /** Null: the other list goes on here. */
  readonly forums: ListPage<Forum> | null;
  readonly votes: ListPage<Vote> | null;
  readonly typed: Typed;
  readonly done: string | undefined;
}

/** Meetings within reach and the votes of the programme: what is to come first. */
export function ForumsPage({ visit, now, forums, votes, typed, done }: ForumsProps): VNode {
  const { forums: words } = wordsOf(visit.language);
  const isFirst = forums !== null && votes !== null;
  const up = isFirst ? undefined : toAll(visit);
  const title = forums === null ? words.votes : words.title;
  return (
    <ForumFrame visit={visit} title={title} up={up} done={done} errors={typed.errors}>
      {forums === null ? null : <MeetingList visit={visit} now={now} forums={forums} isFirst={isFirst} />}
      {votes === null ? null : <VoteList visit={visit} now={now} votes={votes} isFirst={isFirst} />}
      {isFirst && mayDo(visit.caller.role, 'hold_votes') ? <Limit visit={visit} typed={typed} /> : null}
    </ForumFrame>
  );
}

interface ListProps extends Pick<ForumsProps, 'visit' | 'now'> {
  /** What a list says of itself is said once. */
  readonly isFirst: boolean;
}

function MeetingList({
  visit,
  now,
  forums,
  isFirst,
}: ListProps & { readonly forums: NonNullable<ForumsProps['forums']> }): VNode {
  const { forums: words } = wordsOf(visit.language);
  return (
    <>
      {isFirst ? (
        <>
          <p class="govuk-body">{words.about}</p>
          <p class="govuk-body">
            <a class="govuk-link" href="/console/forums/new">
              {words.add}
            </a>
          </p>
        </>
      ) : null}
      {forums.rows.length === 0 ? (
        <div class="panel">
          <p>{words.none}</p>
        </div>
      ) : (
        <Meetings visit={visit} now={now} forums={forums.rows} />
      )}
      <Next title={words.title} text={words.moreMeetings} list="meetings" next={forums.next} />
    </>
  );
}

function VoteList({
  visit,
  now,
  votes,
  isFirst,
}: ListProps & { readonly votes: NonNullable<ForumsProps['votes']> }): VNode {
  const { forums: words } = wordsOf(visit.language);
  return (
    <>
      {isFirst ? (
        <>
          <h2 class="govuk-heading-m">{words.votes}</h2>
          <p class="govuk-body">{words.voteAbout}</p>
        </>
      ) : null}
      {isFirst && mayDo(visit.caller.role, 'hold_votes') ? (
        <p class="govuk-body">
          <a class="govuk-link" href="/console/forums/votes/new">
            {words.addVote}
          </a>
        </p>
      ) : null}
      {votes.rows.length === 0 ? (
        <div class="panel">
          <p>{words.noVotes}</p>
        </div>
      ) : (
        <Votes visit={visit} now={now} votes={votes.rows} />
      )}
      <Next title={words.votes} text={words.moreVotes} list="votes" next={votes.next} />
    </>
  );
}

function Next({
  title,
  text,
  list,
  next,
}: {
  readonly title: string;
  readonly text: string;
  readonly list: 'meetings' | 'votes';
  readonly next: ListPage<unknown>['next'];
}): VNode | null {
  if (next === null) return null;
  const query = new URLSearchParams({ [list]: next.after, at: next.at });
  return (
    <nav class="pages" aria-label={title}>
      <a rel="next" href={`/console/forums?${query}`}>
        {text}
      </a>
    </nav>
  );
}

function Meetings({
  visit,
  now,
  forums,
}: Pick<ForumsProps, 'visit' | 'now'> & { readonly forums: readonly Forum[] }): VNode {
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

function Votes({ visit, now, votes }: Pick<ForumsProps, 'visit' | 'now'> & { readonly votes: readonly Vote[] }): VNode {
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
