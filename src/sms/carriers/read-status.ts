import type { Refusal, SendResult } from './carrier.ts';

/** Statuses of the whole request that say it was not carried out (RFC 9110, 15.4.8, 15.4.9 and 15.5). */
const REFUSALS_OF_STATUS: Readonly<Record<number, Refusal>> = {
  // "Ask again over there": not done here, and the key goes nowhere else.
  307: 'unreachable',
  308: 'unreachable',
  401: 'bad_credentials',
  402: 'no_credit',
  403: 'bad_credentials',
  // The API is not at this address, or did not get the whole request.
  404: 'unreachable',
  408: 'unreachable',
  429: 'throttled',
};

/** What a status alone says about a send, where the body says nothing: other 4xx are a no, everything else is unknown. */
export function readStatus(status: number): SendResult {
  const reason = REFUSALS_OF_STATUS[status] ?? (status >= 400 && status < 500 ? 'rejected' : null);
  const detail = `http_${status}`;
  return reason ? { outcome: 'refused', reason, detail } : { outcome: 'unknown', detail };
}
