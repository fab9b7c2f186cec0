import { type Expression, type ExpressionBuilder, type Kysely, type SqlBool, sql } from 'kysely';
import type { Actor, Database, Grievance, GrievanceEvent } from './schema.ts';

/** One line of an official's list. */
export type DueReport = Pick<Grievance, 'id' | 'reference' | 'category_id' | 'area_id' | 'status' | 'due_by'>;

/** One report as it is read on a phone. */
export type DeskReport = DueReport &
  Pick<Grievance, 'text' | 'joiners' | 'waiting_until'> & {
    /** What the citizen wrote last, behind what she reported; null: nothing. */
    last_words: string | null;
  };

/** Whose list: what `visible` shows her, and of that what she has herself or nobody has; with `accountId` null everybody's. */
export interface DeskList {
  readonly visible: Expression<SqlBool>;
  readonly accountId: string | null;
  /** Only what was due before; null: all. */
  readonly dueBefore: Date | null;
}

const COLUMNS = ['id', 'reference', 'category_id', 'area_id', 'status', 'due_by'] as const;

/** Where the clock of an office runs. */
const RUNNING = ['routed', 'acknowledged'] as const;

/** What waits for her, due first. */
export async function listDue(db: Kysely<Database>, list: DeskList, limit: number): Promise<DueReport[]> {
  return db
    .selectFrom('grievances')
    .select(COLUMNS)
    .where((row) => isOn(row, list))
    .orderBy('due_by')
    .orderBy('id')
    .limit(limit)
    .execute();
}

/** How much waits for her, counted up to `most`. */
export async function countDue(db: Kysely<Database>, list: DeskList, most: number): Promise<number> {
  const some = db
    .selectFrom('grievances')
    .select('id')
    .where((row) => isOn(row, list))
    .limit(most);
  const { count } = await db
    .selectFrom(some.as('some'))
    .select((row) => row.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return Number(count);
}

function isOn(row: ExpressionBuilder<Database, 'grievances'>, { visible, accountId, dueBefore }: DeskList) {
  const isHers = row.or([row('assignee_id', '=', accountId), row('assignee_id', 'is', null)]);
  return row.and([
    visible,
    row('status', 'in', RUNNING),
    row('due_by', 'is not', null),
    ...(accountId === null ? [] : [isHers]),
    ...(dueBefore === null ? [] : [row('due_by', '<', dueBefore)]),
  ]);
}

/** The words a citizen wrote last: in a message, or as the reason why it is not fixed. */
const LAST_WORDS = sql<string | null>`(
  select coalesce(e.data->>'text', e.data->>'reason') from grievance_events e
  where e.grievance_id = grievances.id and e.type in ('citizen_wrote', 'disputed')
    and coalesce(e.data->>'text', e.data->>'reason') is not null
  order by e.id desc limit 1)`;

/** One report, if it is among those that are visible. */
export async function readDeskReport(
  db: Kysely<Database>,
  at: { visible: Expression<SqlBool>; programmeId: string; reference: string },
): Promise<DeskReport | undefined> {
  return db
    .selectFrom('grievances')
    .select([...COLUMNS, 'text', 'joiners', 'waiting_until'])
    .select(LAST_WORDS.as('last_words'))
    .where('reference', '=', at.reference)
    .where('programme_id', '=', at.programmeId)
    .where(at.visible)
    .executeTakeFirst();
}

/** Something that was done to a report, and by whom. */
export type Deed = Pick<GrievanceEvent, 'type' | 'actor_kind' | 'actor_id' | 'office_id' | 'at'> & {
  /** Of the account; null: a citizen, the gateway, or a program with a key. */
  actor_name: string | null;
};

/** Which deed is looked for. */
export interface DeedQuery {
  readonly types: readonly string[];
  /** Only what others of this kind did. */
  readonly by?: { readonly kind: Actor['kind']; readonly notId: string };
  /** Only what came after: an id that grows with time, or a moment. */
  readonly after?: { readonly id: string } | { readonly at: Date };
}

/** The last of some kinds of event in a history. */
export async function findDeed(
  db: Kysely<Database>,
  grievanceId: string,
  { types, by, after }: DeedQuery,
): Promise<Deed | undefined> {
  return db
    .selectFrom('grievance_events as e')
    .leftJoin('accounts as a', 'a.id', 'e.actor_id')
    .select(['e.type', 'e.actor_kind', 'e.actor_id', 'e.office_id', 'e.at', 'a.name as actor_name'])
    .where('e.grievance_id', '=', grievanceId)
    .where('e.type', 'in', types)
    .where((row) =>
      row.and([
        ...(by ? [row('e.actor_kind', '=', by.kind), row('e.actor_id', 'is distinct from', by.notId)] : []),
        ...(after ? ['id' in after ? row('e.id', '>', after.id) : row('e.at', '>', after.at)] : []),
      ]),
    )
    .orderBy('e.id', 'desc')
    .limit(1)
    .executeTakeFirst();
}
