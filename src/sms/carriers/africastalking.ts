import { types } from 'node:util';
import { z } from 'zod';
import type { Config } from '../../config.ts';
import { africastalkingCallbacks } from './africastalking-callbacks.ts';
import { openSdk } from './africastalking-sdk.ts';
import type { Carrier, Refusal, SendResult } from './carrier.ts';
import { checkMessage } from './check-message.ts';
import { readStatus } from './read-status.ts';
import type { Stage } from './watch-connection.ts';

/** Longer and the answer is of no use to the worker; the message may have gone out all the same. */
const TIMEOUT_MS = 10_000;

/** Africa's Talking's words for a recipient it did not send to, with the number it gives each (its SMS documents). */
const REFUSED: readonly { code: number; word: string; reason: Refusal }[] = [
  { code: 401, word: 'RiskHold', reason: 'rejected' },
  { code: 402, word: 'InvalidSenderId', reason: 'sender_not_allowed' },
  { code: 403, word: 'InvalidPhoneNumber', reason: 'invalid_number' },
  { code: 404, word: 'UnsupportedNumberType', reason: 'unroutable' },
  { code: 405, word: 'InsufficientBalance', reason: 'no_credit' },
  { code: 406, word: 'UserInBlacklist', reason: 'opted_out' },
  { code: 407, word: 'CouldNotRoute', reason: 'unroutable' },
  { code: 409, word: 'DoNotDisturbRejection', reason: 'opted_out' },
  // The gateway's no is a no. 500 and 501 only say that something broke on the way: those stay unknown.
  { code: 502, word: 'RejectedByGateway', reason: 'rejected' },
];

/** Processed, sent, queued. */
const ACCEPTED_CODES = [100, 101, 102];

/** Only these fields are ever looked at: the rest of an answer holds the number. */
const answerShape = z.object({
  SMSMessageData: z.object({
    Message: z.string().catch(''),
    Recipients: z.array(
      z.object({
        statusCode: z.coerce.number().catch(0),
        status: z.string().catch(''),
        messageId: z.union([z.string(), z.number()]).transform(String).catch(''),
        cost: z.string().catch(''),
      }),
    ),
  }),
});
type Recipient = z.output<typeof answerShape>['SMSMessageData']['Recipients'][number];

/** Opens Africa's Talking's bulk SMS. The configured sender goes before the message's own short code. */
export function openAfricastalking(
  config: Pick<Config, 'africastalking'>,
  options: { timeoutMs?: number } = {},
): Carrier {
  const { senderId } = config.africastalking;
  const sendThroughSdk = openSdk(config.africastalking, options.timeoutMs ?? TIMEOUT_MS);
  return {
    name: 'africastalking',
    send: async (message) => {
      const from = senderId ?? message.from;
      // The SDK itself lets an empty list of numbers and a text of `null` pass.
      const refusal = checkMessage(message, from);
      if (refusal) return refusal;
      const answer = await sendThroughSdk({ to: message.to, from, message: message.text });
      return 'failure' in answer ? readFailure(answer.failure, answer.stage) : readAnswer(answer.body);
    },
    ...africastalkingCallbacks,
  };
}

/** A body that came with a status of success; it can still say no. */
function readAnswer(body: unknown): SendResult {
  const parsed = answerShape.safeParse(body);
  if (!parsed.success) return { outcome: 'unknown', detail: 'unreadable_answer' };
  const { Message: message, Recipients: recipients } = parsed.data.SMSMessageData;
  const recipient = recipients[0];
  return recipient ? readRecipient(recipient) : readEmptyAnswer(message);
}

function readRecipient({ statusCode, status, messageId, cost }: Recipient): SendResult {
  const hasId = /^[\w.:-]{1,128}$/.test(messageId) && messageId !== 'None';
  if (ACCEPTED_CODES.includes(statusCode)) {
    if (!hasId) return { outcome: 'unknown', detail: 'accepted_without_id' };
    const knownCost = /^(?:[A-Z]{3} )?\d+(?:\.\d+)?$/.test(cost) ? { cost } : {};
    return { outcome: 'accepted', carrierMessageId: messageId, ...knownCost };
  }
  const refused = REFUSED.find(({ code }) => code === statusCode) ?? findRefusal(status);
  if (refused) return refuse(refused.reason, refused.word);
  // A refused recipient gets no id. Something that broke inside, or a code nobody wrote down: it may have gone out.
  const isRefused = messageId === 'None' && statusCode < 500;
  return isRefused ? refuse('rejected', `code_${statusCode}`) : { outcome: 'unknown', detail: `code_${statusCode}` };
}

/** No recipient: nothing was sent, and the reason is in the message, unless that says otherwise or nothing. */
function readEmptyAnswer(message: string): SendResult {
  if (message.trim() === '' || /\bsent to [1-9]/i.test(message)) {
    return { outcome: 'unknown', detail: 'answer_without_recipient' };
  }
  const refused = findRefusal(message);
  return refused ? refuse(refused.reason, refused.word) : refuse('rejected', 'no_recipient');
}

function findRefusal(words: string): (typeof REFUSED)[number] | undefined {
  const letters = words.toLowerCase().replace(/[^a-z]/g, '');
  return REFUSED.find(({ word }) => letters.includes(word.toLowerCase()));
}

/** What the SDK threw, or rejected with: its own validation, axios' error, or the bare body of a 2xx that is not 201. */
function readFailure(failure: unknown, stage: Stage): SendResult {
  if (!types.isNativeError(failure)) return readAnswer(failure);
  const status = readErrorStatus(failure);
  if (status !== null) return readStatus(status);
  const code = readCode(failure);
  // Without a request: axios did not like the address, or the SDK's own list of numbers did not know this one.
  if (stage === 'idle') return code ? refuse('unreachable', code) : refuse('invalid_number', 'sdk_validation');
  return stage === 'connecting'
    ? refuse('unreachable', code ?? 'no_connection')
    : { outcome: 'unknown', detail: code ?? 'connection_lost' };
}

function readErrorStatus(failure: Error): number | null {
  const response = 'response' in failure ? failure.response : undefined;
  if (typeof response !== 'object' || response === null || !('status' in response)) return null;
  const { status } = response;
  return typeof status !== 'number' || (status >= 200 && status < 300) ? null : status;
}

/** The system's or axios' code, e.g. `ECONNRESET`; never the message, which can hold the address with the key. */
function readCode(failure: Error): string | undefined {
  const code = 'code' in failure ? failure.code : undefined;
  if (code === 'ERR_CANCELED' || code === 'ECONNABORTED') return 'timeout';
  return typeof code === 'string' && /^[A-Z][A-Z_0-9]{2,40}$/.test(code) ? code : undefined;
}

function refuse(reason: Refusal, detail: string): SendResult {
  return { outcome: 'refused', reason, detail };
}
