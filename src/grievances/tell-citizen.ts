import { v7 as uuidv7 } from 'uuid';
import { phoneOf } from '../db/citizens.ts';
import {
  insertOutgoing,
  insertOutgoings,
  MAILING_PRIORITY,
  messagePhonePlace,
  OWN_ACTION_PRIORITY,
} from '../db/messages.ts';
import type { Citizen, Purpose } from '../db/schema.ts';
import type { Tx } from '../db/transact.ts';
import type { Deps } from '../deps.ts';
import { countSegments, foldForAir } from '../encoding.ts';
import { sealPhone } from '../phone.ts';
import type { Language, Programme } from '../routing/programme.ts';
import { carrierOf } from './carrier-of.ts';
import { quietUntil } from './quiet-hours.ts';
import { type Voice, voiceOf } from './texts.ts';

/** An SMS to write: what it is for, and its words in whatever language the citizen reads. */
export interface Telling {
  readonly purpose: Purpose;
  readonly text: (voice: Voice) => string;
  /** What stays of a text that says a PIN, once it is with the carrier; all of it unless told. */
  readonly kept?: (voice: Voice) => string;
  /** She has just written to us: the answer goes out even after STOP, and at any hour. */
  readonly isOwnAction?: boolean;
  /** One of many alike: it waits behind what single people are told. */
  readonly isBulk?: boolean;
  /** To many people of whom none waits for it: behind everything else, and never in quiet hours. */
  readonly isMailing?: boolean;
}

/** Priorities of the outbound queue: what she waits for with the phone in her hand goes first. */
const PRIORITY = { own: OWN_ACTION_PRIORITY, update: 3, bulk: 7, mailing: MAILING_PRIORITY } as const;

function urgencyOf({ isOwnAction, isBulk, isMailing }: Telling): keyof typeof PRIORITY {
  if (isOwnAction) return 'own';
  if (isMailing) return 'mailing';
  return isBulk ? 'bulk' : 'update';
}

/** One SMS as it goes out: in her language, in the letters it is sent in, and as how many it is paid. */
export interface WordedSms {
  readonly voice: Voice;
  readonly text: string;
  readonly segments: number;
}

/** The words of an SMS to a citizen: what is sent, and what an official is shown before. */
export function wordSms(
  to: { programme: Programme; citizen: Pick<Citizen, 'language'> },
  telling: Pick<Telling, 'text'>,
): WordedSms {
  const voice = voiceOf(to.programme, languageOf(to.programme, to.citizen));
  const text = foldForAir(telling.text(voice));
  return { voice, text, segments: countSegments(text) };
}

/** In which language a citizen is written to. */
export function languageOf(programme: Programme, citizen: Pick<Citizen, 'language'>): Language {
  return citizen.language ?? programme.languages[0];
}

/**
 * Writes one outgoing message row inside the transaction and asks for it to be sent after the commit. After STOP the row
 * is kept as `suppressed`, so that the history shows what she was not told. In the programme's quiet hours it waits for their end,
 * unless it answers her.
 *
 * @returns the row's id
 */
export async function tellCitizen(
  deps: Pick<Deps, 'config' | 'now'>,
  tx: Tx,
  to: { programme: Programme; citizen: Citizen; grievanceId?: string },
  telling: Telling,
): Promise<string> {
  const row = outgoingOf(deps, to, telling);
  await insertOutgoing(tx.db, row);
  wakeFor(deps, tx, row);
  return row.id;
}

/** One message to many citizens, as `tellCitizen` writes each, with one statement. Its row for each of them, in order. */
export async function tellCitizens(
  deps: Pick<Deps, 'config' | 'now'>,
  tx: Tx,
  to: { programme: Programme; citizens: readonly Citizen[] },
  telling: Telling,
): Promise<{ citizenId: string; messageId: string }[]> {
  const { programme, citizens } = to;
  const rows = citizens.map((citizen) => ({ citizen, row: outgoingOf(deps, { programme, citizen }, telling) }));
  await insertOutgoings(
    tx.db,
    rows.map(({ row }) => row),
  );
  for (const { row } of rows) wakeFor(deps, tx, row);
  return rows.map(({ citizen, row }) => ({ citizenId: citizen.id, messageId: row.id }));
}

type OutgoingRow = ReturnType<typeof outgoingOf>;

function wakeFor({ now }: Pick<Deps, 'now'>, tx: Tx, { id, state, priority, due_at: dueAt }: OutgoingRow): void {
  if (state === 'queued') tx.wake('send-sms', id, { priority, delayMs: dueAt.getTime() - now().getTime() });
}

function outgoingOf(
  deps: Pick<Deps, 'config' | 'now'>,
  to: { programme: Programme; citizen: Citizen; grievanceId?: string },
  telling: Telling,
) {
  const id = uuidv7();
  const { voice, text, segments } = wordSms(to, telling);
  const isSuppressed = to.citizen.opted_out_at !== null && telling.isOwnAction !== true;
  const priority = PRIORITY[urgencyOf(telling)];
  const now = deps.now();
  const dueAt = telling.isOwnAction ? now : (quietUntil(to.programme, now) ?? now);
  return {
    id,
    programme_id: to.programme.id,
    citizen_id: to.citizen.id,
    grievance_id: to.grievanceId ?? null,
    carrier: carrierOf(deps.config, to.programme),
    phone_sealed: sealPhone(deps.config.sealingKeys, phoneOf(deps.config, to.citizen), messagePhonePlace(id)),
    phone_index: to.citizen.phone_index,
    short_code: to.programme.shortCode,
    text,
    text_kept: telling.kept ? foldForAir(telling.kept(voice)) : null,
    language: voice.language,
    purpose: telling.purpose,
    state: isSuppressed ? ('suppressed' as const) : ('queued' as const),
    reason: isSuppressed ? 'opted_out' : null,
    priority,
    segments,
    created_at: now,
    due_at: dueAt,
  };
}
