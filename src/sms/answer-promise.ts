import { findUnanswered, insertAsked, saveAnswer } from '../db/promises.ts';
import { askAgain } from './answer-conversation.ts';
import { follow } from './follow-conversation.ts';
import { known, openAsking, type Reading, say } from './reading.ts';
import { LASTING, lastSaid } from './thread.ts';
import { readYesOrNo } from './yes-or-no.ts';

/**
 * Reads a bare yes or no as her word on a promise, where that was asked last of all. The first answer stands; another promise
 * she was asked about and has not answered is put again behind it, then whatever else was being asked. False: it is no such
 * word.
 */
export async function answerPromise(reading: Reading): Promise<boolean> {
  const { deps, tx, programme, citizen, text } = reading;
  const word = readYesOrNo(programme, text);
  if (word?.words !== '' || word.reference !== null) return false;
  const last = await lastSaid(reading, [...LASTING, 'ask_promise']);
  if (last?.purpose !== 'ask_promise') return false;
  const now = deps.now();
  const asked = await findUnanswered(tx.db, citizen.id, now);
  if (!asked) return false;
  await saveAnswer(tx.db, { promiseId: asked.id, citizenId: citizen.id, isKept: word.isYes, now });
  const next = await findUnanswered(tx.db, citizen.id, now);
  if (next) {
    await insertAsked(tx.db, { promiseId: next.id, citizenIds: [citizen.id], now });
    const office = programme.byId.offices.get(next.office_id)?.names ?? programme.operators;
    await say(reading, 'ask_promise', ({ locale, name }) => locale.sms.askPromise(name(office), name(next.names)));
    return true;
  }
  await say(reading, 'status', ({ locale }) => locale.sms.promiseThanks);
  const asking = openAsking(reading);
  return asking === null || follow(reading, askAgain(programme, known(reading), asking));
}
