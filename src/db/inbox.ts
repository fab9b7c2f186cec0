import { type Expression, type Kysely, type SqlBool, sql } from 'kysely';
import type { Database, Grievance } from './schema.ts';

/** A report as a list of work shows it. */
export type InboxRow = Pick<
  Grievance,
  | 'id'
  | 'reference'
  | 'status'
  | 'language'
  | 'text'
  | 'category_id'
  | 'area_id'
  | 'office_id'
  | 'channel'
  | 'filed_at'
  | 'due_by'
  | 'joiners'
  | 'assignee_id'
  | 'merged_into_id'
> & {
  /** Who has it; null: nobody in particular. */
  assignee: string | null;
  /** `due_by` in microseconds since 1970, for the place in the list: a `Date` would lose the last three digits. */
  due_us: number | null;
};

/** A row's place in a list that is sorted by deadline: first what has one, then what has none. */
export interface Place {
  readonly dueUs: number | null;
  readonly id: string;
}

interface Page {
  readonly where: readonly Expression<SqlBool>[];
  /** Null: from the end that the direction begins at. */
  readonly from: Place | null;
  readonly direction: 'forward' | 'back';
  readonly limit: number;
  /** Of each text; more is not read. */
  readonly textLimit: number;
}

/**
 * Reports that meet every condition, due first, those without a deadline last; `back` gives the rows before a place. In the order
 * of the list either way. Two looks at an index, one for each part, so that the last page costs what the first one does.
 */
export async function listInbox(db: Kysely<Database>, page: Page): Promise<InboxRow[]> {
  const rows: InboxRow[] = [];
  for (const part of partsFrom(page)) {
    if (rows.length < page.limit)
      rows.push(...(await readPart(db, part, { ...page, limit: page.limit - rows.length })));
  }
  return page.direction === 'forward' ? rows : rows.reverse();
}

interface Part {
  readonly isRunning: boolean;
  readonly from: Place | null;
}

/** The part in which the page begins, and the one behind it. */
function partsFrom({ from, direction }: Page): Part[] {
  const first = direction === 'forward';
  const begin = from === null ? first : from.dueUs !== null;
  const beginning = { isRunning: begin, from };
  return begin === first ? [beginning, { isRunning: !first, from: null }] : [beginning];
}

async function readPart(db: Kysely<Database>, { isRunning, from }: Part, page: Page): Promise<InboxRow[]> {
  const order = page.direction === 'forward' ? 'asc' : 'desc';
  return db
    .selectFrom('grievances')
    .leftJoin('accounts', 'accounts.id', 'grievances.assignee_id')
    .select([
      'grievances.id',
      'grievances.reference',
      'grievances.status',
      'grievances.language',
      'grievances.category_id',
      'grievances.area_id',
      'grievances.office_id',
      'grievances.channel',
      'grievances.filed_at',
      'grievances.due_by',
      'grievances.joiners',
      'grievances.assignee_id',
      'grievances.merged_into_id',
      'accounts.name as assignee',
    ])
    .select([
      sql<string>`left(grievances.text, ${sql.lit(page.textLimit)})`.as('text'),
      sql<number | null>`(extract(epoch from grievances.due_by) * 1000000)::bigint`.as('due_us'),
    ])
    .where('grievances.due_by', isRunning ? 'is not' : 'is', null)
    .where((eb) => eb.and(from === null ? page.where : [...page.where, isBeyond(from, page.direction)]))
    .orderBy('grievances.due_by', order)
    .orderBy('grievances.id', order)
    .limit(page.limit)
    .execute();
}

function isBeyond({ dueUs, id }: Place, direction: Page['direction']): Expression<SqlBool> {
  const than = sql.raw(direction === 'forward' ? '>' : '<');
  if (dueUs === null) return sql<SqlBool>`grievances.id ${than} ${id}::uuid`;
  const dueBy = sql`timestamptz 'epoch' + ${dueUs}::bigint * interval '1 microsecond'`;
  return sql<SqlBool>`(grievances.due_by, grievances.id) ${than} (${dueBy}, ${id}::uuid)`;
}

/** How much of a list is what. */
export interface InboxCounts {
  readonly all: number;
  readonly overdue: number;
  /** Due between now and `until`. */
  readonly today: number;
  readonly new: number;
  readonly waiting: number;
}

/** Counts what meets every condition, in one pass over an index. */
export async function countInbox(
  db: Kysely<Database>,
  query: { where: readonly Expression<SqlBool>[]; now: Date; until: Date },
): Promise<InboxCounts> {
  const { now, until } = query;
  return db
    .selectFrom('grievances')
    .select((eb) => [
      eb.fn.countAll<number>().as('all'),
      sql<number>`count(*) filter (where grievances.due_by <= ${now})`.as('overdue'),
      sql<number>`count(*) filter (where grievances.due_by > ${now} and grievances.due_by < ${until})`.as('today'),
      sql<number>`count(*) filter (where grievances.status = 'routed')`.as('new'),
      sql<number>`count(*) filter (where grievances.status = 'awaiting_citizen')`.as('waiting'),
    ])
    .where((eb) => eb.and(query.where))
    .executeTakeFirstOrThrow();
}

/** Whether there is a report with this reference that meets every condition. */
export async function hasReport(
  db: Kysely<Database>,
  query: { where: readonly Expression<SqlBool>[]; reference: string },
): Promise<boolean> {
  const found = await db
    .selectFrom('grievances')
    .select('grievances.id')
    .where('grievances.reference', '=', query.reference)
    .where((eb) => eb.and(query.where))
    .executeTakeFirst();
  return found !== undefined;
}
