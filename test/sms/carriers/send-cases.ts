import type { Phone } from '../../../src/phone.ts';
import type { SendResult } from '../../../src/sms/carriers/carrier.ts';
import type { Behaviour } from '../../support/carrier-double.ts';

/** Canaries: none of them may come back out of a carrier, whatever happens. */
export const KEY = 'atsk_canary_key_5f1d';
export const PHONE = '+254711000001' as Phone;
export const TEXT = 'Canary words about the broken borehole';

/** One way the other side behaves, and what the carrier must make of it. `reaches`: how many handsets got the message. */
export interface SendCase {
  readonly when: string;
  readonly behaviour: Behaviour;
  readonly gives: Partial<SendResult>;
  readonly reaches?: number;
}

/** What went wrong on the way, whoever is at the other end. */
export const BROKEN: readonly SendCase[] = [
  ...[500, 502, 503, 504].map((status) => ({
    when: `${status}`,
    behaviour: { does: 'answer', status, body: `<h1>${PHONE}</h1>` } as const,
    gives: { outcome: 'unknown', detail: `http_${status}` } as const,
  })),
  { when: 'silence', behaviour: { does: 'hang' }, gives: { outcome: 'unknown', detail: 'timeout' } },
  {
    when: 'an answer that never ends',
    behaviour: { does: 'drip' },
    gives: { outcome: 'unknown', detail: 'timeout' },
  },
  { when: 'a reset', behaviour: { does: 'reset' }, gives: { outcome: 'unknown', detail: 'ECONNRESET' } },
  {
    when: 'accepted, and the answer lost',
    behaviour: { does: 'drop' },
    gives: { outcome: 'unknown', detail: 'ECONNRESET' },
    reaches: 1,
  },
];

/** What each outcome must be at Africa's Talking. */
export const AFRICASTALKING_CASES: readonly SendCase[] = [
  ...BROKEN,
  ...([100, 101, 102] as const).map((statusCode) => ({
    when: `201 with recipient code ${statusCode}`,
    behaviour: { does: 'accept', statusCode } as const,
    gives: { outcome: 'accepted', cost: 'KES 0.8000' } as const,
    reaches: 1,
  })),
  {
    when: '201 with a cost without currency',
    behaviour: { does: 'accept', cost: '0' },
    gives: { outcome: 'accepted', cost: '0' },
    reaches: 1,
  },
  ...(
    [
      [401, 'RiskHold', 'rejected'],
      [402, 'InvalidSenderId', 'sender_not_allowed'],
      [403, 'InvalidPhoneNumber', 'invalid_number'],
      [404, 'UnsupportedNumberType', 'unroutable'],
      [405, 'InsufficientBalance', 'no_credit'],
      [406, 'UserInBlacklist', 'opted_out'],
      [407, 'CouldNotRoute', 'unroutable'],
      [409, 'DoNotDisturbRejection', 'opted_out'],
      [502, 'RejectedByGateway', 'rejected'],
      [410, 'SomethingNew', 'rejected'],
      [0, 'UserInBlackList', 'opted_out'],
    ] as const
  ).map(([statusCode, status, reason]) => ({
    when: `201 with recipient code ${statusCode} ${status}`,
    behaviour: { does: 'refuse', statusCode, status } as const,
    gives: { outcome: 'refused', reason } as const,
  })),
  ...([500, 501] as const).map((statusCode) => ({
    when: `201 with recipient code ${statusCode}`,
    behaviour: { does: 'refuse', statusCode, status: 'GatewayError' } as const,
    gives: { outcome: 'unknown', detail: `code_${statusCode}` } as const,
  })),
  ...(
    [
      ['InvalidSenderId', 'sender_not_allowed'],
      ['Insufficient balance', 'no_credit'],
      ['Sent to 0/1 Total Cost: 0', 'rejected'],
    ] as const
  ).map(([message, reason]) => ({
    when: `201 without recipients: ${message}`,
    behaviour: { does: 'answer-empty', message } as const,
    gives: { outcome: 'refused', reason } as const,
  })),
  ...['', 'Sent to 1/1 Total Cost: KES 0.8000'].map((message) => ({
    when: `201 without recipients and without a reason: "${message}"`,
    behaviour: { does: 'answer-empty', message } as const,
    gives: { outcome: 'unknown' } as const,
  })),
  ...(
    [
      [400, 'rejected'],
      [401, 'bad_credentials'],
      [402, 'no_credit'],
      [403, 'bad_credentials'],
      [404, 'unreachable'],
      [415, 'rejected'],
      [429, 'throttled'],
    ] as const
  ).map(([status, reason]) => ({
    when: `${status} in plain text that repeats everything`,
    behaviour: {
      does: 'answer',
      status,
      body: `The supplied authentication is invalid: ${KEY} ${PHONE} ${TEXT}`,
    } as const,
    gives: { outcome: 'refused', reason, detail: `http_${status}` } as const,
  })),
  ...[
    [201, 'OK'],
    [201, ''],
    [201, '{}'],
    [201, '{"SMSMessageData":null}'],
    [201, '{"SMSMessageData":{"Message":"Sent","Recipients":[null]}}'],
    [201, `{"SMSMessageData":{"Recipients":[{"statusCode":101,"messageId":"None","number":"${PHONE}"}]}}`],
    [201, `{"SMSMessageData":{"Recipients":[{"statusCode":101,"messageId":"${TEXT}"}]}}`],
    [200, '<html>welcome</html>'],
    [200, `{"number":"${PHONE}"}`],
    [204, ''],
    [201, 'x'.repeat(100_000)],
  ].map(([status, body]) => ({
    when: `${status} with a body that says nothing usable: ${String(body).slice(0, 60)}`,
    behaviour: { does: 'answer', status: Number(status), body: String(body) } as const,
    gives: { outcome: 'unknown' } as const,
  })),
  {
    when: '200 with a proper answer, which the SDK throws as a plain object',
    behaviour: {
      does: 'answer',
      status: 200,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        SMSMessageData: { Message: 'Sent to 1/1', Recipients: [{ statusCode: '101', messageId: 7, cost: PHONE }] },
      }),
    },
    gives: { outcome: 'accepted', carrierMessageId: '7' },
  },
];

/** What each outcome must be at Kannel: smsbox's own lines, and what others say at its address. */
export const KANNEL_CASES: readonly SendCase[] = [
  ...BROKEN,
  { when: 'accepted', behaviour: { does: 'accept' }, gives: { outcome: 'accepted' }, reaches: 1 },
  ...['3: Queued for later delivery', 'Sent.'].map((body) => ({
    when: `202 ${body}`,
    behaviour: { does: 'answer', status: 202, body } as const,
    gives: { outcome: 'accepted' } as const,
  })),
  ...(
    [
      [403, 'Authorization failed for sendsms', 'bad_credentials', 'authorization_failed'],
      [403, 'Not routable. Do not try again.', 'unroutable', 'not_routable'],
      [503, 'Temporal failure, try again later.', 'throttled', 'temporal_failure'],
      [400, 'Sender missing and no global set, rejected', 'sender_not_allowed', 'sender_missing'],
      [400, 'Missing receiver(s) number(s), rejected', 'invalid_number', 'receiver_missing'],
      [400, 'Empty receiver number not allowed, rejected', 'invalid_number', 'receiver_missing'],
      [400, 'Number(s) has/have been denied by white- and/or black-lists.', 'rejected', 'denied_by_list'],
      [400, 'Charset or body misformed, rejected', 'rejected', 'http_400'],
      [400, `Illegal ${PHONE} ${KEY}`, 'rejected', 'http_400'],
      [401, 'Who are you?', 'bad_credentials', 'http_401'],
      [403, '<h1>Forbidden</h1>', 'bad_credentials', 'http_403'],
      [404, 'Unknown request.', 'unreachable', 'http_404'],
      [429, '', 'throttled', 'http_429'],
    ] as const
  ).map(([status, body, reason, detail]) => ({
    when: `${status} ${body.replace(/ [+a-z].*/, '')}`,
    behaviour: { does: 'answer', status, body } as const,
    gives: { outcome: 'refused', reason, detail } as const,
  })),
  ...(
    [
      [500, 'Sending failed.'],
      [202, ''],
      [202, `<h1>${PHONE}</h1>`],
      [200, '0: Accepted for delivery'],
      [204, ''],
      [202, '0'.repeat(100_000)],
    ] as const
  ).map(([status, body]) => ({
    when: `${status} with a body that says nothing usable: ${body.slice(0, 30)}`,
    behaviour: { does: 'answer', status, body } as const,
    gives: { outcome: 'unknown' } as const,
  })),
];
