import { createHmac } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import { createBatch } from '../db/batch.ts';
import { type InboundRow, insertInbound, messagePhonePlace } from '../db/messages.ts';
import type { Deps } from '../deps.ts';
import { makeStorable } from '../encoding.ts';
import { AppError } from '../errors.ts';
import { indexPhone, type Phone, sealPhone } from '../phone.ts';
import type { InboundSms } from './carriers/carrier.ts';
import { createPhoneReader } from './read-phone.ts';

/** What became of an SMS: new, seen before, or kept without being read. */
export type Stored = 'stored' | 'repeated' | 'set_aside';

/** Stores one SMS. Durable when it returns; rejects with `unavailable` when it is not, so that the carrier tries again. */
export type StoreInbound = (carrier: string, sms: InboundSms) => Promise<Stored>;

/** Longer than any phone sends (255 parts, 3GPP TS 23.040, are never seen): the rest is cut, and the reason says so. */
const MAX_TEXT_CHARACTERS = 10_240;
/** A UUID has 36 characters, `ATXid_...` 38. Longer ids are replaced by their hash: a unique index has its limits. */
const MAX_ID_CHARACTERS = 128;
/** Three to six digits, or the name of a sender (3GPP TS 23.040, 9.1.2.5). */
const SHORT_CODE = /^(?:\d{3,6}|[A-Za-z][A-Za-z _.&-]{0,10})$/;

/**
 * Opens the store for incoming SMS. What arrives together is written together, in one statement per few milliseconds; a
 * message that the database will not take does not take the others down with it. An unknown short code or a sender that
 * is no telephone is stored too, as `set_aside` with the reason. After the commit a worker is woken for what is new.
 */
export function createInboundStore(
  deps: Pick<Deps, 'config' | 'db' | 'metrics' | 'now' | 'programmes' | 'wake'>,
): StoreInbound {
  const readPhone = createPhoneReader();
  const insert = createBatch(async (rows: readonly InboundRow[]) => {
    const stored = await insertInbound(deps.db, rows);
    return rows.map(({ id }) => stored.has(id));
  });

  return async (carrier, sms) => {
    const row = toRow(deps, readPhone, carrier, sms);
    const isNew = await insert(row).catch((cause: unknown) => {
      deps.metrics.inbound.inc({ carrier, result: 'unavailable' });
      throw new AppError('unavailable', 'The message could not be stored. Send it again.', { cause });
    });
    const result = isNew ? (row.state === 'received' ? 'stored' : 'set_aside') : 'repeated';
    deps.metrics.inbound.inc({ carrier, result });
    if (result === 'stored') deps.wake('interpret-sms', row.id);
    return result;
  };
}

function toRow(
  deps: Pick<Deps, 'config' | 'now' | 'programmes'>,
  readPhone: (raw: string, region: string) => Phone | null,
  carrier: string,
  sms: InboundSms,
): InboundRow {
  const id = uuidv7();
  const { sealingKeys, indexKey } = deps.config;
  const programme = deps.programmes.byShortCode(sms.to);
  const phone = readPhone(sms.from, programme?.region ?? '');
  const now = deps.now();
  const obstacle = programme ? (phone ? null : 'unusable_sender') : 'unknown_short_code';
  return {
    id,
    programmeId: programme?.id ?? null,
    carrier,
    carrierMessageId: identify(indexKey, carrier, sms, now),
    phoneSealed: phone && sealPhone(sealingKeys, phone, messagePhonePlace(id)),
    phoneIndex: phone && indexPhone(indexKey, phone),
    // What nobody here answers to may be a telephone number, where a carrier swapped the two.
    shortCode: programme?.shortCode ?? (SHORT_CODE.test(sms.to) ? sms.to : 'unknown'),
    text: makeStorable(sms.text.slice(0, MAX_TEXT_CHARACTERS)),
    state: obstacle ? 'set_aside' : 'received',
    reason: obstacle ?? (sms.text.length > MAX_TEXT_CHARACTERS ? 'text_cut' : null),
    createdAt: now,
  };
}

/**
 * The carrier's id, or one made of everything that a retry repeats. Keyed, because a plain hash of a number is that number
 * to whoever tries them all. Without the carrier's date the day of arrival stands in: a retry after midnight is stored
 * twice, but the "1" somebody answers next week is not taken for the one of today.
 */
function identify(indexKey: Buffer, carrier: string, sms: InboundSms, now: Date): string {
  const given = makeStorable(sms.carrierMessageId);
  if (given !== '' && given.length <= MAX_ID_CHARACTERS) return given;
  const when = sms.sentAt?.toISOString() ?? now.toISOString().slice(0, 10);
  const parts = given === '' ? [sms.from, sms.to, sms.text, when] : [given];
  const digest = createHmac('sha256', indexKey).update(JSON.stringify([carrier, ...parts]));
  return `derived-${digest.digest('hex')}`;
}
