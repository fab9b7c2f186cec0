import { lastSent, type Sent } from '../db/read-messages.ts';
import { PURPOSES, type Purpose } from '../db/schema.ts';
import type { Reading } from './reading.ts';

/** How long what was written to her can be answered back. */
const THREAD_MS = 7 * 86_400_000;

/** Answers to a keyword say nothing that could be answered: what was said before them still stands. */
const IN_PASSING: ReadonlySet<Purpose> = new Set(['status', 'notice']);
const LASTING = PURPOSES.filter((purpose) => !IN_PASSING.has(purpose));

/** Since when what was written to her still counts. */
export function threadStart({ deps }: Reading): Date {
  return new Date(deps.now().getTime() - THREAD_MS);
}

/**
 * The last SMS to her that her words may answer, of the last seven days. Questions about a new or a sealed report are among
 * them: behind those her words are about that, and reach no office by a guess.
 */
export async function lastSaid(reading: Reading, only: readonly Purpose[] = LASTING): Promise<Sent | undefined> {
  return lastSent(reading.tx.db, reading.citizen.id, threadStart(reading), only);
}
