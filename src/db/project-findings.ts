import { type Kysely, type Selectable, sql } from 'kysely';
import type { Database, ProjectAnswer, ProjectsTable } from './schema.ts';

/** A project of the public list, and how many residents gave each answer about it. */
export type CheckedProject = Pick<
  Selectable<ProjectsTable>,
  | 'id'
  | 'code'
  | 'names'
  | 'area_id'
  | 'amount'
  | 'currency'
  | 'contractor'
  | 'starts_on'
  | 'ends_on'
  | 'state'
  | 'source'
  | 'as_of'
> & { readonly found: Readonly<Record<ProjectAnswer, number>> };

/** The projects on the list in any of the areas, in the order of the list. One statement, however many. */
export async function listCheckedProjects(
  db: Kysely<Database>,
  query: { programmeId: string; areaIds: readonly string[]; limit: number },
): Promise<CheckedProject[]> {
  const counted = (answer: ProjectAnswer) =>
    sql<number>`count(*) filter (where project_checks.answer = ${answer})`.as(answer);
  const rows = await db
    .selectFrom('projects')
    .leftJoin('project_checks', 'project_checks.project_id', 'projects.id')
    .select(['projects.id', 'code', 'names', 'area_id', 'amount', 'currency', 'contractor', 'starts_on', 'ends_on'])
    .select(['state', 'source', 'as_of', counted('done'), counted('started'), counted('nothing')])
    .where('projects.programme_id', '=', query.programmeId)
    .where('area_id', '=', sql<string>`any(${query.areaIds}::uuid[])`)
    .where('retired_at', 'is', null)
    .groupBy('projects.id')
    .orderBy('position')
    .orderBy('code')
    .limit(query.limit)
    .execute();
  return rows.map(({ done, started, nothing, ...project }) => ({ ...project, found: { done, started, nothing } }));
}

/** How many projects are on the list of a programme. */
export async function countListedProjects(db: Kysely<Database>, programmeId: string): Promise<number> {
  const { count } = await db
    .selectFrom('projects')
    .select((row) => row.fn.countAll<number>().as('count'))
    .where('programme_id', '=', programmeId)
    .where('retired_at', 'is', null)
    .executeTakeFirstOrThrow();
  return count;
}
