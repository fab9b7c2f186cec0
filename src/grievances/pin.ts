import { createHmac, randomInt, timingSafeEqual } from 'node:crypto';

/** Short enough to be kept in mind; guessing is slowed down by `src/grievances/open-with-pin.ts`. */
const DIGITS = 4;

/** A PIN for a report that its reporter's number does not lead to. */
export function makePin(): string {
  return String(randomInt(10 ** DIGITS)).padStart(DIGITS, '0');
}

/** What is kept of a PIN: keyed, because ten thousand plain hashes are tried in a moment, and bound to its report. */
export function hashPin(indexKey: Buffer, grievanceId: string, pin: string): Buffer {
  return createHmac('sha256', indexKey).update(`pin ${grievanceId} ${pin}`).digest();
}

/** Whether a PIN opens a report. Takes the same time for every wrong one. */
export function isPin(indexKey: Buffer, grievance: { id: string; pin_hash: Buffer | null }, pin: string): boolean {
  return grievance.pin_hash !== null && timingSafeEqual(grievance.pin_hash, hashPin(indexKey, grievance.id, pin));
}
