import { lockGrievance } from '../db/grievances.ts';
import type { Purpose } from '../db/schema.ts';
import { findResolved, findTexted } from '../db/threads.ts';
import { citizenOn } from '../grievances/actor.ts';
import { confirm } from '../grievances/confirm.ts';
import { dispute } from '../grievances/reopen.ts';
import { answerConversation, askAgain } from './answer-conversation.ts';
import type { Conversation } from './conversation.ts';
import { follow } from './follow-conversation.ts';
import { namesAnother } from './names-another.ts';
import { wordsOf } from './names-in-text.ts';
import { readOutcome } from './outcome-words.ts';
import {
  keepAsking,
  known,
  NO_CONVERSATION,
  openAsking,
  openConversation,
  type Reading,
  setCitizen,
} from './reading.ts';
import { continueReport } from './report-questions.ts';
import { sayStatus } from './say-status.ts';
import { soundsSealed } from './sounds-sealed.ts';
import { askedOutcome, hasSealedLately, lastSaid } from './thread.ts';
import { askWhy } from './thread-questions.ts';
import { readYesOrNo, type YesOrNo } from './yes-or-no.ts';

/** After these a bare yes or no that no report waits for is her word on the same report again. */
const OUTCOME: readonly Purpose[] = ['ask_outcome', 'closed', 'reopened'];

/**
 * Reads an SMS as her word on "is it fixed?", where that was asked last or she names the report. Words behind a no are the
 * reason, and are one only directly after the question. False: it is no such word.
 */
export async function answerOutcome(reading: Reading): Promise<boolean> {
  const { programme, text } = reading;
  const asked = openConversation(reading);
  const askedLast = await askedOutcome(reading);
  const plain = readYesOrNo(programme, text);
  const word = plain ?? (askedLast === undefined ? null : readOutcome(programme, text));
  if (!word) return false;
  if (word.words !== '') return askedLast !== undefined && answerWithWords(reading, asked, askedLast, word);
  const grievanceId = plain ? await findReport(reading, asked, word.reference) : askedLast?.id;
  if (grievanceId === undefined) return false;
  await settle(reading, grievanceId, word);
  return true;
}

/** The words are the reason, unless they are none of that office's: of a sealed matter, or of another one. */
async function answerWithWords(
  reading: Reading,
  asked: Conversation | null,
  { id, at }: { id: string; at: Date },
  word: YesOrNo,
): Promise<boolean> {
  const { tx, programme, text } = reading;
  const isSealed = soundsSealed(programme, wordsOf(text));
  if (!isSealed && (await hasSealedLately(reading, at))) return false;
  const grievance = isSealed ? undefined : await lockGrievance(tx.db, { id });
  // A no that is marked off is an answer, whatever follows.
  const isWhole = word.words === text.trim();
  if (isSealed || (isWhole && grievance && namesAnother(programme, grievance, text))) {
    if (asked) return follow(reading, answerConversation(programme, known(reading), asked, text));
    return follow(reading, continueReport(programme, known(reading), { text }));
  }
  await settle(reading, id, word);
  return true;
}

/**
 * The report a bare yes or no is about: the one she names; while another question is open, only the one she was asked about
 * after it; else the one resolved last, else the one she spoke of last. None where an office has asked something since.
 */
async function findReport(
  reading: Reading,
  asked: Conversation | null,
  reference: string | null,
): Promise<string | undefined> {
  const { tx, citizen } = reading;
  if (reference !== null) return (await findTexted(tx.db, citizen.id, reference))?.id;
  const said = (await lastSaid(reading))?.purpose;
  if (said === 'reply' || said === 'asked') return undefined;
  const resolved = await findResolved(tx.db, citizen.id);
  const askedAt = citizen.conversation_at;
  if (asked && asked.kind !== 'why') {
    const question = await lastSaid(reading, ['ask_outcome']);
    const isNewer = question && askedAt && question.created_at >= askedAt;
    return isNewer && question.grievance_id === resolved?.id ? resolved?.id : undefined;
  }
  const last = await lastSaid(reading, OUTCOME);
  const isOver = asked && askedAt && (!last || last.created_at < askedAt);
  return isOver ? undefined : (resolved?.id ?? last?.grievance_id ?? undefined);
}

/** Said again, or too late to matter, her word is answered with where the report stands. */
async function settle(reading: Reading, grievanceId: string, { isYes, words }: YesOrNo): Promise<void> {
  const { deps, tx, programme } = reading;
  const key = { id: grievanceId };
  const before = await lockGrievance(tx.db, key);
  const after = isYes
    ? await confirm(deps, tx, citizenOn('sms'), key)
    : await dispute(deps, tx, citizenOn('sms'), key, { reason: words === '' ? null : words });
  if (before?.status === after.status) return sayStatus(reading, after.reference);
  const asked = openAsking(reading);
  // Why an earlier answer was no is nothing to ask any more; what she was asked before that is.
  const next = asked?.kind === 'why' ? asked.next : asked;
  if (isYes || words !== '') {
    // Put again, it is the last that was asked, and the next "1" is its answer.
    if (next) await follow(reading, askAgain(programme, known(reading), next));
    else if (asked) await setCitizen(reading, NO_CONVERSATION);
    return;
  }
  // What she was being asked goes on when she has said why; `dispute` has asked it with its own SMS.
  await keepAsking(reading, askWhy({ grievance: grievanceId, next }).ask);
}
