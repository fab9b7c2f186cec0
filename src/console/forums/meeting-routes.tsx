import { z } from 'zod';
import { type Forum, findForum, listForums } from '../../db/forums.ts';
import { findMailingOf, listMailings, readDailyLimit, readProgress } from '../../db/mailings.ts';
import { listPromises } from '../../db/promises.ts';
import { listVotes } from '../../db/votes.ts';
import type { Deps } from '../../deps.ts';
import { AppError } from '../../errors.ts';
import { cancelMeeting } from '../../forums/cancel-meeting.ts';
import { createMeeting } from '../../forums/create-meeting.ts';
import { LONGEST_LINE } from '../../forums/limits.ts';
import { reachOf } from '../../forums/reach.ts';
import { OtherWordsError } from '../../forums/require-same.ts';
import { setDailyLimit } from '../../forums/set-daily-limit.ts';
import { announceMeeting, priceAnnouncement, steerMailing } from '../../forums/start-mailing.ts';
import { wordsOf } from '../../locales/console/index.ts';
import type { FieldError, Typed } from '../admin/name-fields.tsx';
import { fieldOf } from '../read-form.ts';
import { type Answer, accountRoute, type ConsoleRoute, type SignedInVisit } from '../route.ts';
import { AnnouncePage } from './announce-page.tsx';
import { reachedArea } from './form-parts.tsx';
import { ForumPage } from './forum-page.tsx';
import { ForumsPage, type ListPage } from './forums-page.tsx';
import { MeetingForm } from './meeting-form.tsx';
import { answerPromise } from './promise-answer.tsx';
import { PromiseForm } from './promise-form.tsx';
import { readLines } from './read-lines.ts';
import { readMoment } from './read-moment.ts';
import { readOnce, secondTime } from './read-once.ts';
import { forumState } from './states.ts';

/** As many meetings, and as many votes, on one page. */
const ON_A_PAGE = 50;
const NOTHING_TYPED: Typed = { values: new Map(), errors: [] };

const nothing = z.object({});
const listed = z.object({
  query: z.object({
    done: z.string().optional().catch(undefined),
    /** Only meetings after this one, or votes after this one; and what was to come when the first page was shown. */
    meetings: z.uuid().nullable().catch(null),
    votes: z.uuid().nullable().catch(null),
    at: z.iso.datetime().nullable().catch(null),
  }),
});
const one = z.object({
  params: z.object({ id: z.uuid() }),
  query: z.object({
    done: z.string().optional().catch(undefined),
    follow: z.enum(['yes']).optional().catch(undefined),
  }),
});
const mailed = z.object({
  params: z.object({ id: z.uuid(), mailing: z.uuid(), what: z.enum(['stop', 'resume']) }),
});

/** Meetings: all of them, a new one, one of them, its announcement, what was promised there. */
export const MEETING_ROUTES: readonly ConsoleRoute[] = [
  accountRoute({
    method: 'get',
    path: '/forums',
    needs: 'convene',
    input: listed,
    handle: (deps, visit, { query }) => showAll(deps, visit, query),
  }),
  accountRoute({ method: 'post', path: '/forums/limit', needs: 'hold_votes', input: nothing, handle: setLimit }),
  accountRoute({
    method: 'get',
    path: '/forums/new',
    needs: 'convene',
    input: nothing,
    handle: async (_deps, visit) => ({ page: <MeetingForm visit={visit} typed={NOTHING_TYPED} /> }),
  }),
  accountRoute({ method: 'post', path: '/forums/new', needs: 'convene', input: nothing, handle: addMeeting }),
  accountRoute({
    method: 'get',
    path: '/forums/:id',
    needs: 'convene',
    input: one,
    handle: async (deps, visit, { params, query }) =>
      showOne(deps, visit, await forumOf(deps, visit, params.id), {
        done: query.done,
        isFollowed: query.follow === 'yes',
      }),
  }),
  accountRoute({
    method: 'get',
    path: '/forums/:id/announce',
    needs: 'convene',
    input: one,
    handle: async (deps, visit, { params }) => showAnnounce(deps, visit, await forumOf(deps, visit, params.id), []),
  }),
  accountRoute({
    method: 'post',
    path: '/forums/:id/announce',
    needs: 'convene',
    input: one,
    handle: async (deps, visit, { params }) => announce(deps, visit, await forumOf(deps, visit, params.id)),
  }),
  accountRoute({
    method: 'post',
    path: '/forums/:id/mailings/:mailing/:what',
    needs: 'convene',
    input: mailed,
    handle: async (deps, visit, { params: { id, mailing, what } }) => {
      const forum = await forumOf(deps, visit, id);
      const to = what === 'stop' ? 'stopped' : 'running';
      const state = await steerMailing(deps, visit.caller, forum, { id: mailing, to });
      // It may have ended since the page was shown: then nothing was stopped.
      const done = state === to ? `?done=${what === 'stop' ? 'stopped' : 'resumed'}` : '';
      return { redirect: `/console/forums/${id}${done}` };
    },
  }),
  accountRoute({
    method: 'post',
    path: '/forums/:id/cancel',
    needs: 'convene',
    input: one,
    handle: async (deps, visit, { params }) => cancel(deps, visit, await forumOf(deps, visit, params.id)),
  }),
  accountRoute({
    method: 'get',
    path: '/forums/:id/promises',
    needs: 'convene',
    input: one,
    handle: async (deps, visit, { params }) => {
      const forum = await forumOf(deps, visit, params.id);
      return { page: <PromiseForm visit={visit} forum={forum} typed={NOTHING_TYPED} /> };
    },
  }),
  accountRoute({
    method: 'post',
    path: '/forums/:id/promises',
    needs: 'convene',
    input: one,
    handle: async (deps, visit, { params }) => answerPromise(deps, visit, await forumOf(deps, visit, params.id)),
  }),
];

/** @throws {AppError} `not_found` also of a meeting that is not hers */
async function forumOf({ db }: Pick<Deps, 'db'>, { caller }: SignedInVisit, id: string): Promise<Forum> {
  const forum = await findForum(db, { programmeId: caller.programme.id, areaIds: reachOf(caller), id });
  if (!forum) throw new AppError('not_found', 'There is no such meeting here.');
  return forum;
}

interface Asked {
  readonly done?: string | undefined;
  readonly typed?: Typed;
  readonly meetings?: string | null;
  readonly votes?: string | null;
  readonly at?: string | null;
}

/** Both lists from their beginning; with the one of them that goes on, that one alone. */
async function showAll(deps: Deps, visit: SignedInVisit, asked: Asked): Promise<Answer> {
  const { forums: words } = wordsOf(visit.language);
  const { done, typed, meetings = null } = asked;
  const votes = meetings === null ? (asked.votes ?? null) : null;
  const limit = await readDailyLimit(deps.db, visit.caller.programme.id);
  const values = new Map(limit === null ? [] : [['limit', String(limit)]]);
  const said: Readonly<Record<string, string>> = { limit: words.limitSaved, vote_cancelled: words.voteCancelled };
  const now = deps.now();
  const of = {
    programmeId: visit.caller.programme.id,
    now: asked.at == null ? now : new Date(asked.at),
    limit: ON_A_PAGE + 1,
  };
  const shown = {
    forums:
      votes === null
        ? pageOf(await listForums(deps.db, { ...of, areaIds: reachOf(visit.caller), after: meetings }), of.now)
        : null,
    votes: meetings === null ? pageOf(await listVotes(deps.db, { ...of, after: votes }), of.now) : null,
  };
  return {
    status: typed === undefined ? 200 : 422,
    page: (
      <ForumsPage
        visit={visit}
        now={now}
        {...shown}
        typed={typed ?? { values, errors: [] }}
        done={done === undefined ? undefined : said[done]}
      />
    ),
  };
}

/** @param found one more than is shown, where there are others */
function pageOf<Row extends { readonly id: string }>(found: readonly Row[], at: Date): ListPage<Row> {
  const rows = found.slice(0, ON_A_PAGE);
  const last = found.length > rows.length ? rows.at(-1) : undefined;
  return { rows, next: last ? { after: last.id, at: at.toISOString() } : null };
}

const LIMIT = z.coerce.number().int().min(1).max(1_000_000);

async function setLimit(deps: Deps, visit: SignedInVisit): Promise<Answer> {
  const { caller, form, language } = visit;
  const text = fieldOf(form, 'limit').trim();
  const read = LIMIT.safeParse(text);
  if (text !== '' && !read.success) {
    const errors = [{ name: 'limit', message: wordsOf(language).forums.errors.limit }];
    return showAll(deps, visit, { typed: { values: new Map([['limit', text]]), errors } });
  }
  const smsPerDay = text === '' ? null : (read.data ?? null);
  await setDailyLimit(deps, caller, smsPerDay);
  return { redirect: '/console/forums?done=limit' };
}

async function addMeeting(deps: Deps, visit: SignedInVisit): Promise<Answer> {
  const { caller, form, language } = visit;
  const { programme } = caller;
  const words = wordsOf(language).forums.errors;
  const code = fieldOf(form, 'area');
  const area = reachedArea(caller, code);
  const id = readOnce(form);
  const moment = readMoment(form, programme, words, { day: 'day', time: 'time' }, deps.now());
  const topic = readLines(form, programme, words, { prefix: 'topic', mostUnits: LONGEST_LINE });
  const venue = readLines(form, programme, words, { prefix: 'venue', mostUnits: LONGEST_LINE });
  const errors: FieldError[] = [
    ...(area ? [] : [{ name: 'area', message: words.area }]),
    ...moment.errors,
    ...topic.errors,
    ...venue.errors,
  ];
  const values = new Map([['once', id], ['area', code], ...moment.values, ...topic.values, ...venue.values]);
  const typed: Typed = { values, errors };
  if (!area || moment.at === null || errors.length > 0) {
    return { status: 422, page: <MeetingForm visit={visit} typed={typed} /> };
  }
  try {
    await createMeeting(deps, caller, { id, area, startsAt: moment.at, names: topic.names, venues: venue.names });
  } catch (error) {
    if (!(error instanceof OtherWordsError)) throw error;
    return { status: 409, page: <MeetingForm visit={visit} typed={secondTime(visit, typed, '_content')} /> };
  }
  return { redirect: `/console/forums/${id}?done=added` };
}

async function showOne(
  deps: Deps,
  visit: SignedInVisit,
  forum: Forum,
  shown: { readonly done?: string | undefined; readonly isFollowed?: boolean; readonly errors?: readonly FieldError[] },
): Promise<Answer> {
  const { forums: words } = wordsOf(visit.language);
  const mailings = await listMailings(deps.db, forum.id);
  const said: Readonly<Record<string, string>> = {
    added: words.added,
    started: words.started,
    stopped: words.stopped,
    resumed: words.resumed,
    promised: words.promised,
    cancelled: words.cancelled,
  };
  return {
    status: shown.errors === undefined ? 200 : 409,
    page: (
      <ForumPage
        visit={visit}
        now={deps.now()}
        forum={forum}
        mailings={mailings}
        progress={
          await readProgress(
            deps.db,
            mailings.map(({ id }) => id),
          )
        }
        promises={await listPromises(deps.db, forum.id)}
        isFollowed={shown.isFollowed === true}
        done={shown.done === undefined ? undefined : said[shown.done]}
        errors={shown.errors ?? []}
      />
    ),
  };
}

/** Once announced, the page of the meeting shows how far it is. */
async function showAnnounce(
  deps: Deps,
  visit: SignedInVisit,
  forum: Forum,
  errors: readonly FieldError[],
): Promise<Answer> {
  const mailing = await findMailingOf(deps.db, { meetingId: forum.id, kind: 'announcement', promiseId: null });
  if (mailing) return { redirect: `/console/forums/${forum.id}` };
  return {
    status: errors.length === 0 ? 200 : 409,
    page: (
      <AnnouncePage
        visit={visit}
        forum={forum}
        price={await priceAnnouncement(deps, visit.caller, forum)}
        limit={await readDailyLimit(deps.db, visit.caller.programme.id)}
        now={deps.now()}
        errors={errors}
      />
    ),
  };
}

const SEGMENTS = z.coerce.number().int().min(1);

async function announce(deps: Deps, visit: SignedInVisit, forum: Forum): Promise<Answer> {
  const { errors: words } = wordsOf(visit.language).forums;
  if (forumState(forum, deps.now()) !== 'coming') {
    return showOne(deps, visit, forum, { errors: [{ name: '_content', message: words.conflict }] });
  }
  const seen = SEGMENTS.safeParse(fieldOf(visit.form, 'segments'));
  if (!seen.success) return { redirect: `/console/forums/${forum.id}/announce` };
  try {
    await announceMeeting(deps, visit.caller, forum, { segments: seen.data });
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'conflict') throw error;
    return showAnnounce(deps, visit, forum, [{ name: 'send', message: words.more }]);
  }
  return { redirect: `/console/forums/${forum.id}?done=started&follow=yes` };
}

async function cancel(deps: Deps, visit: SignedInVisit, forum: Forum): Promise<Answer> {
  try {
    await cancelMeeting(deps, visit.caller, forum);
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'conflict') throw error;
    const message = wordsOf(visit.language).forums.errors.conflict;
    return showOne(deps, visit, forum, { errors: [{ name: '_content', message }] });
  }
  return { redirect: `/console/forums/${forum.id}?done=cancelled` };
}
