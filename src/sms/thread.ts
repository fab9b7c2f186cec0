import { lastSent, type Sent } from '../db/read-messages.ts';
import { PURPOSES, type Purpose } from '../db/schema.ts';
import { hasSealedSince, listOpenReports, type OpenReport } from '../db/threads.ts';
import type { Reading } from './reading.ts';

/** How long what was written to her can be answered back. */
const THREAD_MS = 7 * 86_400_000;

/** How long after a sealed report her words may be about it, whatever an office has written since. */
const SEALED_MS = 86_400_000;

/** More open reports than anybody has. */
const MOST_READ = 20;

/**
 * Answers to a keyword and news of meetings say nothing that could be answered: what was said before them still stands. What
 * became of a promise is answered with a bare yes or no (`answerPromise`) and with nothing else.
 */
const IN_PASSING: ReadonlySet<Purpose> = new Set(['status', 'notice', 'meeting', 'promise', 'ask_promise']);
/** What can be answered, or was the last word. */
export const LASTING = PURPOSES.filter((purpose) => !IN_PASSING.has(purpose));

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

/** Her reports that her words may be about. */
export async function openReports({ tx, citizen }: Reading): Promise<OpenReport[]> {
  return listOpenReports(tx.db, citizen.id, MOST_READ);
}

/** The report of which she was asked "is it fixed?" and when, where that is the last she heard. */
export async function askedOutcome(reading: Reading): Promise<{ id: string; at: Date } | undefined> {
  const last = await lastSaid(reading);
  if (!last?.grievance_id || (last.purpose !== 'ask_outcome' && last.purpose !== 'joined')) return undefined;
  const asked = { id: last.grievance_id, at: last.created_at };
  if (last.purpose === 'ask_outcome') return asked;
  // Behind her words about it the question was put again.
  const told = (await openReports(reading)).find(({ id }) => id === asked.id);
  return told?.status === 'resolved' ? asked : undefined;
}

/** Whether she has made a sealed report within a day, or since: then her words reach no office by a guess. */
export async function hasSealedLately(reading: Reading, since?: Date): Promise<boolean> {
  const { deps, tx, citizen } = reading;
  const dayAgo = new Date(deps.now().getTime() - SEALED_MS);
  return hasSealedSince(tx.db, citizen.id, since !== undefined && since < dayAgo ? since : dayAgo);
}
