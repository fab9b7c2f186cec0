import { v7 as uuidv7 } from 'uuid';
import { phoneOf } from '../db/citizens.ts';
import { insertOutgoing, messagePhonePlace, OWN_ACTION_PRIORITY } from '../db/messages.ts';
import type { Citizen, Purpose } from '../db/schema.ts';
import type { Tx } from '../db/transact.ts';
import type { Deps } from '../deps.ts';
import { countSegments, foldForAir } from '../encoding.ts';
import { sealPhone } from '../phone.ts';
import type { Programme } from '../routing/programme.ts';
import { carrierOf } from './carrier-of.ts';
import { type Voice, voiceOf } from './texts.ts';

/** An SMS to write: what it is for, and its words in whatever language the citizen reads. */
export interface Telling {
  readonly purpose: Purpose;
  readonly text: (voice: Voice) => string;
  /** What stays of a text that says a PIN, once it is with the carrier; all of it unless told. */
  readonly kept?: (voice: Voice) => string;
  /** She has just written to us: the answer goes out even after STOP. */
  readonly isOwnAction?: boolean;
  /** One of many alike: it waits behind what single people are told. */
  readonly isBulk?: boolean;
}

/** Priorities of the outbound queue: what she waits for with the phone in her hand goes first. */
const PRIORITY = { own: OWN_ACTION_PRIORITY, update: 3, bulk: 7 } as const;

/**
 * Writes one outgoing message row inside the transaction and asks for it to be sent after the commit. After STOP the row
 * is kept as `suppressed`, so that the history shows what she was not told.
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
  const voice = voiceOf(to.programme, to.citizen.language ?? to.programme.languages[0]);
  const text = foldForAir(telling.text(voice));
  const isSuppressed = to.citizen.opted_out_at !== null && telling.isOwnAction !== true;
  const priority = PRIORITY[telling.isOwnAction ? 'own' : telling.isBulk ? 'bulk' : 'update'];
  const now = deps.now();
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
    segments: countSegments(text),
    created_at: now,
    due_at: now,
  });
  if (!isSuppressed) tx.wake('send-sms', id, { priority });
  return id;
}
