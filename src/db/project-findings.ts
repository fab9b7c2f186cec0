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

/** Where a project stands on the list. */
export interface ProjectPlace {
  readonly position: number;
  readonly code: string;
}

/**
 * The projects on the list in any of the areas, in the order of the list. One statement, however many; answers are counted of those that
 * are given only.
 *
 * @param query.after goes on after the project that stands there
 * @param query.saidBefore counts what was said before this moment only; of who has said something else since then, nothing
 */
export async function listCheckedProjects(
  db: Kysely<Database>,
  query: {
    programmeId: string;
    areaIds: readonly string[];
    limit: number;
    after?: ProjectPlace | null;
    saidBefore?: Date;
  },
): Promise<(CheckedProject & ProjectPlace)[]> {
  const { after = null, saidBefore } = query;
  const counted = (answer: ProjectAnswer) =>
    sql<number>`count(*) filter (where project_checks.answer = ${answer})`.as(answer);
  const rows = await db
    .with('listed', (tx) =>
      tx
        .selectFrom('projects')
        .select(['id', 'code', 'names', 'area_id', 'amount', 'currency', 'contractor', 'starts_on', 'ends_on'])
        .select(['state', 'source', 'as_of', 'position'])
        .where('programme_id', '=', query.programmeId)
        .where('area_id', '=', sql<string>`any(${query.areaIds}::uuid[])`)
        .where('retired_at', 'is', null)
        .$if(after !== null, (rest) =>
          rest.where(sql<boolean>`(position, code) > (${after?.position}, ${after?.code})`),
        )
        .orderBy('position')
        .orderBy('code')
        .limit(query.limit),
    )
    .with('said', (tx) =>
      tx
        .selectFrom('project_checks')
        .where('project_id', 'in', tx.selectFrom('listed').select('id'))
        .$if(saidBefore !== undefined, (rest) => rest.where(sql<boolean>`checked_at < ${saidBefore}`))
        .select(['project_id', counted('done'), counted('started'), counted('nothing')])
        .groupBy('project_id'),
    )
    .selectFrom('listed')
    .leftJoin('said', 'said.project_id', 'listed.id')
    .selectAll('listed')
    .select(['said.done', 'said.started', 'said.nothing'])
    .orderBy('position')
    .orderBy('code')
    .execute();
  return rows.map(({ done, started, nothing, ...project }) => ({
    ...project,
    found: { done: done ?? 0, started: started ?? 0, nothing: nothing ?? 0 },
  }));
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
