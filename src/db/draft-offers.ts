import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { Citizen, Database, UssdSession } from './schema.ts';

/** A call that left something to be offered by SMS. */
export type CallToOffer = Pick<UssdSession, 'created_at' | 'updated_at'> & {
  readonly state: object;
  /** The same phone has dialled again since. */
  readonly is_superseded: boolean;
};

/** What she is asked about a report that a dropped call left unsent; kept as `citizens.conversation`. */
export interface DraftOffer {
  readonly kind: 'report';
  readonly draft: { readonly category: string; readonly area: string; readonly text?: string };
  /** `send`: whether to send it as it stands. `text`: what happened. */
  readonly asked: 'send' | 'text';
  readonly options: readonly string[];
}

/** Whose call it was, if it still waits to be offered. */
export async function findCallToOffer(
  db: Kysely<Database>,
  id: string,
): Promise<Pick<UssdSession, 'programme_id' | 'phone_index'> | undefined> {
  return db
    .selectFrom('ussd_sessions')
    .select(['programme_id', 'phone_index'])
    .where('id', '=', id)
    .where('offer_at', 'is not', null)
    .executeTakeFirst();
}

/** Takes the one turn to offer what a call left: of all who try, one gets it. */
export async function takeOffer(db: Kysely<Database>, id: string): Promise<CallToOffer | undefined> {
  const { rows } = await sql<CallToOffer>`
    update ussd_sessions s set offer_at = null where id = ${id} and offer_at is not null
    returning created_at, updated_at, state,
      exists (select from ussd_sessions newer
              where newer.phone_index = s.phone_index and newer.programme_id = s.programme_id
                and newer.created_at > s.created_at) as is_superseded`.execute(db);
  return rows[0];
}

/** Calls whose wake-up was lost, oldest first. */
export async function listUnoffered(db: Kysely<Database>, before: Date, limit: number): Promise<string[]> {
  const rows = await db
    .selectFrom('ussd_sessions')
    .select('id')
    .where('offer_at', '<', before)
    .orderBy('offer_at')
    .limit(limit)
    .execute();
  return rows.map(({ id }) => id);
}

/** The citizen with this phone, held until the transaction ends. */
export async function lockCaller(
  db: Kysely<Database>,
  caller: Pick<Citizen, 'programme_id' | 'phone_index'>,
): Promise<Citizen | undefined> {
  return db
    .selectFrom('citizens')
    .selectAll()
    .where('programme_id', '=', caller.programme_id)
    .where('phone_index', '=', caller.phone_index)
    .forUpdate()
    .executeTakeFirst();
}

/** Whether she has filed any report since. */
export async function hasFiledSince(db: Kysely<Database>, citizenId: string, since: Date): Promise<boolean> {
  const filed = await db
    .selectFrom('grievances')
    .select('id')
    .where('citizen_id', '=', citizenId)
    .where('filed_at', '>=', since)
    .limit(1)
    .executeTakeFirst();
  return filed !== undefined;
}

/** Asks her this from now on. */
export async function setOffer(db: Kysely<Database>, citizenId: string, offer: DraftOffer, now: Date): Promise<void> {
  await db
    .updateTable('citizens')
    .set({ conversation: JSON.stringify(offer), conversation_at: now })
    .where('id', '=', citizenId)
    .execute();
}

/**
 * Takes offers back that she has not answered, also those that wait behind another question. Whatever else she is being
 * asked stays. The SMS that named category and place say nothing any more, and one that still waits is not sent: what
 * she did with the report may have been to send it without her number.
 */
export async function takeBackOffer(db: Kysely<Database>, citizenId: string, now: Date): Promise<void> {
  const asked = sql`conversation`;
  const next = sql`conversation->'next'`;
  const waiting = sql`jsonb_array_elements(conversation->'waiting') with ordinality as one (waits, at)`;
  const withoutNext = sql`conversation || case when ${isOffer(next)} then '{"next": null}' else '{}' end::jsonb`;
  await sql`
    update citizens
    set conversation = case when ${isOffer(asked)} then null else ${withoutNext} || case
          when conversation ? 'waiting' then jsonb_build_object('waiting', (
            select coalesce(jsonb_agg(waits order by at), '[]') from ${waiting} where not ${isOffer(sql`waits`)}))
          else '{}' end end,
        conversation_at = case when ${isOffer(asked)} then null else conversation_at end
    where id = ${citizenId} and (${isOffer(asked)} or ${isOffer(next)}
      or exists (select from ${waiting} where ${isOffer(sql`waits`)}))`.execute(db);
  await db
    .updateTable('messages')
    .set({
      text: '',
      state: sql`case state when 'queued' then 'suppressed' else state end`,
      reason: sql`case state when 'queued' then 'taken_back' else reason end`,
      settled_at: sql`case state when 'queued' then ${now} else settled_at end`,
    })
    .where('citizen_id', '=', citizenId)
    .where('purpose', '=', 'draft')
    .where('text', '<>', '')
    .execute();
}

/** `readOffer` in SQL. A report begun by SMS is asked its category and place after the text, never before. */
function isOffer(asked: RawBuilder<unknown>): RawBuilder<boolean> {
  return sql<boolean>`coalesce(${asked}->>'kind' = 'report' and ${asked}->>'asked' in ('send', 'text')
    and ${asked}->'draft' ?& array['category', 'area'], false)`;
}

/** The offer she is being asked about; null: nothing, or something else. */
export function readOffer(conversation: object | null): DraftOffer | null {
  const asked = conversation as Partial<DraftOffer> | null;
  const isOffer =
    asked?.kind === 'report' &&
    (asked.asked === 'send' || asked.asked === 'text') &&
    asked.draft?.category !== undefined &&
    asked.draft.area !== undefined;
  return isOffer ? (asked as DraftOffer) : null;
}
