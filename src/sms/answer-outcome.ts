import { lockGrievance } from '../db/grievances.ts';
import { findResolved, readOwnReport } from '../db/own-reports.ts';
import type { Purpose } from '../db/schema.ts';
import { hasSealedSince } from '../db/threads.ts';
import { citizenOn } from '../grievances/actor.ts';
import { confirm } from '../grievances/confirm.ts';
import { dispute } from '../grievances/reopen.ts';
import { keepAsking, openAsking, openConversation, type Reading } from './reading.ts';
import { sayStatus } from './say-status.ts';
import { lastSaid } from './thread.ts';
import { askWhy } from './thread-questions.ts';
import { readYesOrNo, type YesOrNo } from './yes-or-no.ts';

/** After these a bare yes or no that no report waits for is her word on the same report again. */
const OUTCOME: readonly Purpose[] = ['ask_outcome', 'closed', 'reopened'];

/**
 * Reads an SMS as her word on "is it fixed?", where that was asked last or she names the report. Words behind a no are the
 * reason, and are one only directly after the question. False: it is no such word.
 */
export async function answerOutcome(reading: Reading): Promise<boolean> {
  const word = readYesOrNo(reading.programme, reading.text);
  if (!word) return false;
  const isAskedLast = openConversation(reading) === null || (await isOutcomeNewer(reading));
  if (word.reference === null && !isAskedLast) return false;
  const grievanceId = word.words === '' ? await findReport(reading, word.reference) : await findAskedLast(reading);
  if (grievanceId === undefined) return false;
  await settle(reading, grievanceId, word);
  return true;
}

/** The report her yes or no is about: the one she names, else the one resolved last, else the one she spoke of last. */
async function findReport(reading: Reading, reference: string | null): Promise<string | undefined> {
  const { tx, citizen } = reading;
  if (reference !== null) return (await readOwnReport(tx.db, citizen.id, reference))?.id;
  const resolved = await findResolved(tx.db, citizen.id);
  return resolved?.id ?? (await lastSaid(reading, OUTCOME))?.grievance_id ?? undefined;
}

/** The report of which she was asked, when that is the last she heard and no sealed report of hers came after it. */
async function findAskedLast(reading: Reading): Promise<string | undefined> {
  const last = await lastSaid(reading);
  if (last?.purpose !== 'ask_outcome') return undefined;
  if (await hasSealedSince(reading.tx.db, reading.citizen.id, last.created_at)) return undefined;
  return last.grievance_id ?? undefined;
}

async function isOutcomeNewer(reading: Reading): Promise<boolean> {
  const { citizen } = reading;
  const last = await lastSaid(reading, OUTCOME);
  return last !== undefined && citizen.conversation_at !== null && last.created_at >= citizen.conversation_at;
}

/** Said again, or too late to matter, her word is answered with where the report stands. */
async function settle(reading: Reading, grievanceId: string, { isYes, words }: YesOrNo): Promise<void> {
  const { deps, tx } = reading;
  const key = { id: grievanceId };
  const before = await lockGrievance(tx.db, key);
  const after = isYes
    ? await confirm(deps, tx, citizenOn('sms'), key)
    : await dispute(deps, tx, citizenOn('sms'), key, { reason: words === '' ? null : words });
  if (before?.status === after.status) return sayStatus(reading, after.reference);
  // What she was being asked goes on when she has said why; `dispute` has asked it with its own SMS.
  if (!isYes && words === '') {
    const before = openAsking(reading);
    const next = before?.kind === 'why' ? before.next : before;
    await keepAsking(reading, askWhy({ grievance: grievanceId, next }).ask);
  }
}
