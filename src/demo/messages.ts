import { messagePhonePlace, OWN_ACTION_PRIORITY } from '../db/messages.ts';
import type { MessagesTable } from '../db/schema.ts';
import { countSegments, foldForAir } from '../encoding.ts';
import type { Telling } from '../grievances/tell-citizen.ts';
import { sealPhone } from '../phone.ts';
import type { DemoCitizen, Row } from './crowd.ts';
import { toHex } from './crowd.ts';
import { pickWeighted, type Random } from './random.ts';
import type { World } from './world.ts';

/** What became of an SMS once it was with the carrier. */
type Fate = 'delivered' | 'accepted' | 'undelivered' | 'unknown' | 'refused';

const USUAL: Readonly<Record<Fate, number>> = {
  delivered: 0.935,
  accepted: 0.03,
  undelivered: 0.02,
  unknown: 0.004,
  refused: 0.011,
};
/** In a bad week of the network. */
const POOR: Readonly<Record<Fate, number>> = {
  delivered: 0.74,
  accepted: 0.07,
  undelivered: 0.13,
  unknown: 0.04,
  refused: 0.02,
};

const REASONS: Readonly<Record<Fate, string | null>> = {
  delivered: null,
  accepted: null,
  undelivered: 'AbsentSubscriber',
  unknown: 'timeout',
  refused: 'unroutable',
};
const WORDS: Readonly<Record<Fate, string | null>> = {
  delivered: 'Success',
  accepted: null,
  undelivered: 'Failed',
  unknown: null,
  refused: null,
};

/** What one part of an SMS costs, by the programme's region, as carriers write it. */
const PRICES: Readonly<Record<string, { currency: string; each: number }>> = {
  KE: { currency: 'KES', each: 0.8 },
  BD: { currency: 'BDT', each: 0.35 },
  XK: { currency: 'EUR', each: 0.035 },
};

/** An SMS that was sent to a citizen, with what became of it: it waits for nothing any more. */
export function outgoingRow(
  world: World,
  random: Random,
  to: { citizen: DemoCitizen; grievanceId: string | null; at: Date },
  telling: Telling,
): Row<MessagesTable> {
  const { citizen, at } = to;
  const voice = world.voiceIn(citizen.language);
  const text = foldForAir(telling.text(voice));
  const isOwn = telling.isOwnAction === true;
  const isSuppressed = citizen.optsOutAt !== null && citizen.optsOutAt <= at && !isOwn;
  const segments = countSegments(text);
  const common = {
    ...addressed(world, citizen, at),
    grievance_id: to.grievanceId,
    direction: 'out',
    text,
    language: citizen.language,
    purpose: telling.purpose,
    priority: isOwn ? OWN_ACTION_PRIORITY : telling.isBulk ? 7 : 3,
    segments,
  };
  if (isSuppressed) return { ...common, ...UNSENT, state: 'suppressed', reason: 'opted_out', due_at: at };
  return { ...common, ...sent(world, random, segments, dueAt(world, at, isOwn)) };
}

/** An SMS that a citizen wrote, read long ago. */
export function incomingRow(world: World, citizen: DemoCitizen, at: Date, text: string): Row<MessagesTable> {
  const row = addressed(world, citizen, at);
  return {
    ...row,
    ...UNSENT,
    grievance_id: null,
    direction: 'in',
    carrier_message_id: `demo-in-${row.id}`,
    text,
    language: null,
    purpose: null,
    priority: 5,
    segments: null,
    state: 'interpreted',
    reason: null,
    due_at: null,
    settled_at: at,
  };
}

const UNSENT = {
  carrier_message_id: null,
  carrier_word: null,
  attempts: 0,
  cost: null,
  claimed_at: null,
  settled_at: null,
};

function addressed({ programme, config, carrier, idAt }: World, citizen: DemoCitizen, at: Date) {
  const id = idAt(at);
  return {
    id,
    programme_id: programme.id,
    citizen_id: citizen.id,
    account_id: null,
    carrier,
    phone_sealed: toHex(sealPhone(config.sealingKeys, citizen.phone, messagePhonePlace(id))),
    phone_index: citizen.phoneIndex,
    short_code: programme.shortCode,
    text_kept: null,
    created_at: at,
  };
}

/** Not in quiet hours. In the last night of a history it was sent all the same: nothing may be left to send. */
function dueAt({ quietUntil, now }: World, at: Date, isOwn: boolean): Date {
  const later = isOwn ? null : quietUntil(at);
  return later !== null && later <= now ? later : at;
}

function sent(world: World, random: Random, segments: number, due: Date) {
  const { now, programme } = world;
  const fate = pickWeighted(random, world.isPoorNetwork(due) ? POOR : USUAL);
  const settled = new Date(due.getTime() + 1_500 + Math.floor(random() * 20_000));
  const price = PRICES[programme.region];
  const isPaid = fate !== 'refused' && fate !== 'unknown' && price !== undefined;
  return {
    state: fate,
    reason: REASONS[fate],
    carrier_word: WORDS[fate],
    carrier_message_id: isPaid ? `demo-${world.idAt(due)}` : null,
    attempts: 1,
    cost: isPaid ? `${price.currency} ${(price.each * segments).toFixed(4)}` : null,
    due_at: due,
    claimed_at: due,
    settled_at: settled > now ? now : settled,
  };
}
