import type { IncomingMessage } from 'node:http';
import { parse } from 'node:querystring';
import { makeStorable } from './encoding.ts';
import { AppError } from './errors.ts';

/** A carrier's callback body after reading: every value a string that PostgreSQL can store. */
export type CallbackBody = { readonly fields: Readonly<Record<string, string>> } | { readonly tooLarge: true };

/** USSD callbacks stay far below this: 182 septets a screen, a few dozen screens a session. */
const LIMIT_BYTES = 16 * 1024;

/** A callback has about ten fields; more is somebody trying something. */
const MAX_FIELDS = 100;

/**
 * Reads the body of a carrier's callback: `application/x-www-form-urlencoded`, or JSON when the type says so. Cheaper than
 * `express.urlencoded`, because this is the hot path: one pass, no nested keys, no options.
 *
 * A `+` is a space and an invalid percent escape stays as it is written. Of a repeated key the last value that is not
 * empty counts: a client that repeats a key has appended to an earlier value, and an empty one says nothing. What is not
 * a string, a number or a boolean is left out; what is no form and no JSON object gives no fields. NUL is removed and a
 * lone surrogate replaced, for PostgreSQL can store neither.
 *
 * A body over `limitBytes` is not kept: the rest is discarded, so that the caller can still answer.
 *
 * @throws {AppError} `bad_request` when the connection ends before the body does
 */
export function readCallback(request: IncomingMessage, limitBytes = LIMIT_BYTES): Promise<CallbackBody> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    let isSettled = false;
    const refuse = (): void => {
      isSettled = true;
      resolve({ tooLarge: true });
    };
    // What comes after a refusal is thrown away; the connection may break meanwhile, and the answer counts all the same.
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= limitBytes) chunks.push(chunk);
      else refuse();
    });
    request.on('end', () => {
      if (isSettled) return;
      isSettled = true;
      resolve({ fields: parseBody(chunks, request.headers['content-type']) });
    });
    // Not taken off again: a request lives for one body, and taking off costs more than looking once.
    const onFailure = (): void => {
      if (!isSettled) reject(new AppError('bad_request', 'The connection ended before the body did.'));
    };
    request.on('error', onFailure);
    request.on('close', onFailure);
    if (Number(request.headers['content-length']) > limitBytes) refuse();
  });
}

/**
 * Reads the fields of a callback that has no body: what follows the question mark, by the same rules. How long an address
 * may be is for the web server to say.
 */
export function readQuery(request: IncomingMessage): CallbackBody {
  const [, query = ''] = /\?(.*)$/s.exec(request.url ?? '') ?? [];
  return { fields: flatten(parse(query, '&', '=', { maxKeys: MAX_FIELDS })) };
}

function parseBody(chunks: readonly Buffer[], contentType: string | undefined): Record<string, string> {
  const first = chunks[0];
  if (first === undefined) return {};
  const text = (chunks.length === 1 ? first : Buffer.concat(chunks)).toString('utf8');
  return contentType !== undefined && /^application\/(?:[\w.-]+\+)?json\b/i.test(contentType)
    ? flatten(parseJson(text))
    : flatten(parse(text, '&', '=', { maxKeys: MAX_FIELDS }));
}

function parseJson(text: string): object {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
  } catch {
    return {};
  }
}

function flatten(values: object): Record<string, string> {
  // No prototype: a field named `__proto__` or `constructor` is a field like any other.
  const fields: Record<string, string> = Object.create(null);
  for (const [key, value] of Object.entries(values)) {
    const read = Array.isArray(value) ? lastGiven(value) : readScalar(value);
    if (read !== null) fields[key] = makeStorable(read);
  }
  return fields;
}

function lastGiven(values: readonly unknown[]): string | null {
  const read = values.map(readScalar).filter((value) => value !== null);
  return read.findLast((value) => value !== '') ?? read.at(-1) ?? null;
}

/** A number that lost digits on the way is left out: as an id it would stand for another message. */
function readScalar(value: unknown): string | null {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') {
    return Number.isInteger(value) && !Number.isSafeInteger(value) ? null : String(value);
  }
  return typeof value === 'boolean' ? String(value) : null;
}
