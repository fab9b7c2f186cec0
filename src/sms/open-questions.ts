import { saysSomething } from '../grievances/says-something.ts';
import { answerConversation, namesWhatIsAsked } from './answer-conversation.ts';
import { answerOutcome } from './answer-outcome.ts';
import type { Conversation } from './conversation.ts';
import { follow } from './follow-conversation.ts';
import { ASKING, joinThread } from './join-thread.ts';
import { known, openConversation, type Reading } from './reading.ts';
import { lastSaid } from './thread.ts';

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
  if (await isForAnOffice(reading, asked)) return joinThread(reading);
  return follow(reading, answerConversation(programme, known(reading), asked, text));
}

/** An office has written since she was asked, and she answers in words that are no name of what was asked for. */
async function isForAnOffice(reading: Reading, asked: Conversation): Promise<boolean> {
  const { programme, citizen, text } = reading;
  if (!saysSomething(text) || namesWhatIsAsked(programme, asked, text)) return false;
  const last = await lastSaid(reading, ASKING);
  return last !== undefined && citizen.conversation_at !== null && last.created_at > citizen.conversation_at;
}
