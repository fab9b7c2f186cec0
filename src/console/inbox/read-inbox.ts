import type { Expression, SqlBool } from 'kysely';
import { DateTime } from 'luxon';
import type { AccountCaller } from '../../accounts/caller.ts';
import { countInbox, hasReport, type InboxCounts, type InboxRow, listInbox, type Place } from '../../db/inbox.ts';
import type { Deps } from '../../deps.ts';
import { parseReference } from '../../grievances/reference.ts';
import { type Filters, filtersOf, inInbox, inView, withinReach, withWords } from './inbox-conditions.ts';
import type { InboxQuery } from './inbox-query.ts';

/** Rows of a page. */
export const PAGE_SIZE = 25;
/** Two lines of a wide screen. */
const EXCERPT_LENGTH = 300;

/** What an inbox page shows. */
export interface Inbox {
  readonly filters: Filters;
  readonly counts: InboxCounts;
  readonly rows: readonly InboxRow[];
  /** Where the page before and the page behind this one begin; null: there is none. */
  readonly before: string | null;
  readonly after: string | null;
  readonly now: Date;
}

/** Reads one page of an inbox and its figures. */
export async function readInbox(
  deps: Pick<Deps, 'db' | 'now'>,
  caller: AccountCaller,
  query: InboxQuery,
): Promise<Inbox> {
  const now = deps.now();
  const filters = filtersOf(caller.programme, query);
  const [counts, rows] = await Promise.all([
    readCounts(deps, caller, query),
    listInbox(deps.db, {
      where: conditionsOf(caller, query, now),
      ...startOf(query),
      limit: PAGE_SIZE + 1,
      textLimit: EXCERPT_LENGTH,
    }),
  ]);
  return { filters, counts, now, ...cutPage(rows, query) };
}

/** The figures on top, under the filters of an address. */
export async function readCounts(
  deps: Pick<Deps, 'db' | 'now'>,
  caller: AccountCaller,
  query: InboxQuery,
): Promise<InboxCounts> {
  const now = deps.now();
  const where = inInbox(caller, filtersOf(caller.programme, query));
  return countInbox(deps.db, { where, now, until: endOfToday(caller, now) });
}

/** The conditions of the list that an address names. */
export function conditionsOf(caller: AccountCaller, query: InboxQuery, now: Date): readonly Expression<SqlBool>[] {
  const filters = filtersOf(caller.programme, query);
  if (query.scope === 'all') return withWords(query.q, withinReach(caller, filters));
  const times = { now, until: endOfToday(caller, now) };
  return withWords(query.q, [...inInbox(caller, filters), ...inView(query.view, caller, times)]);
}

/** What a typed reference leads to. */
export type Found =
  | { readonly kind: 'report'; readonly reference: string }
  | { readonly kind: 'wrong_digit' }
  | { readonly kind: 'no_report'; readonly reference: string }
  /** It was no reference. */
  | { readonly kind: 'words' };

/** Looks whether a reference was typed, in whatever spacing and digits, and whether she may see its report. */
export async function findReference(deps: Pick<Deps, 'db'>, caller: AccountCaller, typed: string): Promise<Found> {
  const parsed = parseReference(typed);
  if (!parsed.ok) return { kind: parsed.reason === 'check_digit' ? 'wrong_digit' : 'words' };
  const { reference } = parsed;
  const where = withinReach(caller, { office: undefined, category: undefined, area: undefined });
  const isThere = await hasReport(deps.db, { where, reference });
  return { kind: isThere ? 'report' : 'no_report', reference };
}

function endOfToday({ programme }: AccountCaller, now: Date): Date {
  return DateTime.fromJSDate(now, { zone: programme.calendar.timeZone }).endOf('day').toJSDate();
}

function startOf({ after, before }: InboxQuery): { from: Place | null; direction: 'forward' | 'back' } {
  if (after === undefined && before !== undefined) return { from: toPlace(before), direction: 'back' };
  return { from: after === undefined ? null : toPlace(after), direction: 'forward' };
}

function toPlace(written: string): Place {
  const [due = 'n', id = ''] = written.split('_');
  return { dueUs: due === 'n' ? null : Number(due), id };
}

function placeOf({ due_us: dueUs, id }: InboxRow): string {
  return `${dueUs ?? 'n'}_${id}`;
}

/** One row more than a page was asked for: it only says that the list goes on. */
function cutPage(rows: readonly InboxRow[], query: InboxQuery): Pick<Inbox, 'rows' | 'before' | 'after'> {
  const isBack = startOf(query).direction === 'back';
  const goesOn = rows.length > PAGE_SIZE;
  const shown = isBack ? rows.slice(-PAGE_SIZE) : rows.slice(0, PAGE_SIZE);
  const [first, last] = [shown.at(0), shown.at(-1)];
  const hasBefore = isBack ? goesOn : query.after !== undefined;
  const hasAfter = isBack || goesOn;
  return {
    rows: shown,
    before: hasBefore && first ? placeOf(first) : null,
    after: hasAfter && last ? placeOf(last) : null,
  };
}
