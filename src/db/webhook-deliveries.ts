import {
  type Expression,
  type Insertable,
  type Kysely,
  type Selectable,
  type SqlBool,
  sql,
  type Updateable,
} from 'kysely';
import type { Database } from './schema.ts';
import type { WebhookDeliveriesTable, WebhookNotesTable } from './schema-webhooks.ts';

export type WebhookNote = Selectable<WebhookNotesTable>;
export type WebhookDelivery = Selectable<WebhookDeliveriesTable>;

/** Takes the oldest notes of a programme for the time of the transaction; others that look meanwhile get the next ones. */
export async function lockNotes(db: Kysely<Database>, programmeId: string, limit: number): Promise<number[]> {
  const rows = await db
    .selectFrom('webhook_notes')
    .select('seq')
    .where('programme_id', '=', programmeId)
    .orderBy('seq')
    .limit(limit)
    .forUpdate()
    .skipLocked()
    .execute();
  return rows.map(({ seq }) => seq);
}

/**
 * Of these notes, those of a report that met the condition right before the event or right after it. The condition is one on
 * `grievances`, and is asked of the report as it was then.
 */
export async function readVisibleNotes(
  db: Kysely<Database>,
  seqs: readonly number[],
  visible: Expression<SqlBool>,
): Promise<WebhookNote[]> {
  const { rows } = await sql<WebhookNote>`
    select * from webhook_notes
    where seq in (
      select seq from (select * from webhook_notes where seq = any(${seqs}::bigint[])) as grievances where ${visible}
      union
      select seq from (
        select seq, programme_id, stream, before_office_id as office_id, area_id, about_office_id
        from webhook_notes where seq = any(${seqs}::bigint[])
      ) as grievances where ${visible}
    )
    order by seq`.execute(db);
  return rows;
}

/** The notes have been looked at. */
export async function deleteNotes(db: Kysely<Database>, seqs: readonly number[]): Promise<void> {
  await sql`delete from webhook_notes where seq = any(${seqs}::bigint[])`.execute(db);
}

/** Adds deliveries; an event that a subscription has already is left out. */
export async function insertDeliveries(
  db: Kysely<Database>,
  deliveries: readonly Insertable<WebhookDeliveriesTable>[],
): Promise<void> {
  if (deliveries.length === 0) return;
  await db
    .insertInto('webhook_deliveries')
    .values(deliveries)
    .onConflict((conflict) => conflict.constraint('webhook_deliveries_once').doNothing())
    .execute();
}

/** The delivery that has waited longest, and whether its report is still an ordinary one that is there. */
export async function nextDelivery(
  db: Kysely<Database>,
  webhookId: string,
  now: Date,
): Promise<(WebhookDelivery & { readonly isTold: boolean }) | undefined> {
  return db
    .selectFrom('webhook_deliveries as d')
    .selectAll('d')
    .select(
      sql<boolean>`exists (select from grievances g where g.id = d.grievance_id and g.stream = 'ordinary')`.as(
        'isTold',
      ),
    )
    .where('webhook_id', '=', webhookId)
    .where('state', '=', 'waiting')
    .where('next_at', '<=', now)
    .orderBy('next_at')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst();
}

/** Writes down what became of a delivery. */
export async function updateDelivery(
  db: Kysely<Database>,
  id: string,
  set: Updateable<WebhookDeliveriesTable>,
): Promise<void> {
  await db.updateTable('webhook_deliveries').set(set).where('id', '=', id).execute();
}

/** Gives up everything that waits for a subscription. */
export async function giveUpAll(db: Kysely<Database>, webhookId: string, now: Date): Promise<void> {
  await db
    .updateTable('webhook_deliveries')
    .set({ state: 'given_up', settled_at: now })
    .where('webhook_id', '=', webhookId)
    .where('state', '=', 'waiting')
    .execute();
}

/** Forgets deliveries that were settled before this moment. At most `limit` at a time. */
export async function deleteOldDeliveries(db: Kysely<Database>, before: Date, limit: number): Promise<number> {
  const old = db.selectFrom('webhook_deliveries').select('id').where('settled_at', '<', before).limit(limit);
  const { numDeletedRows } = await db.deleteFrom('webhook_deliveries').where('id', 'in', old).executeTakeFirstOrThrow();
  return Number(numDeletedRows);
}
