import { type Insertable, type Kysely, type Selectable, sql, type Updateable } from 'kysely';
import type { Database } from './schema.ts';
import type { WebhooksTable } from './schema-webhooks.ts';

export type Webhook = Selectable<WebhooksTable>;

/** A subscription as a list shows it: codes instead of ids, never the secret, and how it goes. */
export interface ListedWebhook
  extends Omit<Webhook, 'programme_id' | 'office_id' | 'area_id' | 'secret_sealed' | 'claimed_until'> {
  readonly programme: string;
  readonly office: string | null;
  readonly area: string | null;
  /** Deliveries that wait, and those given up and not yet forgotten. */
  readonly waiting: number;
  readonly given_up: number;
}

/** Keeps a new subscription. */
export async function insertWebhook(db: Kysely<Database>, webhook: Insertable<WebhooksTable>): Promise<void> {
  await db.insertInto('webhooks').values(webhook).execute();
}

/** The subscription with this id. */
export async function findWebhook(db: Kysely<Database>, id: string): Promise<Webhook | undefined> {
  return db.selectFrom('webhooks').selectAll().where('id', '=', id).executeTakeFirst();
}

/** The subscriptions of a programme that are on. */
export async function listActive(db: Kysely<Database>, programmeId: string): Promise<Webhook[]> {
  return db
    .selectFrom('webhooks')
    .selectAll()
    .where('programme_id', '=', programmeId)
    .where('off_at', 'is', null)
    .orderBy('id')
    .execute();
}

/** All subscriptions, or those of one programme, oldest first; those switched off too. */
export async function listWebhooks(db: Kysely<Database>, programme?: string): Promise<ListedWebhook[]> {
  const count = (state: string) =>
    sql<number>`(select count(*) from webhook_deliveries d where d.webhook_id = w.id and d.state = ${state})`;
  const query = db
    .selectFrom('webhooks as w')
    .innerJoin('programmes as p', 'p.id', 'w.programme_id')
    .leftJoin('offices as o', 'o.id', 'w.office_id')
    .leftJoin('areas as a', 'a.id', 'w.area_id')
    .select(['w.id', 'p.name as programme', 'o.code as office', 'a.code as area', 'w.url', 'w.events', 'w.label'])
    .select([
      'w.created_at',
      'w.failures',
      'w.failing_since',
      'w.last_failure',
      'w.last_ok_at',
      'w.paused_until',
      'w.off_at',
    ])
    .select([count('waiting').as('waiting'), count('given_up').as('given_up')])
    .orderBy('w.id');
  return programme === undefined ? query.execute() : query.where('p.name', '=', programme).execute();
}

/** Ends a subscription with everything that waits for it; its secret is gone. False: there is none with this id. */
export async function deleteWebhook(db: Kysely<Database>, id: string): Promise<boolean> {
  const { numDeletedRows } = await db.deleteFrom('webhooks').where('id', '=', id).executeTakeFirstOrThrow();
  return numDeletedRows > 0n;
}

/** Changes a subscription's state. */
export async function updateWebhook(
  db: Kysely<Database>,
  id: string,
  set: Updateable<WebhooksTable>,
): Promise<Webhook | undefined> {
  return db.updateTable('webhooks').set(set).where('id', '=', id).returningAll().executeTakeFirst();
}

/** One more attempt failed. The row as it is afterwards; undefined: it is gone. */
export async function countFailure(
  db: Kysely<Database>,
  id: string,
  { reason, now }: { reason: string; now: Date },
): Promise<Webhook | undefined> {
  return db
    .updateTable('webhooks')
    .set((eb) => ({
      failures: eb('failures', '+', 1),
      failing_since: eb.fn.coalesce('failing_since', eb.val(now)),
      last_failure: reason,
    }))
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirst();
}

/**
 * Becomes the only one who delivers for a subscription, until `until` at most. Undefined: somebody else is, or it is off, paused
 * or gone.
 */
export async function claimWebhook(
  db: Kysely<Database>,
  id: string,
  { now, until }: { now: Date; until: Date },
): Promise<Webhook | undefined> {
  return db
    .updateTable('webhooks')
    .set({ claimed_until: until })
    .where('id', '=', id)
    .where('off_at', 'is', null)
    .where((eb) => eb.or([eb('claimed_until', 'is', null), eb('claimed_until', '<=', now)]))
    .where((eb) => eb.or([eb('paused_until', 'is', null), eb('paused_until', '<=', now)]))
    .returningAll()
    .executeTakeFirst();
}

/** Row ids of the subscriptions for which something is to be done: an event to look at, or a delivery whose time has come. */
export async function listWaitingWebhooks(db: Kysely<Database>, now: Date): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from webhooks w
    where off_at is null and (
      exists (select from webhook_notes n where n.programme_id = w.programme_id)
      or ((paused_until is null or paused_until <= ${now})
        and exists (select from webhook_deliveries d
          where d.webhook_id = w.id and d.state = 'waiting' and d.next_at <= ${now})))
    order by id`.execute(db);
  return rows.map(({ id }) => id);
}
