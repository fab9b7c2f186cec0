import type { Config } from '../../config.ts';
import { measure } from '../../encoding.ts';
import type { Carrier, OutgoingSms, Refusal, SendResult } from './carrier.ts';
import { checkMessage } from './check-message.ts';
import { ALL_REPORTS, deliveryAddress, kannelCallbacks } from './kannel-callbacks.ts';
import { type PostAnswer, postOnce } from './post-once.ts';
import { readStatus } from './read-status.ts';

/** smsbox answers when bearerbox has the message on disk: some milliseconds. */
const TIMEOUT_MS = 10_000;

/** smsbox's name for how a text travels (`X-Kannel-Coding`). */
const CODINGS = { gsm7: 0, ucs2: 2 } as const;

/** smsbox's words for a message that it did not take (`gw/smsbox.c` of Kannel 1.4.5), each with its status. */
const REFUSED: readonly { status: number; begins: string; reason: Refusal; word: string }[] = [
  { status: 403, begins: 'Authorization failed', reason: 'bad_credentials', word: 'authorization_failed' },
  { status: 403, begins: 'Not routable', reason: 'unroutable', word: 'not_routable' },
  { status: 400, begins: 'Sender missing', reason: 'sender_not_allowed', word: 'sender_missing' },
  { status: 400, begins: 'Missing receiver', reason: 'invalid_number', word: 'receiver_missing' },
  { status: 400, begins: 'Empty receiver', reason: 'invalid_number', word: 'receiver_missing' },
  { status: 400, begins: 'Number(s) has/have been denied', reason: 'rejected', word: 'denied_by_list' },
  // Bearerbox said no, because its queue is full or it is being stopped: nothing was kept. Any other 503 is unknown.
  { status: 503, begins: 'Temporal failure', reason: 'throttled', word: 'temporal_failure' },
];

/** `0: Accepted for delivery`, `3: Queued for later delivery`, and `Sent.` with `immediate-sendsms-reply`. */
const ACCEPTED = /^(?:0:|3:|Sent\.)/;

/**
 * Opens Kannel's smsbox. It gives a message no id of its own, so ours is the carrier's id too, and comes back in the
 * address of every delivery report. Account, number and text travel in headers and body: an address ends up in logs.
 */
export function openKannel(
  config: Pick<Config, 'callbackSecrets' | 'kannel'>,
  options: { timeoutMs?: number } = {},
): Carrier {
  const { sendsmsUrl, username, password, callbackUrl } = config.kannel;
  const secret = config.callbackSecrets[0] ?? '';
  return {
    name: 'kannel',
    send: async (message) => {
      const refusal = checkMessage(message, message.from);
      if (refusal) return refusal;
      const headers = {
        'Content-Type': 'text/plain; charset=UTF-8',
        'X-Kannel-Username': username,
        'X-Kannel-Password': password,
        'X-Kannel-From': message.from,
        'X-Kannel-To': message.to,
        'X-Kannel-Coding': CODINGS[measure(message.text).encoding],
        'X-Kannel-DLR-Mask': ALL_REPORTS,
        'X-Kannel-DLR-URL': deliveryAddress(callbackUrl, secret, message.id),
      };
      const answer = await postOnce(sendsmsUrl, { headers, body: message.text }, options.timeoutMs ?? TIMEOUT_MS);
      return readAnswer(answer, message);
    },
    ...kannelCallbacks,
  };
}

function readAnswer(answer: PostAnswer, message: OutgoingSms): SendResult {
  if ('failure' in answer) {
    const { failure, stage } = answer;
    return stage === 'connected'
      ? { outcome: 'unknown', detail: failure }
      : { outcome: 'refused', reason: 'unreachable', detail: failure };
  }
  const { status, body } = answer;
  if (status === 202 && ACCEPTED.test(body)) return { outcome: 'accepted', carrierMessageId: message.id };
  const refused = REFUSED.find((known) => known.status === status && body.startsWith(known.begins));
  return refused ? { outcome: 'refused', reason: refused.reason, detail: refused.word } : readStatus(status);
}
