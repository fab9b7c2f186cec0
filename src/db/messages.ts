import { type Insertable, type Kysely, sql } from 'kysely';
import { openPhone, type Phone, type SealingKey, type SealPlace } from '../phone.ts';
import type { Database, Message, MessagesTable } from './schema.ts';

/** An SMS that came in, ready to be stored. `received` waits to be interpreted; `set_aside` says why in `reason`. */
export interface InboundRow {
  readonly id: string;
  readonly programmeId: string | null;
  readonly carrier: string;
  readonly carrierMessageId: string;
  readonly phoneSealed: Buffer | null;
  readonly phoneIndex: Buffer | null;
  readonly shortCode: string;
  readonly text: string;
  readonly state: 'received' | 'set_aside';
  readonly reason: string | null;
  readonly createdAt: Date;
}

/** The turn of one worker to send a message: settling names it, so that an answer that comes late settles nothing else. */
export type Claim = Pick<Message, 'id' | 'attempts'>;

/** Why a claimed message was not taken. A `queued` one was certainly not sent and has its next turn at `dueAt`. */
export type Settlement = { readonly reason: string; readonly carrierWord: string | null } & (
  | { readonly state: 'unknown' | 'refused' }
  | { readonly state: 'queued'; readonly dueAt: Date }
);

/** Handed to the carrier, and no answer known. */
const UNSETTLED_STATES = ['sending', 'unknown'] as const;

/** Where a message's number is sealed. */
export function messagePhonePlace(rowId: string): SealPlace {
  return { table: 'messages', column: 'phone_sealed', rowId };
}

/**
 * The number of a message, in the clear; null where it has none.
 *
 * @throws when the key of the seal is not among `keys`, or the row was altered
 */
export function phoneOfMessage(
  keys: { readonly sealingKeys: readonly SealingKey[] },
  message: Pick<Message, 'id' | 'phone_sealed'>,
): Phone | null {
  return message.phone_sealed && openPhone(keys.sealingKeys, message.phone_sealed, messagePhonePlace(message.id));
}

/** One message by its row id. */
export async function findMessage(db: Kysely<Database>, id: string): Promise<Message | undefined> {
  return db.selectFrom('messages').selectAll().where('id', '=', id).executeTakeFirst();
}

/** What she waits for with the phone in her hand goes first, and goes out after STOP too. */
export const OWN_ACTION_PRIORITY = 1;

/** What goes to many people of whom none waits for it: last of all, and never in quiet hours. */
export const MAILING_PRIORITY = 10;

/** Writes one outgoing message row. */
export async function insertOutgoing(
  db: Kysely<Database>,
  row: Omit<Insertable<MessagesTable>, 'direction'>,
): Promise<void> {
  await insertOutgoings(db, [row]);
}

/** Writes outgoing message rows with one statement: some hundreds at most. */
export async function insertOutgoings(
  db: Kysely<Database>,
  rows: readonly Omit<Insertable<MessagesTable>, 'direction'>[],
): Promise<void> {
  if (rows.length === 0) return;
  await db
    .insertInto('messages')
    .values(rows.map((row) => ({ ...row, direction: 'out' as const })))
    .execute();
}

/**
 * Stores incoming messages in one statement and returns the ids of the rows that are new: a carrier's message id is stored
 * once, however often and however concurrently it comes. Committed when it returns, unless `db` is a transaction.
 */
export async function insertInbound(db: Kysely<Database>, rows: readonly InboundRow[]): Promise<ReadonlySet<string>> {
  // One parameter for all rows: parsed by the server, whatever their number, as one prepared text. Sorted, because two
  // statements that insert the same two ids in different order would wait for each other.
  const { rows: stored } = await sql<{ id: string }>`
    insert into messages (id, programme_id, direction, carrier, carrier_message_id, phone_sealed, phone_index,
                          short_code, text, state, reason, created_at)
    select id, programme, 'in', carrier, carrier_id, decode(sealed, 'hex'), decode(index, 'hex'),
           code, text, state, reason, at
    from json_to_recordset(${JSON.stringify(rows.map(toJson))}::json) as incoming (
      id uuid, programme uuid, carrier text, carrier_id text, sealed text, index text,
      code text, text text, state text, reason text, at timestamptz)
    order by carrier, carrier_id
    on conflict (carrier, direction, carrier_message_id) do nothing
    returning id`.execute(db);
  return new Set(stored.map(({ id }) => id));
}

function toJson(row: InboundRow): object {
  return {
    id: row.id,
    programme: row.programmeId,
    carrier: row.carrier,
    carrier_id: row.carrierMessageId,
    sealed: row.phoneSealed?.toString('hex'),
    index: row.phoneIndex?.toString('hex'),
    code: row.shortCode,
    text: row.text,
    state: row.state,
    reason: row.reason,
    at: row.createdAt,
  };
}

/**
 * Takes the turn to send a message: of all who try at once, one gets the row. Undefined: it is not queued any more, or not
 * due yet.
 */
export async function claimOutgoing(db: Kysely<Database>, id: string, now: Date): Promise<Message | undefined> {
  return db
    .updateTable('messages')
    .set((row) => ({ state: 'sending', attempts: row('attempts', '+', 1), claimed_at: now }))
    .where('id', '=', id)
    .where('direction', '=', 'out')
    .where('state', '=', 'queued')
    .where('due_at', '<=', now)
    .returningAll()
    .executeTakeFirst();
}

/**
 * Holds back a queued message whose citizen has said STOP since it was written. An answer to her own SMS still goes out.
 */
export async function suppressOptedOut(db: Kysely<Database>, id: string, now: Date): Promise<boolean> {
  const held = await db
    .updateTable('messages')
    .from('citizens')
    .set({ state: 'suppressed', reason: 'opted_out', settled_at: now })
    .whereRef('citizens.id', '=', 'messages.citizen_id')
    .where('messages.id', '=', id)
    .where('messages.state', '=', 'queued')
    .where('messages.priority', '>', OWN_ACTION_PRIORITY)
    .where('citizens.opted_out_at', 'is not', null)
    .returning('messages.id')
    .executeTakeFirst();
  return held !== undefined;
}

/**
 * Writes down that the carrier took a claimed message. A delivery report may have been quicker: its state stays, and only
 * what it could not know is added.
 */
export async function settleAccepted(
  db: Kysely<Database>,
  claim: Claim,
  answer: { readonly carrierMessageId: string | null; readonly cost: string | null },
  now: Date,
): Promise<void> {
  await sql`
    update messages set
      state = case when state in ('sending', 'unknown') then 'accepted' else state end,
      reason = case when state in ('sending', 'unknown') then null else reason end,
      settled_at = case when state in ('sending', 'unknown') then ${now} else settled_at end,
      carrier_message_id = coalesce(carrier_message_id, ${answer.carrierMessageId}),
      cost = ${answer.cost}
    where id = ${claim.id} and attempts = ${claim.attempts}
      and state in ('sending', 'unknown', 'accepted', 'delivered', 'undelivered')`.execute(db);
}

/** Takes the PINs out of messages that will not be sent any more: what says that they were sent stays. */
export async function forgetPins(db: Kysely<Database>): Promise<void> {
  await db
    .updateTable('messages')
    .set((row) => ({ text: row.fn.coalesce('text_kept', 'text'), text_kept: null }))
    .where('text_kept', 'is not', null)
    .where('state', 'not in', ['queued', 'sending'])
    .execute();
}

/** Writes down why the carrier did not take a claimed message, unless a delivery report knows better. */
export async function settleUnsent(
  db: Kysely<Database>,
  claim: Claim,
  settlement: Settlement,
  now: Date,
): Promise<void> {
  const { state, reason, carrierWord } = settlement;
  await db
    .updateTable('messages')
    .set({
      state,
      reason,
      carrier_word: carrierWord,
      ...(state === 'queued' ? { due_at: settlement.dueAt, claimed_at: null } : { settled_at: now }),
    })
    .where('id', '=', claim.id)
    .where('attempts', '=', claim.attempts)
    .where('state', 'in', UNSETTLED_STATES)
    .execute();
}
