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
import { showFullMoment } from '../report/moments.ts';
import type { SignedInVisit } from '../route.ts';
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
      <Facts {...props} />
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

function Facts({ visit, now, forum }: ForumProps): VNode {
  const { programme } = visit.caller;
  const { forums: words } = wordsOf(visit.language);
  const voice = voiceOf(programme, visit.language);
  const state = forumState(forum, now);
  const facts: readonly (readonly [string, string])[] = [
    [words.when, showFullMoment(programme, voice, forum.starts_at)],
    [words.venue, voice.name(forum.venues)],
    [words.place, areaNameOf(visit, forum.area_id)],
    [words.state, words.states[state]],
  ];
  return (
    <dl class="govuk-summary-list">
      {facts.map(([name, value]) => (
        <div key={name} class="govuk-summary-list__row">
          <dt class="govuk-summary-list__key">{name}</dt>
          <dd class="govuk-summary-list__value">{value}</dd>
        </div>
      ))}
      {state === 'cancelled' ? null : (
        <div class="govuk-summary-list__row">
          <dt class="govuk-summary-list__key">{words.code}</dt>
          <dd class="govuk-summary-list__value">
            <strong class="reference">{forum.code}</strong>
            <p class="meta">{words.codeAbout}</p>
            <p>{words.cameSo(forum.came)}</p>
          </dd>
        </div>
      )}
    </dl>
  );
}

function Mailings({ visit, forum, mailings, progress, isFollowed }: ForumProps): VNode {
  const { forums: words } = wordsOf(visit.language);
  const path = `/console/forums/${forum.id}`;
  const isRunning = mailings.some(({ state }) => state === 'running');
  return (
    <section>
      <h2 class="govuk-heading-m">{words.mailings}</h2>
      <table class="rows">
        <thead>
          <tr>
            <th scope="col">{words.mailings}</th>
            <th scope="col">{words.state}</th>
            {(['sent', 'waiting', 'failed', 'leftOut'] as const).map((name) => (
              <th key={name} scope="col" class="number">
                {words[name]}
              </th>
            ))}
            <th scope="col">
              <span class="govuk-visually-hidden">{words.stop}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {mailings.map((mailing) => (
            <tr key={mailing.id}>
              <td class="wide">{words.kinds[mailing.kind]}</td>
              <td>{words.mailingStates[mailing.state]}</td>
              {(['sent', 'waiting', 'failed', 'leftOut'] as const).map((name) => (
                <td key={name} class="number" data-label={words[name]}>
                  <span data-figure={name}>{progress.get(mailing.id)?.[name] ?? 0}</span>
                </td>
              ))}
              <td class="end">
                {mailing.state === 'over' ? null : (
                  <form
                    method="post"
                    action={`${path}/mailings/${mailing.id}/${mailing.state === 'running' ? 'stop' : 'resume'}`}
                  >
                    <Button text={mailing.state === 'running' ? words.stop : words.resume} look="quiet" />
                  </form>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
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
      {forumState(forum, now) === 'begun' ? (
        <p class="govuk-body">
          <a class="govuk-link" href={`/console/forums/${forum.id}/promises`}>
            {words.addPromise}
          </a>
        </p>
      ) : (
        <p class="meta">{words.promisesLater}</p>
      )}
    </section>
  );
}

function PromiseTable({ visit, now, promises }: Pick<ForumProps, 'visit' | 'now' | 'promises'>): VNode {
  const { programme } = visit.caller;
  const { forums: words } = wordsOf(visit.language);
  const voice = voiceOf(programme, visit.language);
  return (
    <table class="rows">
      <thead>
        <tr>
          <th scope="col">{words.promises}</th>
          <th scope="col">{words.office}</th>
          <th scope="col">{words.dueOn}</th>
          <th scope="col">{words.result}</th>
        </tr>
      </thead>
      <tbody>
        {promises.map((promise) => {
          const office = programme.byId.offices.get(promise.office_id);
          const silent = promise.asked - promise.kept - promise.broken;
          return (
            <tr key={promise.id}>
              <td class="wide">{voice.name(promise.names)}</td>
              <td>{office ? voice.name(office.names) : ''}</td>
              <td>{dayOf(voice, programme, promise.due_on)}</td>
              <td>
                {words.results[promiseResult(promise, now)]}
                {promise.asked_at === null ? null : (
                  <p class="meta">{words.counts(promise.kept, promise.broken, silent)}</p>
                )}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
