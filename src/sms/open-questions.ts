import { readOffer } from '../db/draft-offers.ts';
import { hasSaidBefore } from '../db/said-before.ts';
import { saysSomething } from '../grievances/says-something.ts';
import { answerAsked } from './answer-asked.ts';
import { answerConversation, askAgain, namesWhatIsAsked } from './answer-conversation.ts';
import { answerOutcome } from './answer-outcome.ts';
import { answerPromise } from './answer-promise.ts';
import type { Asking, Conversation, ReportAsking, Turn } from './conversation.ts';
import { follow } from './follow-conversation.ts';
import { askedSince, joinAnswer, whichOf } from './join-thread.ts';
import { wordsOf } from './names-in-text.ts';
import { known, openAsking, openConversation, type Reading } from './reading.ts';
import { soundsSealed } from './sounds-sealed.ts';

/**
 * Reads an SMS as the answer to what she was asked. Several questions may be open: one of a conversation, "is it fixed?",
 * and whatever an office has written. The one asked last is the one answered. False: nothing was asked, or this is no
 * answer to it.
 */
export async function answerOpenQuestion(reading: Reading): Promise<boolean> {
  const { programme, text } = reading;
  if ((await answerPromise(reading)) || (await answerAsked(reading)) || (await answerOutcome(reading))) return true;
  const asked = openConversation(reading);
  if (!asked) return false;
  if (await isForAnOffice(reading, asked)) return true;
  return follow(
    reading,
    (await offeredAgain(reading, asked)) ?? answerConversation(programme, known(reading), asked, text),
  );
}

/**
 * Words that would complete the report of a call and be filed at once, but were sent before: they may be a machine's. They
 * are kept, and she is asked whether to send it, which no machine answers with "1".
 */
async function offeredAgain(reading: Reading, asked: Conversation): Promise<Turn | null> {
  const { tx, programme, citizen, messageId: id, text } = reading;
  if (asked.kind !== 'report' || asked.asked !== 'text' || readOffer(asked) === null) return null;
  const turn = answerConversation(programme, known(reading), asked, text);
  if (!('file' in turn) || !(await hasSaidBefore(tx.db, { id, phoneIndex: citizen.phone_index, text }))) return null;
  return askAgain(programme, known(reading), { ...asked, asked: 'send', draft: turn.file });
}

/**
 * An office has written since she was asked, and she answers in words that are no name of what was asked for. The question
 * is put again behind, and is the last one from then on. Words that may be of a sealed matter are for no office, and while
 * nobody knows what her new report is about, she is asked which of the two they belong to.
 */
async function isForAnOffice(reading: Reading, asked: Conversation): Promise<boolean> {
  const { programme, citizen, text } = reading;
  const { conversation_at: askedAt } = citizen;
  if (askedAt === null || !saysSomething(text) || namesWhatIsAsked(programme, asked, text)) return false;
  const asking = openAsking(reading);
  if (isSealed(reading, asking) || soundsSealed(programme, wordsOf(text))) return false;
  const report = await askedSince(reading, askedAt);
  if (!report) return false;
  if (isUnknown(asking)) return whichOf(reading, [report], asking);
  await joinAnswer(reading, report);
  return asking === null || follow(reading, askAgain(programme, known(reading), asking));
}

/** Whether what she is being asked is about a sealed matter, or may be. */
function isSealed({ programme }: Reading, asked: Asking | null): boolean {
  if (asked?.kind === 'contact') return true;
  if (asked?.kind === 'which') return asked.draft !== undefined;
  if (asked?.kind !== 'report' || asked.asked === 'sealed') return asked?.kind === 'report';
  const category = programme.categories.get(asked.draft.category ?? '');
  return category !== undefined && category.stream !== 'ordinary';
}

/** A report of which nobody knows yet what it is about. */
function isUnknown(asked: Asking | null): asked is ReportAsking {
  return asked?.kind === 'report' && asked.draft.category === undefined;
}
