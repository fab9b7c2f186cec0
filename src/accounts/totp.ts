import { generateSecret, generateURI, verify } from 'otplib';
import type { Config } from '../config.ts';
import { openText, type SealPlace, sealText } from '../seal.ts';

/** 20 bytes: the length of the hash (RFC 4226, 4). */
const SECRET_BYTES = 20;
const CODE = /^\d{6}$/;
const PERIOD_SECONDS = 30;
/** One step either way: clocks of phones are off, and a code is typed slowly (RFC 6238, 5.2). */
const TOLERANCE_SECONDS = 30;

/** A secret for an authenticator, as it is typed into one: base32. */
export function makeTotpSecret(): string {
  return generateSecret({ length: SECRET_BYTES });
}

/** What an authenticator reads from a QR code. */
export function totpUri(secret: string, signIn: string, issuer: string): string {
  return generateURI({ issuer, label: signIn, secret });
}

/**
 * Whether a code is an authenticator's of this moment, and later than the last one taken.
 *
 * @param lastStep step of the last code taken; null: none was
 * @returns the step of the code, to be kept; null when it is wrong, old, or was taken before
 */
export async function stepOfCode(
  secret: string,
  typed: string,
  { lastStep, now }: { lastStep: number | null; now: Date },
): Promise<number | null> {
  const token = typed.normalize('NFKC').replace(/\s/g, '');
  if (!CODE.test(token)) return null;
  const epoch = Math.floor(now.getTime() / 1000);
  // A step ahead of every code that may be given is refused by the library with an error of its own.
  if (lastStep !== null && lastStep >= Math.floor((epoch + TOLERANCE_SECONDS) / PERIOD_SECONDS)) return null;
  const after = lastStep === null ? {} : { afterTimeStep: lastStep };
  const result = await verify({ secret, token, epoch, epochTolerance: TOLERANCE_SECONDS, ...after });
  return result.valid && 'timeStep' in result ? result.timeStep : null;
}

/** Where the secret of an account is kept, or waits in her browser until she has confirmed it with a code. */
type SecretPlace = 'totp_sealed' | 'totp_offered';

function place(rowId: string, column: SecretPlace): SealPlace {
  return { table: 'accounts', column, rowId };
}

/** Seals the secret of an account. */
export function sealTotpSecret(
  config: Pick<Config, 'sealingKeys'>,
  secret: string,
  accountId: string,
  column: SecretPlace,
): Buffer {
  return sealText(config.sealingKeys, secret, place(accountId, column));
}

/** @throws as `openText` does: not sealed by us, or for another account or use */
export function openTotpSecret(
  config: Pick<Config, 'sealingKeys'>,
  sealed: Buffer,
  accountId: string,
  column: SecretPlace,
): string {
  return openText(config.sealingKeys, sealed, place(accountId, column));
}
