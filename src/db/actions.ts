import { type Expression, type Kysely, type SqlBool, sql } from 'kysely';
import type { Action, Database } from './schema.ts';

/** The actions agreed on cards, the earliest due first. */
export async function listActions(db: Kysely<Database>, scorecardIds: readonly string[]): Promise<Action[]> {
  return db
    .selectFrom('actions')
    .selectAll()
    .where('scorecard_id', '=', sql<string>`any(${scorecardIds}::uuid[])`)
    .orderBy('due_on')
    .orderBy('id')
    .execute();
}

/**
 * The actions that everybody may see of units, the earliest due first: all of these closed cards, and of every other closed card
 * those that are open, and those answered after a moment. So no newer card takes a promise off the page before it is answered.
 */
export async function listPublicActions(
  db: Kysely<Database>,
  of: { unitIds: readonly string[]; cardIds: readonly string[]; answeredAfter: Date },
): Promise<(Action & { readonly unit_id: string })[]> {
  return db
    .selectFrom('actions')
    .innerJoin('scorecards', 'scorecards.id', 'actions.scorecard_id')
    .selectAll('actions')
    .select('scorecards.unit_id')
    .where('scorecards.unit_id', '=', sql<string>`any(${of.unitIds}::uuid[])`)
    .where('scorecards.closed_at', 'is not', null)
    .where((eb) =>
      eb.or([
        eb('scorecards.id', '=', sql<string>`any(${of.cardIds}::uuid[])`),
        eb('actions.state', '=', 'open'),
        eb('actions.answered_at', '>', of.answeredAfter),
      ]),
    )
    .orderBy('due_on')
    .orderBy('actions.id')
    .execute();
}

/** Open actions of cards that meet every condition (on `scorecards` and `units`), the earliest due first; `limit` at most. */
export async function listOpenActions(
  db: Kysely<Database>,
  query: { where: readonly Expression<SqlBool>[]; limit: number },
): Promise<(Action & { readonly unit_id: string })[]> {
  return db
    .selectFrom('actions')
    .innerJoin('scorecards', 'scorecards.id', 'actions.scorecard_id')
    .innerJoin('units', 'units.id', 'scorecards.unit_id')
    .selectAll('actions')
    .select('scorecards.unit_id')
    .where('actions.state', '=', 'open')
    .where((eb) => eb.and(query.where))
    .orderBy('due_on')
    .orderBy('actions.id')
    .limit(query.limit)
    .execute();
}

/** What was agreed as the action of an id, and on which card. */
export async function findAgreed(
  db: Kysely<Database>,
  id: string,
): Promise<Pick<Action, 'scorecard_id' | 'office_id' | 'post' | 'what' | 'due_on'> | undefined> {
  return db
    .selectFrom('actions')
    .select(['scorecard_id', 'office_id', 'post', 'what', 'due_on'])
    .where('id', '=', id)
    .executeTakeFirst();
}

/** The action of an id, locked until the transaction ends. */
export async function lockAction(db: Kysely<Database>, id: string): Promise<Action | undefined> {
  return db.selectFrom('actions').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
}

/** Actions of whom their offices are to be reminded by now, the longest due first; `limit` at most. */
export async function listActionsToRemind(db: Kysely<Database>, now: Date, limit: number): Promise<string[]> {
  const rows = await db
    .selectFrom('actions')
    .select('id')
    .where('remind_at', '<=', now)
    .orderBy('remind_at')
    .limit(limit)
    .execute();
  return rows.map(({ id }) => id);
}
