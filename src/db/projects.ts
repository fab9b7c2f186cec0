import { type Kysely, type Selectable, sql } from 'kysely';
import type { Language } from '../routing/programme.ts';
import { type Channel, type Database, PROJECT_ANSWERS, type ProjectAnswer, type ProjectsTable } from './schema.ts';

/** A public project as a list shows it. */
export type ListedProject = Pick<Selectable<ProjectsTable>, 'code' | 'names'>;

/** What the public list says of a project. */
export type PublicProject = ListedProject & Pick<Selectable<ProjectsTable>, 'amount' | 'currency' | 'state' | 'as_of'>;

/** The projects in `inside`, then those in `around` area by area, each in the order of the public list; `limit` at most. */
export async function listProjects(
  db: Kysely<Database>,
  query: { inside: readonly string[]; around: readonly string[]; limit: number },
): Promise<ListedProject[]> {
  const { inside, around, limit } = query;
  return db
    .selectFrom('projects')
    .select(['code', 'names'])
    .where('area_id', 'in', [...inside, ...around])
    .where('retired_at', 'is', null)
    .orderBy(sql`array_position(${around}::uuid[], area_id)`, (order) => order.asc().nullsFirst())
    .orderBy('position')
    .limit(limit)
    .execute();
}

/** A project of a programme by its code. */
export async function readProject(
  db: Kysely<Database>,
  programmeId: string,
  code: string,
): Promise<PublicProject | undefined> {
  return db
    .selectFrom('projects')
    .select(['code', 'names', 'amount', 'currency', 'state', 'as_of'])
    .where('programme_id', '=', programmeId)
    .where('code', '=', code)
    .executeTakeFirst();
}

/** What a resident found at a project. */
export interface NewProjectCheck {
  readonly programmeId: string;
  readonly code: string;
  readonly citizenId: string;
  readonly answer: ProjectAnswer;
  readonly language: Language;
  readonly channel: Channel;
  readonly now: Date;
}

/**
 * Keeps what she found, in place of an earlier answer of hers. A project that left the list while she looked at it still
 * takes her answer.
 */
export async function saveProjectCheck(db: Kysely<Database>, check: NewProjectCheck): Promise<void> {
  const found = {
    answer: check.answer,
    language: check.language,
    channel: check.channel,
    checked_at: check.now,
  };
  const { id } = await db
    .selectFrom('projects')
    .select('id')
    .where('programme_id', '=', check.programmeId)
    .where('code', '=', check.code)
    .executeTakeFirstOrThrow();
  await db
    .insertInto('project_checks')
    .values({ project_id: id, citizen_id: check.citizenId, ...found })
    .onConflict((conflict) => conflict.constraint('project_checks_pk').doUpdateSet(found))
    .execute();
}

/** How many residents gave each answer about a project before a moment, as far as they have said nothing else since then. */
export async function countProjectChecks(
  db: Kysely<Database>,
  programmeId: string,
  code: string,
  saidBefore: Date,
): Promise<Record<ProjectAnswer, number>> {
  const rows = await db
    .selectFrom('project_checks')
    .innerJoin('projects', 'projects.id', 'project_checks.project_id')
    .select((row) => ['answer', row.fn.countAll<number>().as('count')])
    .where('programme_id', '=', programmeId)
    .where('code', '=', code)
    .where('checked_at', '<', saidBefore)
    .groupBy('answer')
    .execute();
  const count = (answer: ProjectAnswer) => Number(rows.find((row) => row.answer === answer)?.count ?? 0);
  const [done, started, nothing] = PROJECT_ANSWERS;
  return { [done]: count(done), [started]: count(started), [nothing]: count(nothing) };
}
