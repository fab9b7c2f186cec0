import { v7 as uuidv7 } from 'uuid';
import { accountPhoneOf } from '../db/account-phone.ts';
import { insertOutgoing, messagePhonePlace, OWN_ACTION_PRIORITY } from '../db/messages.ts';
import type { Account, Purpose } from '../db/schema.ts';
import type { Tx } from '../db/transact.ts';
import type { Deps } from '../deps.ts';
import { countSegments, foldForAir } from '../encoding.ts';
import { type Desk, deskOf } from '../locales/desk/index.ts';
import { sealPhone } from '../phone.ts';
import type { Programme } from '../routing/programme.ts';
import { carrierOf } from './carrier-of.ts';
import { quietUntil } from './quiet-hours.ts';
import { type Voice, voiceOf } from './texts.ts';

/** An SMS to an official, in her language. */
export interface OfficialTelling {
  readonly purpose: Purpose;
  readonly text: (desk: Desk, voice: Voice) => string;
  /** She has just written to us, or is called to somebody in danger: it goes out at any hour and first. */
  readonly isUrgent?: boolean;
}

/**
 * Writes an SMS to an official inside the transaction and asks for it to be sent after the commit, or when the programme's quiet
 * hours are over. Never a citizen's number or
 * name, and nothing of a sealed report.
 *
 * @returns the row's id; null: she has no phone with us
 */
export async function tellOfficial(
  deps: Pick<Deps, 'config' | 'now'>,
  tx: Tx,
  to: { programme: Programme; account: Account; grievanceId?: string },
  telling: OfficialTelling,
): Promise<string | null> {
  const phone = accountPhoneOf(deps.config, to.account);
  if (phone === null || to.account.disabled_at !== null) return null;
  const id = uuidv7();
  const voice = voiceOf(to.programme, to.account.language);
  const text = foldForAir(telling.text(deskOf(to.account.language), voice));
  const priority = telling.isUrgent ? OWN_ACTION_PRIORITY : 3;
  const now = deps.now();
  const dueAt = telling.isUrgent ? now : (quietUntil(to.programme, now) ?? now);
  await insertOutgoing(tx.db, {
    id,
    programme_id: to.programme.id,
    account_id: to.account.id,
    grievance_id: to.grievanceId ?? null,
    carrier: carrierOf(deps.config, to.programme),
    phone_sealed: sealPhone(deps.config.sealingKeys, phone, messagePhonePlace(id)),
    phone_index: to.account.phone_index,
    short_code: to.programme.shortCode,
    text,
    language: voice.language,
    purpose: telling.purpose,
    state: 'queued',
    priority,
    segments: countSegments(text),
    created_at: now,
    due_at: dueAt,
  });
  tx.wake('send-sms', id, { priority, delayMs: dueAt.getTime() - now.getTime() });
  return id;
}
