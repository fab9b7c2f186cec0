import { takeBackClaimed } from '../db/mailings.ts';
import {
  type Claim,
  claimOutgoing,
  findMessage,
  MAILING_PRIORITY,
  OWN_ACTION_PRIORITY,
  phoneOfMessage,
  settleAccepted,
  settleUnsent,
  suppressOptedOut,
} from '../db/messages.ts';
import type { Message } from '../db/schema.ts';
import type { Deps } from '../deps.ts';
import { quietUntil } from '../grievances/quiet-hours.ts';
import type { Phone } from '../phone.ts';
import { type Carrier, REFUSALS, type Refusal, type SendResult } from './carriers/carrier.ts';

type SendDeps = Pick<Deps, 'carriers' | 'config' | 'db' | 'log' | 'now' | 'programmes' | 'wake'>;

/** What was certainly not sent is tried for a day, with 30 s, 1 min, 2 min ... and at last an hour between. */
const RETRY_FOR_MS = 24 * 60 * 60 * 1000;
const FIRST_RETRY_MS = 30_000;
const LONGEST_RETRY_MS = 60 * 60 * 1000;

/** An SQLSTATE: another row has this carrier id already. */
const UNIQUE_VIOLATION = '23505';

/**
 * Sends one queued message: claims the row, calls its carrier outside any transaction, writes down what became of it. Of
 * all calls for one id, at once or one after the other, one sends. What may have been sent (`unknown`) is never sent again;
 * what was certainly not sent goes back to `queued` where another try can help.
 *
 * A refusal is an answer and not a failure. Rejects only when the database does: then the row still says `sending`, and the
 * sweep makes it `unknown`.
 */
export async function sendMessage(deps: SendDeps, messageId: string): Promise<void> {
  if (await suppressOptedOut(deps.db, messageId, deps.now())) return;
  const message = await claimOutgoing(deps.db, messageId, deps.now());
  if (!message) return wakeWhenDue(deps, messageId);
  if (await isTakenBack(deps, message)) return;
  const until = waitsUntil(deps, message);
  if (until !== null) return putOff(deps, message, until);
  const result = await callCarrier(deps, message);
  await settle(deps, message, result);
  const { id, carrier, attempts } = message;
  deps.log[result.outcome === 'accepted' ? 'debug' : 'warn'](
    { messageId: id, carrier, attempts, ...describe(result) },
    'sms',
  );
}

/** A mailing may have been stopped, or her word taken back, since one of its messages was written. */
async function isTakenBack({ db, now }: SendDeps, message: Message): Promise<boolean> {
  return message.priority === MAILING_PRIORITY && takeBackClaimed(db, message, now());
}

/** Written in time, a message that answers nobody may still have waited behind others, or for another try, into the quiet hours. */
function waitsUntil({ now, programmes }: SendDeps, { priority, programme_id: id }: Message): Date | null {
  const programme = priority > OWN_ACTION_PRIORITY ? programmes.byId(id ?? '') : undefined;
  return programme ? quietUntil(programme, now()) : null;
}

async function putOff(deps: SendDeps, message: Message, dueAt: Date): Promise<void> {
  await settleUnsent(
    deps.db,
    message,
    { state: 'queued', reason: 'quiet_hours', carrierWord: null, dueAt },
    deps.now(),
  );
  const delayMs = dueAt.getTime() - deps.now().getTime();
  deps.wake('send-sms', message.id, { delayMs, priority: message.priority });
}

/** A wake-up can come a moment before its time: it is put off, not lost. */
async function wakeWhenDue(deps: SendDeps, messageId: string): Promise<void> {
  const message = await findMessage(deps.db, messageId);
  const delayMs = (message?.due_at?.getTime() ?? 0) - deps.now().getTime();
  if (message?.state !== 'queued' || delayMs <= 0) return;
  deps.wake('send-sms', messageId, { delayMs, priority: message.priority, skipIfWaiting: true });
}

async function callCarrier(deps: SendDeps, message: Message): Promise<SendResult> {
  const carrier = deps.carriers.get(message.carrier);
  // As if the road were closed: the carrier may be configured again before the tries are used up.
  if (!carrier) return { outcome: 'refused', reason: 'unreachable', detail: 'carrier_not_configured' };
  const to = openNumber(deps, message);
  if (to === 'unopened') return { outcome: 'refused', reason: 'unreachable', detail: 'number_not_opened' };
  if (to === null) return { outcome: 'refused', reason: 'invalid_number', detail: 'no_number' };
  return sendSafely(carrier, { id: message.id, to, from: message.short_code, text: message.text });
}

/** A seal that does not open is no fault of the message: the key may be back for the next try. */
function openNumber(deps: SendDeps, message: Message): Phone | null | 'unopened' {
  try {
    return phoneOfMessage(deps.config, message);
  } catch (error) {
    deps.log.error({ err: error, messageId: message.id }, 'a number cannot be opened: is a sealing key missing?');
    return 'unopened';
  }
}

/** A carrier never throws. If one does, nobody knows what it did before. */
async function sendSafely(carrier: Carrier, sms: Parameters<Carrier['send']>[0]): Promise<SendResult> {
  try {
    return await carrier.send(sms);
  } catch {
    return { outcome: 'unknown', detail: 'carrier_threw' };
  }
}

async function settle(deps: SendDeps, message: Message, result: SendResult): Promise<void> {
  switch (result.outcome) {
    case 'accepted':
      return settleWithId(deps, message, result);
    case 'unknown':
      return settleUnsent(deps.db, message, { state: 'unknown', reason: result.detail, carrierWord: null }, deps.now());
    case 'refused':
      return settleRefusal(deps, message, result.reason, result.detail ?? null);
  }
}

async function settleWithId(
  deps: SendDeps,
  claim: Claim,
  result: Extract<SendResult, { outcome: 'accepted' }>,
): Promise<void> {
  const answer = { carrierMessageId: result.carrierMessageId, cost: result.cost ?? null };
  try {
    await settleAccepted(deps.db, claim, answer, deps.now());
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === UNIQUE_VIOLATION)) throw error;
    deps.log.warn({ messageId: claim.id }, 'the carrier gave an id that another message has');
    await settleAccepted(deps.db, claim, { ...answer, carrierMessageId: null }, deps.now());
  }
}

async function settleRefusal(deps: SendDeps, message: Message, reason: Refusal, detail: string | null): Promise<void> {
  const now = deps.now();
  const ageMs = now.getTime() - message.created_at.getTime();
  const canRetry = REFUSALS[reason].isRetryable && ageMs < RETRY_FOR_MS;
  if (!canRetry) return settleUnsent(deps.db, message, { state: 'refused', reason, carrierWord: detail }, now);
  const delayMs = Math.min(FIRST_RETRY_MS * 2 ** (message.attempts - 1), LONGEST_RETRY_MS);
  const dueAt = new Date(now.getTime() + delayMs);
  await settleUnsent(deps.db, message, { state: 'queued', reason, carrierWord: detail, dueAt }, now);
  deps.wake('send-sms', message.id, { delayMs, priority: message.priority });
}

/** For the log: codes only. */
function describe(result: SendResult): Record<string, string | undefined> {
  if (result.outcome === 'accepted') return { outcome: result.outcome };
  return {
    outcome: result.outcome,
    reason: result.outcome === 'refused' ? result.reason : undefined,
    detail: result.detail,
  };
}
