import { type Expression, expressionBuilder, type SqlBool, sql } from 'kysely';
import { areaIdsWithin } from '../../accounts/area-ids-within.ts';
import type { Caller } from '../../accounts/caller.ts';
import { visibleGrievances } from '../../accounts/scope.ts';
import type { Database, GrievanceStatus } from '../../db/schema.ts';
import type { Area, Category, Office, Programme } from '../../routing/programme.ts';
import type { InboxQuery, View } from './inbox-query.ts';
import { toTsQuery } from './to-tsquery.ts';

type Condition = Expression<SqlBool>;

/** Where an office has it, or waits for the citizen's word. */
const IN_INBOX: readonly GrievanceStatus[] = ['routed', 'acknowledged', 'awaiting_citizen', 'resolved'];
const OWED: readonly GrievanceStatus[] = ['routed', 'acknowledged', 'awaiting_citizen'];

/** What the filters of an address stand for; a code that the programme does not have filters nothing. */
export interface Filters {
  readonly office: Office | undefined;
  readonly category: Category | undefined;
  readonly area: Area | undefined;
}

/** Looks up what filters name. */
export function filtersOf(programme: Programme, query: Pick<InboxQuery, 'office' | 'category' | 'area'>): Filters {
  return {
    office: programme.offices.get(query.office ?? ''),
    category: programme.categories.get(query.category ?? ''),
    area: programme.areas.get(query.area ?? ''),
  };
}

/** Everything ordinary that she may see and that the filters leave: sealed reports have queues of their own. */
export function withinReach(caller: Caller, { office, category, area }: Filters): Condition[] {
  const eb = expressionBuilder<Database, 'grievances'>();
  const { programme } = caller;
  return [
    visibleGrievances(caller),
    eb('grievances.stream', '=', 'ordinary'),
    ...(office ? [eb('grievances.office_id', '=', office.id)] : []),
    ...(category ? [isAnyOf('grievances.category_id', categoryIds(programme, category))] : []),
    ...(area ? [isAnyOf('grievances.area_id', areaIdsWithin(programme, area))] : []),
  ];
}

/** What is in the inbox at all, under the filters: what the figures on top count. */
export function inInbox(caller: Caller, filters: Filters): Condition[] {
  const eb = expressionBuilder<Database, 'grievances'>();
  return [...withinReach(caller, filters), eb('grievances.status', 'in', IN_INBOX)];
}

/** What a view shows of it. `until`: the end of today, where she works. */
export function inView(view: View, caller: Caller, { now, until }: { now: Date; until: Date }): Condition[] {
  const eb = expressionBuilder<Database, 'grievances'>();
  switch (view) {
    case 'all':
      return [];
    case 'mine':
      return [eb('grievances.assignee_id', '=', caller.id)];
    case 'unassigned':
      return [eb('grievances.assignee_id', 'is', null), eb('grievances.status', 'in', OWED)];
    case 'overdue':
      return [eb('grievances.due_by', '<=', now)];
    case 'today':
      return [eb('grievances.due_by', '>', now), eb('grievances.due_by', '<', until)];
    case 'new':
      return [eb('grievances.status', '=', 'routed')];
    case 'waiting':
      return [eb('grievances.status', '=', 'awaiting_citizen')];
    case 'answered':
      return [eb('grievances.status', '=', 'resolved')];
  }
}

/**
 * Of what meets the conditions, that which has all of these words. They are looked up first and by themselves: a list that is
 * walked in its own order until enough rows have a rare word is walked to its end.
 */
export function withWords(typed: string, where: readonly Condition[]): readonly Condition[] {
  if (typed === '') return where;
  const words = toTsQuery(typed);
  if (words === null) return [sql<SqlBool>`false`];
  const eb = expressionBuilder<Database, 'grievances'>();
  return [
    sql<SqlBool>`grievances.id in (
      with found as materialized (
        select grievances.id from grievances
        where ${eb.and(where)} and to_tsvector('simple', grievances.text) @@ to_tsquery('simple', ${words})
      )
      select id from found)`,
  ];
}

function isAnyOf(column: string, ids: readonly string[]): Condition {
  return sql<SqlBool>`${sql.ref(column)} = any(${ids}::uuid[])`;
}

function categoryIds(programme: Programme, top: Category): string[] {
  const all = [...programme.byId.categories.values()];
  return all.filter(({ id, parent }) => id === top.id || parent?.id === top.id).map(({ id }) => id);
}
