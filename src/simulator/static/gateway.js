// A carrier gives up after ten seconds.
const TIMEOUT_MS = 10_000;

/** A failure in words for the person at the phone. `status` is the HTTP status, if there was an answer. */
export class Problem extends Error {
  constructor(message, status) {
    super(message);
    this.status = status;
  }
}

/** Random bytes in hex. `crypto.randomUUID` is missing on plain HTTP. */
export function randomHex(bytes) {
  return [...crypto.getRandomValues(new Uint8Array(bytes))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** The carrier's side of the callbacks, in Africa's Talking's shapes. Every function throws a `Problem` or succeeds. */
export function openGateway(secret) {
  const post = (path, fields) =>
    request(`/at/${encodeURIComponent(secret)}/${path}`, { method: 'POST', body: new URLSearchParams(fields) });
  return {
    /** One turn: `fields` as the carrier sends them; returns `{ isOver, text, body }`. */
    async turn(fields) {
      const body = await post('ussd', fields);
      if (!/^(CON|END) /.test(body)) {
        throw new Problem('The gateway’s answer begins with neither CON nor END: a carrier would end this call.');
      }
      return { isOver: body.startsWith('END '), text: body.slice(4), body };
    },
    end: (fields) => post('ussd/events', fields),
    text: (fields) => post('sms', fields),
    async received(phone) {
      const body = await request(`/simulator/api/messages?phone=${encodeURIComponent(phone)}`);
      try {
        return JSON.parse(body);
      } catch {
        throw new Problem('Something answers in the gateway’s place.');
      }
    },
  };
}

async function request(url, options = {}) {
  let response;
  let body;
  try {
    response = await fetch(url, { ...options, signal: AbortSignal.timeout(TIMEOUT_MS) });
    body = await response.text();
  } catch (error) {
    throw new Problem(
      error.name === 'TimeoutError'
        ? 'No answer in 10 seconds: a carrier would end the call here.'
        : 'The gateway cannot be reached. Is it still running?',
    );
  }
  if (!response.ok) throw new Problem(explain(response.status), response.status);
  return body;
}

function explain(status) {
  if (status === 404)
    return 'The gateway does not know this address (404). Reload the page: its secret may have changed.';
  if (status === 413) return 'That is more text than the gateway takes (413).';
  if (status === 429) return 'The gateway asks to wait a little (429).';
  if (status >= 500) return `The gateway failed (${status}). Its log says why.`;
  return `The gateway refused this (${status}).`;
}
