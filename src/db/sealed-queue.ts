import { type Expression, expressionBuilder, type Kysely, type SqlBool, sql } from 'kysely';
import type { Database, Grievance, GrievanceStatus } from './schema.ts';

/** A line of the queue of a sealed stream: nothing of what the report says, nor where it is from. */
export type SealedRow = Pick<
  Grievance,
  'id' | 'reference' | 'status' | 'due_by' | 'office_id' | 'filed_at' | 'merged_into_id'
> & {
  /** Somebody was called to it, and nobody has opened it yet. */
  is_unopened: boolean;
  /** Somebody else asks to see its number, and nobody has decided. */
  is_number_asked: boolean;
};

const ENDED: readonly GrievanceStatus[] = ['rejected', 'closed'];

/**
 * A page of the reports that meet every condition: the open ones due first, the ended ones newest first.
 *
 * @param query.reader row id of the account that looks: what she has asked herself is not hers to decide
 */
export async function listSealed(
  db: Kysely<Database>,
  query: { where: readonly Expression<SqlBool>[]; isEnded: boolean; reader: string; offset: number; limit: number },
): Promise<SealedRow[]> {
  const eb = expressionBuilder<Database, 'grievances'>();
  const ended = eb('grievances.status', 'in', ENDED);
  const order = query.isEnded
    ? sql`grievances.filed_at desc, grievances.id desc`
    : sql`grievances.due_by nulls last, grievances.id`;
  return db
    .selectFrom('grievances')
    .select(['id', 'reference', 'status', 'due_by', 'office_id', 'filed_at', 'merged_into_id'])
    .select([
      sql<boolean>`exists (select from pagings p where p.grievance_id = grievances.id and p.next_at is not null)`.as(
        'is_unopened',
      ),
      sql<boolean>`exists (select from unmaskings u where u.grievance_id = grievances.id and u.decided_at is null
        and u.asked_by <> ${query.reader})`.as('is_number_asked'),
    ])
    .where((row) => row.and([...query.where, query.isEnded ? ended : eb.not(ended)]))
    .orderBy(order)
    .offset(query.offset)
    .limit(query.limit)
    .execute();
}
