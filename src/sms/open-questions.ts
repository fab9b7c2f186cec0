import { lockGrievance } from '../db/grievances.ts';
import { findResolved, readOwnReport } from '../db/own-reports.ts';
import { lastSent } from '../db/read-messages.ts';
import type { Purpose } from '../db/schema.ts';
import { toDigits } from '../encoding.ts';
import { citizenOn } from '../grievances/actor.ts';
import { addCitizenMessage } from '../grievances/add-message.ts';
import { confirm } from '../grievances/confirm.ts';
import { parseReference } from '../grievances/reference.ts';
import { dispute } from '../grievances/reopen.ts';
import { saysSomething } from '../grievances/says-something.ts';
import { isOpen } from '../grievances/transitions.ts';
import type { Programme } from '../routing/programme.ts';
import { answerConversation } from './conversation.ts';
import { follow } from './follow-conversation.ts';
import { readKeyword } from './keywords.ts';
import { known, openConversation, type Reading } from './reading.ts';
import { sayStatus } from './say-status.ts';

/** How long an answer of an office can be answered back. */
const THREAD_MS = 7 * 86_400_000;

/** After these a bare yes or no that no report waits for is her word on the same report again. */
const OUTCOME: readonly Purpose[] = ['ask_outcome', 'closed', 'reopened'];

/** After these, when nothing else was written to her since, her words belong to that report. */
const IN_THREAD: ReadonlySet<Purpose | null> = new Set(['reply', 'ask_outcome', 'joined']);

/**
 * Reads an SMS as the answer to what she was asked. Two questions may be open: one of a conversation, and "is it fixed?";
 * the one asked last is the one answered, and a reference behind yes or no names the report. False: nothing was asked.
 */
export async function answerOpenQuestion(reading: Reading): Promise<boolean> {
  const { programme, text } = reading;
  const asked = openConversation(reading);
  const word = readYesOrNo(programme, text);
  if (word && (word.reference !== null || !asked || (await isOutcomeNewer(reading)))) {
    const grievanceId = await findOutcomeQuestion(reading, word.reference);
    if (grievanceId !== undefined) {
      await answerOutcome(reading, grievanceId, word.isYes);
      return true;
    }
  }
  if (!asked) return false;
  await follow(reading, answerConversation(programme, known(reading), asked, text));
  return true;
}

/**
 * Adds her words to the report about which an office wrote to her last. Only when that was the last thing she heard from us:
 * had she been told or asked anything else since, her words may be about that, and a sealed matter must reach no office.
 */
export async function joinThread(reading: Reading): Promise<boolean> {
  const { deps, tx, citizen, text } = reading;
  const last = await lastSent(tx.db, citizen.id, weekAgo(reading));
  if (!last?.grievance_id || !IN_THREAD.has(last.purpose) || !saysSomething(text)) return false;
  const grievance = await lockGrievance(tx.db, { id: last.grievance_id });
  if (!grievance || !(isOpen(grievance.status) || grievance.status === 'resolved')) return false;
  await addCitizenMessage(deps, tx, citizenOn('sms'), { id: grievance.id }, { text });
  return true;
}

/** The report her yes or no is about: the one she names, else the one resolved last, else the one she spoke of last. */
async function findOutcomeQuestion(reading: Reading, reference: string | null): Promise<string | undefined> {
  const { tx, citizen } = reading;
  if (reference !== null) return (await readOwnReport(tx.db, citizen.id, reference))?.id;
  const resolved = await findResolved(tx.db, citizen.id);
  if (resolved) return resolved.id;
  const last = await lastSent(tx.db, citizen.id, weekAgo(reading), OUTCOME);
  return last?.grievance_id ?? undefined;
}

async function isOutcomeNewer(reading: Reading): Promise<boolean> {
  const { tx, citizen } = reading;
  const last = await lastSent(tx.db, citizen.id, weekAgo(reading), OUTCOME);
  return last !== undefined && citizen.conversation_at !== null && last.created_at >= citizen.conversation_at;
}

/** Her word on "is it fixed?". Said again, or too late to matter, it is answered with where the report stands. */
async function answerOutcome(reading: Reading, grievanceId: string, isFixed: boolean): Promise<void> {
  const { deps, tx } = reading;
  const before = await lockGrievance(tx.db, { id: grievanceId });
  const after = await (isFixed ? confirm : dispute)(deps, tx, citizenOn('sms'), { id: grievanceId });
  if (before && before.status === after.status) await sayStatus(reading, after.reference);
}

function weekAgo({ deps }: Reading): Date {
  return new Date(deps.now().getTime() - THREAD_MS);
}

/** `1`, `YES`, `ndio`, `2.`, `NO 4821 7739`: what she says, and of which report when she says that too. */
function readYesOrNo(programme: Programme, text: string): { isYes: boolean; reference: string | null } | null {
  const [, word = '', rest = ''] = /^(\S+?)[.):,]*(?:\s+(.*))?$/s.exec(toDigits(text.trim())) ?? [];
  const parsed = rest === '' ? null : parseReference(rest);
  if (parsed && !parsed.ok) return null;
  const keyword = readKeyword(programme, word)?.keyword;
  const isYes = word === '1' || keyword === 'yes';
  if (!isYes && word !== '2' && keyword !== 'no') return null;
  return { isYes, reference: parsed?.ok ? parsed.reference : null };
}
