import { type Kysely, type Selectable, sql } from 'kysely';
import type { CheckedProject } from './project-findings.ts';
import type { Database, ProjectAnswer, ProjectsTable } from './schema.ts';

/** What residents said of a project on the list: enough to compare and to order. */
export interface ProjectAnswers {
  readonly id: string;
  readonly state: ProjectsTable['state'];
  readonly found: Readonly<Record<ProjectAnswer, number>>;
}

/** Of every project on the list in any of the areas, in the order of the list. One statement, however many. */
export async function listProjectAnswers(
  db: Kysely<Database>,
  { programmeId, areaIds }: { readonly programmeId: string; readonly areaIds: readonly string[] },
): Promise<ProjectAnswers[]> {
  const { rows } = await sql<Record<ProjectAnswer, number> & Pick<Selectable<ProjectsTable>, 'id' | 'state'>>`
    with listed as (
      select id, state, position, code from projects
      where programme_id = ${programmeId} and area_id = any(${areaIds}::uuid[]) and retired_at is null
    ), said as (
      select project_id, count(*) filter (where answer = 'done') as done,
        count(*) filter (where answer = 'started') as started, count(*) filter (where answer = 'nothing') as nothing
      from project_checks where project_id in (select id from listed) group by project_id
    )
    select id, state, coalesce(done, 0)::integer as done, coalesce(started, 0)::integer as started,
      coalesce(nothing, 0)::integer as nothing
    from listed left join said on project_id = id order by position, code`.execute(db);
  return rows.map(({ id, state, done, started, nothing }) => ({ id, state, found: { done, started, nothing } }));
}

/** What the list says of a project. */
export type ListedProject = Omit<CheckedProject, 'found'>;

/** What the list says of these projects, by row id. */
export async function readListed(
  db: Kysely<Database>,
  ids: readonly string[],
): Promise<ReadonlyMap<string, ListedProject>> {
  const rows = await db
    .selectFrom('projects')
    .select(['id', 'code', 'names', 'area_id', 'amount', 'currency', 'contractor', 'starts_on', 'ends_on'])
    .select(['state', 'source', 'as_of'])
    .where(sql<boolean>`id = any(${ids}::uuid[])`)
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
}
