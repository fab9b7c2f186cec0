import { createHash, randomBytes } from 'node:crypto';

/** Lets a scanner for leaked secrets recognise a key, and a person see what she has in her hand. */
const PREFIX = 'mjb_';
const TOKEN_BYTES = 32;

/** A new secret: 256 random bits behind a prefix. Shown once; only its hash is kept. */
export function makeToken(): string {
  return PREFIX + makeSessionToken();
}

/** 256 random bits that no person ever sees; only their hash is kept. */
export function makeSessionToken(): string {
  return randomBytes(TOKEN_BYTES).toString('base64url');
}

/** What the database keeps of a secret. Plain SHA-256: 256 random bits cannot be guessed, so nothing slower is needed. */
export function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
