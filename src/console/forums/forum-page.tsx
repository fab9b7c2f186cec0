import type { VNode } from 'preact';
import type { Forum } from '../../db/forums.ts';
import type { Mailing, Progress } from '../../db/mailings.ts';
import type { AnsweredPromise } from '../../db/promises.ts';
import { dayOf } from '../../forums/day-of.ts';
import { promiseResult } from '../../forums/promise-result.ts';
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
import { areaNameOf, forumState } from './states.ts';

/** Of a page that keeps itself up to date. */
const REFRESH_SECONDS = 5;

export interface ForumProps {
  readonly visit: SignedInVisit;
  readonly now: Date;
  readonly forum: Forum;
  readonly mailings: readonly Mailing[];
  readonly progress: ReadonlyMap<string, Progress>;
  readonly promises: readonly AnsweredPromise[];
  /** Whoever reads it wants it to come again by itself. */
  readonly isFollowed: boolean;
  readonly done: string | undefined;
  readonly errors: readonly FieldError[];
}

/** One meeting: when and where, its number, what was sent, what was promised. */
export function ForumPage(props: ForumProps): VNode {
  const { visit, now, forum, mailings, isFollowed, done, errors } = props;
  const { forums: words } = wordsOf(visit.language);
  const state = forumState(forum, now);
  const isAnnounced = mailings.some(({ kind }) => kind === 'announcement');
  return (
    <ForumFrame
      visit={visit}
      title={nameIn(forum.names, visit.language)}
      up={toAll(visit)}
      done={done}
      errors={errors}
      refreshSeconds={isFollowed ? REFRESH_SECONDS : undefined}
    >
      <MeetingFacts {...props} />
      {state === 'coming' && !isAnnounced ? (
        <p class="govuk-body">
          <a class="govuk-link" href={`/console/forums/${forum.id}/announce`}>
            {words.announce}
          </a>
        </p>
      ) : null}
      {mailings.length === 0 ? null : <Mailings {...props} />}
      <Promises {...props} />
      {state === 'coming' ? (
        <form method="post" action={`/console/forums/${forum.id}/cancel`} class="panel">
          <p class="govuk-body">{words.cancelAbout}</p>
          <Button text={words.cancel} look="warning" />
        </form>
      ) : null}
    </ForumFrame>
  );
}

function MeetingFacts({ visit, now, forum }: ForumProps): VNode {
  const { programme } = visit.caller;
  const { forums: words } = wordsOf(visit.language);
  const voice = voiceOf(programme, visit.language);
  const state = forumState(forum, now);
  return (
    <Facts
      facts={[
        [words.when, showFullMoment(programme, voice, forum.starts_at)],
        [words.venue, voice.name(forum.venues)],
        [words.place, areaNameOf(visit, forum.area_id)],
        [words.state, words.states[state]],
        ...(state === 'cancelled' ? [] : [[words.code, <Code key="code" visit={visit} forum={forum} />] as const]),
      ]}
    />
  );
}

function Code({ visit, forum }: Pick<ForumProps, 'visit' | 'forum'>): VNode {
  const { forums: words } = wordsOf(visit.language);
  return (
    <>
      <strong class="reference">{forum.code}</strong>
      <p class="meta">{words.codeAbout}</p>
      <p>{words.cameSo(forum.came)}</p>
    </>
  );
}

const PROGRESS = ['sent', 'waiting', 'failed', 'leftOut'] as const satisfies readonly (keyof Progress)[];

/** Stops a mailing, or lets it go on. */
function Steering({
  visit,
  path,
  mailing: { id, state },
}: Pick<ForumProps, 'visit'> & { readonly path: string; readonly mailing: Mailing }): VNode | null {
  const { forums: words } = wordsOf(visit.language);
  if (state === 'over') return null;
  const isRunning = state === 'running';
  return (
    <form method="post" action={`${path}/mailings/${id}/${isRunning ? 'stop' : 'resume'}`}>
      <Button text={isRunning ? words.stop : words.resume} look="quiet" />
    </form>
  );
}

function Mailings({ visit, forum, mailings, progress, isFollowed }: ForumProps): VNode {
  const { forums: words } = wordsOf(visit.language);
  const path = `/console/forums/${forum.id}`;
  const isRunning = mailings.some(({ state }) => state === 'running');
  return (
    <section>
      <h2 class="govuk-heading-m">{words.mailings}</h2>
      <RowsTable
        columns={[
          { text: words.mailings, is: 'wide' },
          { text: words.state },
          ...PROGRESS.map((name) => ({ text: words[name], is: 'number' as const })),
          { text: words.stop, is: 'end' },
        ]}
        rows={mailings.map((mailing) => ({
          key: mailing.id,
          cells: [
            words.kinds[mailing.kind],
            words.mailingStates[mailing.state],
            ...PROGRESS.map((name) => (
              <span key={name} data-figure={name}>
                {progress.get(mailing.id)?.[name] ?? 0}
              </span>
            )),
            <Steering key="steering" visit={visit} path={path} mailing={mailing} />,
          ],
        }))}
      />
      <p class="meta">{words.leftOutAbout}</p>
      {isRunning || isFollowed ? (
        <p class="govuk-body">
          <a class="govuk-link" href={isFollowed ? path : `${path}?follow=yes`}>
            {isFollowed ? words.unfollow : words.follow}
          </a>
        </p>
      ) : null}
    </section>
  );
}

function Promises({ visit, now, forum, promises }: ForumProps): VNode {
  const { forums: words } = wordsOf(visit.language);
  return (
    <section>
      <h2 class="govuk-heading-m">{words.promises}</h2>
      {promises.length === 0 ? <p class="govuk-body">{words.noPromises}</p> : null}
      {promises.length === 0 ? null : <PromiseTable visit={visit} now={now} promises={promises} />}
      <AddPromise visit={visit} now={now} forum={forum} />
    </section>
  );
}

function AddPromise({ visit, now, forum }: Pick<ForumProps, 'visit' | 'now' | 'forum'>): VNode {
  const { forums: words } = wordsOf(visit.language);
  if (forumState(forum, now) !== 'begun') return <p class="meta">{words.promisesLater}</p>;
  if (forum.forgotten_at !== null) return <p class="meta">{words.forgotten}</p>;
  return (
    <p class="govuk-body">
      <a class="govuk-link" href={`/console/forums/${forum.id}/promises`}>
        {words.addPromise}
      </a>
    </p>
  );
}

function PromiseTable({ visit, now, promises }: Pick<ForumProps, 'visit' | 'now' | 'promises'>): VNode {
  const { programme } = visit.caller;
  const { forums: words } = wordsOf(visit.language);
  const voice = voiceOf(programme, visit.language);
  return (
    <RowsTable
      columns={[
        { text: words.promises, is: 'wide' },
        { text: words.office },
        { text: words.dueOn },
        { text: words.result },
      ]}
      rows={promises.map((promise) => {
        const office = programme.byId.offices.get(promise.office_id);
        return {
          key: promise.id,
          cells: [
            voice.name(promise.names),
            office ? voice.name(office.names) : '',
            dayOf(voice, programme, promise.due_on),
            <PromiseAnswers key="answers" visit={visit} now={now} promise={promise} />,
          ],
        };
      })}
    />
  );
}

/** What officials see of so few answers could be read as the answer of one who came. */
const FEWEST_ANSWERS = 5;

function PromiseAnswers({
  visit,
  now,
  promise,
}: Pick<ForumProps, 'visit' | 'now'> & { readonly promise: AnsweredPromise }): VNode {
  const { forums: words } = wordsOf(visit.language);
  const { asked, kept, broken } = promise;
  const result = promiseResult(promise, now);
  if (result === 'open') return <>{words.results.open}</>;
  const isFew = kept + broken < FEWEST_ANSWERS;
  const said = isFew && result !== 'asking' ? null : words.results[result];
  return (
    <>
      {said}
      <p class="meta">{isFew ? words.few(FEWEST_ANSWERS) : words.counts(kept, broken, asked - kept - broken)}</p>
    </>
  );
}
