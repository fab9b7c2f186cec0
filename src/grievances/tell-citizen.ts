import { v7 as uuidv7 } from 'uuid';
import { phoneOf } from '../db/citizens.ts';
import { insertOutgoing, messagePhonePlace, OWN_ACTION_PRIORITY } from '../db/messages.ts';
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
}

/** Priorities of the outbound queue: what she waits for with the phone in her hand goes first. */
const PRIORITY = { own: OWN_ACTION_PRIORITY, update: 3, bulk: 7 } as const;

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
  const id = uuidv7();
  const { voice, text, segments } = wordSms(to, telling);
  const isSuppressed = to.citizen.opted_out_at !== null && telling.isOwnAction !== true;
  const priority = PRIORITY[telling.isOwnAction ? 'own' : telling.isBulk ? 'bulk' : 'update'];
  const now = deps.now();
  const dueAt = telling.isOwnAction ? now : (quietUntil(to.programme, now) ?? now);
  await insertOutgoing(tx.db, {
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
    state: isSuppressed ? 'suppressed' : 'queued',
    reason: isSuppressed ? 'opted_out' : null,
    priority,
    segments,
    created_at: now,
    due_at: dueAt,
  });
  if (!isSuppressed) tx.wake('send-sms', id, { priority, delayMs: dueAt.getTime() - now.getTime() });
  return id;
}
