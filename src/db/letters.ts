import type { Expression, Kysely, SqlBool } from 'kysely';
import type { Database, Grievance } from './schema.ts';

/** A report that was late at the last office of its ladder. */
export type Unanswered = Pick<
  Grievance,
  'id' | 'reference' | 'category_id' | 'area_id' | 'office_id' | 'status' | 'filed_at' | 'joiners'
> & {
  /** The event that says so last, and when it was: lists go on after its id. */
  readonly event_id: string;
  readonly late_at: Date;
};

/** Of the reports that meet every condition, those that were late at the top: the latest first, each once. */
export async function listUnanswered(
  db: Kysely<Database>,
  query: { programmeId: string; where: readonly Expression<SqlBool>[]; before: string | null; limit: number },
): Promise<Unanswered[]> {
  const late = db
    .selectFrom('grievance_events as e')
    .innerJoin('grievances', 'grievances.id', 'e.grievance_id')
    .select(['grievances.id', 'grievances.reference', 'grievances.category_id', 'grievances.area_id'])
    .select(['grievances.office_id', 'grievances.status', 'grievances.filed_at', 'grievances.joiners'])
    .select(['e.id as event_id', 'e.at as late_at'])
    .where('e.programme_id', '=', query.programmeId)
    .where('e.type', '=', 'overdue_at_top')
    .where((eb) => eb.and([...query.where]))
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('grievance_events as later')
            .select('later.id')
            .whereRef('later.grievance_id', '=', 'e.grievance_id')
            .where('later.type', '=', 'overdue_at_top')
            .whereRef('later.id', '>', 'e.id'),
        ),
      ),
    )
    .orderBy('e.id', 'desc')
    .limit(query.limit);
  return query.before === null ? late.execute() : late.where('e.id', '<', query.before).execute();
}
