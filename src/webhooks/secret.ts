import { createHmac, randomBytes } from 'node:crypto';
import type { Config } from '../config.ts';
import { openText, type SealPlace, sealText } from '../seal.ts';

const PREFIX = 'whsec_';
const SECRET_BYTES = 32;

/** A new secret as its holder gets it: 256 random bits in base64 behind the prefix of Standard Webhooks. */
export function makeSecret(): string {
  return PREFIX + randomBytes(SECRET_BYTES).toString('base64');
}

/** As the database keeps it. */
export function sealSecret(config: Pick<Config, 'sealingKeys'>, secret: string, webhookId: string): Buffer {
  return sealText(config.sealingKeys, secret, placeOf(webhookId));
}

/** @throws as `openText` does */
export function openSecret(config: Pick<Config, 'sealingKeys'>, sealed: Buffer, webhookId: string): string {
  return openText(config.sealingKeys, sealed, placeOf(webhookId));
}

/**
 * The headers that show who sent a body, and when (Standard Webhooks 1.0: HMAC-SHA-256 over id, time and body, joined by dots,
 * under the bytes of the secret).
 *
 * @param at the moment of this attempt: whoever receives it refuses what is older than some minutes
 */
export function signatureHeaders(
  secret: string,
  { id, at, body }: { id: string; at: Date; body: string },
): Record<string, string> {
  const timestamp = String(Math.floor(at.getTime() / 1_000));
  const key = Buffer.from(secret.slice(PREFIX.length), 'base64');
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${signature}` };
}

function placeOf(rowId: string): SealPlace {
  return { table: 'webhooks', column: 'secret_sealed', rowId };
}
