import { saysSomething } from '../grievances/says-something.ts';
import { answerConversation, askAgain, namesWhatIsAsked } from './answer-conversation.ts';
import { answerOutcome } from './answer-outcome.ts';
import type { Conversation } from './conversation.ts';
import { follow } from './follow-conversation.ts';
import { answerOffice } from './join-thread.ts';
import { known, openAsking, openConversation, type Reading } from './reading.ts';

/**
 * Reads an SMS as the answer to what she was asked. Several questions may be open: one of a conversation, "is it fixed?",
 * and whatever an office has written. The one asked last is the one answered. False: nothing was asked, or this is no
 * answer to it.
 */
export async function answerOpenQuestion(reading: Reading): Promise<boolean> {
  const { programme, text } = reading;
  if (await answerOutcome(reading)) return true;
  const asked = openConversation(reading);
  if (!asked) return false;
  if (await isForAnOffice(reading, asked)) return true;
  return follow(reading, answerConversation(programme, known(reading), asked, text));
}

/**
 * An office has written since she was asked, and she answers in words that are no name of what was asked for. The question
 * is put again behind, and is the last one from then on.
 */
async function isForAnOffice(reading: Reading, asked: Conversation): Promise<boolean> {
  const { programme, citizen, text } = reading;
  const { conversation_at: askedAt } = citizen;
  if (askedAt === null || !saysSomething(text) || namesWhatIsAsked(programme, asked, text)) return false;
  if (!(await answerOffice(reading, askedAt))) return false;
  const next = openAsking(reading);
  return next === null || follow(reading, askAgain(programme, known(reading), next));
}
