import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { type Kysely, type Selectable, sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import { changedBy, type Editor } from '../accounts/editor.ts';
import { type Change, recordChanges } from '../db/changes.ts';
import type { Database, ProjectsTable } from '../db/schema.ts';
import type { Deps } from '../deps.ts';
import { AppError } from '../errors.ts';
import { localDay } from '../grievances/local-day.ts';
import type { ProjectRow } from '../routing/programme-source.ts';
import { upsertRows } from '../routing/sync-rows.ts';
import { readProjectList } from './read-project-list.ts';

type Project = Selectable<ProjectsTable>;

/** How a list is taken. */
export interface ImportOptions {
  /** What was imported before and is not in this list stays: it is a second list, not the new state of the first. */
  readonly keepsOthers?: boolean;
  /** Changes nothing: only says what would be. */
  readonly isDryRun?: boolean;
  /** `mark` of what was shown before: with another state of the tables nothing is changed. */
  readonly seen?: string;
}

/** One project that an import adds, changes or retires. */
export interface TouchedProject {
  readonly code: string;
  readonly names: Project['names'];
  /** What is different, by column. Empty for those added and retired. */
  readonly changed: readonly (keyof Project)[];
}

/** What an import did, or would do. */
export interface ProjectImport {
  readonly added: readonly TouchedProject[];
  readonly changed: readonly TouchedProject[];
  readonly retired: readonly TouchedProject[];
  readonly unchanged: number;
  /** The same as long as the same would be done: the same columns of the same projects from the same values to the same values. */
  readonly mark: string;
}

/**
 * Takes a public list of projects, all of it or, with one bad line, nothing. Its rows are marked as imported: the programme's files
 * may be loaded again without retiring them, and a project of the files that the list names is the list's from then on. What
 * was imported before and is not in the list any more is retired, but for `keepsOthers`; residents' answers stay with it.
 *
 * @throws {ProjectListError} with every problem and its line
 * @throws {AppError} `conflict` when the tables are not as they were for `seen`
 */
export async function importProjects(
  deps: Pick<Deps, 'db' | 'now'>,
  by: Editor,
  csv: string,
  options: ImportOptions = {},
): Promise<ProjectImport> {
  const today = localDay(deps.now(), by.programme.calendar.timeZone);
  const list = await readProjectList(by.programme, csv, today);
  return deps.db.transaction().execute(async (tx) => {
    // Loading a programme changes the same rows.
    await sql`select pg_advisory_xact_lock(hashtextextended('majibu programmes', 0))`.execute(tx);
    const held = await tx.selectFrom('projects').selectAll().where('programme_id', '=', by.programme.id).execute();
    const plan = planOf(held, rowsOf(by, held, list), options.keepsOthers === true);
    const result = describe(plan);
    if (options.seen !== undefined && options.seen !== result.mark) {
      throw new AppError('conflict', 'The list of projects has changed meanwhile. Look at what would be done again.');
    }
    if (options.isDryRun !== true) await store(tx, by, plan, deps.now());
    return result;
  });
}

function rowsOf({ programme }: Editor, held: readonly Project[], list: readonly ProjectRow[]): Project[] {
  const ids = new Map(held.map(({ code, id }) => [code, id]));
  return list.map(({ line: _, area_code: area, ...row }, position) => ({
    ...row,
    id: ids.get(row.code) ?? uuidv7(),
    programme_id: programme.id,
    area_id: programme.areas.get(area)?.id ?? '',
    position,
    retired_at: null,
    origin: 'imported',
  }));
}

interface Plan {
  readonly added: readonly Project[];
  readonly changed: readonly {
    readonly before: Project;
    readonly after: Project;
    readonly columns: readonly Column[];
  }[];
  readonly retired: readonly Project[];
  /** Others that stand in another place of the list only. */
  readonly moved: readonly Project[];
  readonly unchanged: number;
}

function planOf(held: readonly Project[], wanted: readonly Project[], keepsOthers: boolean): Plan {
  const known = new Map(held.map((row) => [row.id, row]));
  const kept = new Set(wanted.map(({ id }) => id));
  const pairs = wanted.flatMap((after) => {
    const before = known.get(after.id);
    return before === undefined ? [] : [{ before, after, columns: changedColumns(before, after) }];
  });
  const changed = pairs.filter(({ columns }) => columns.length > 0);
  const same = pairs.filter(({ columns }) => columns.length === 0);
  const isGone = ({ id, origin, retired_at: at }: Project) => origin === 'imported' && at === null && !kept.has(id);
  return {
    added: wanted.filter(({ id }) => !known.has(id)),
    changed,
    retired: keepsOthers ? [] : held.filter(isGone),
    moved: same.filter(({ before, after }) => before.position !== after.position).map(({ after }) => after),
    unchanged: same.length,
  };
}

const COLUMNS = [
  'area_id',
  'names',
  'amount',
  'currency',
  'contractor',
  'starts_on',
  'ends_on',
  'state',
  'source',
  'as_of',
  'origin',
  'retired_at',
] as const satisfies readonly (keyof Project)[];

type Column = (typeof COLUMNS)[number];

function changedColumns(before: Project, after: Project): Column[] {
  return COLUMNS.filter((column) => !isDeepStrictEqual(before[column], after[column]));
}

function describe(plan: Plan): ProjectImport {
  const { added, changed, retired, unchanged } = plan;
  const touched = ({ code, names }: Project, columns: readonly (keyof Project)[] = []): TouchedProject => ({
    code,
    names,
    changed: columns,
  });
  const told = {
    added: added.map((row) => touched(row)),
    changed: changed.map(({ after, columns }) => touched(after, columns)),
    retired: retired.map((row) => touched(row)),
    unchanged,
  };
  return { ...told, mark: markOf(plan) };
}

/** Of every value before and after: what somebody else has put into the same column meanwhile is another plan. */
function markOf({ added, changed, retired, unchanged }: Plan): string {
  const values = ({ code, ...row }: Project, columns: readonly Column[]) => [
    code,
    columns.map((column) => row[column]),
  ];
  const done = {
    added: added.map((row) => values(row, COLUMNS)),
    changed: changed.map(({ before, after, columns }) => [columns, values(before, columns), values(after, columns)]),
    retired: retired.map((row) => values(row, COLUMNS)),
    unchanged,
  };
  return createHash('sha256').update(JSON.stringify(done)).digest('base64url').slice(0, 16);
}

async function store(tx: Kysely<Database>, by: Editor, plan: Plan, now: Date): Promise<void> {
  const { added, changed, retired, moved } = plan;
  await upsertRows(tx, 'projects', ['id'], [...added, ...changed.map(({ after }) => after), ...moved]);
  const gone = retired.map(({ id }) => id);
  if (gone.length > 0) await tx.updateTable('projects').set({ retired_at: now }).where('id', 'in', gone).execute();
  const changes: Change[] = [
    ...added.map((row) => change(by, now, 'project_added', row, null, columnsOf(row, COLUMNS))),
    ...changed.map(({ before, after, columns }) =>
      change(by, now, 'project_changed', after, columnsOf(before, columns), columnsOf(after, columns)),
    ),
    ...retired.map((row) => change(by, now, 'project_retired', row, columnsOf(row, COLUMNS), null)),
  ];
  await recordChanges(tx, changes);
}

function change(
  by: Editor,
  now: Date,
  what: Change['what'],
  { code }: Project,
  before: object | null,
  after: object | null,
): Change {
  return { ...changedBy(by, code, now), what, before, after };
}

/** The columns as the record shows them: what is empty is left out. */
function columnsOf(row: Project, columns: readonly (keyof Project)[]): object {
  return Object.fromEntries(columns.flatMap((column) => (row[column] === null ? [] : [[column, row[column]]])));
}
