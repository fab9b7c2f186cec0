import { findAskedBy, findUnanswered, insertAsked, saveAnswer } from '../db/promises.ts';
import { askAgain } from './answer-conversation.ts';
import { follow } from './follow-conversation.ts';
import { known, openAsking, type Reading, say, sayOne, type Text } from './reading.ts';
import { LASTING, lastSaid } from './thread.ts';
import { readYesOrNo } from './yes-or-no.ts';

/**
 * Reads a bare yes or no as her word on the promise that the last SMS asked about. The first answer stands; another promise
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
  const asked = await findAskedBy(tx.db, { citizenId: citizen.id, messageId: last.id }, now);
  if (!asked) return false;
  await saveAnswer(tx.db, { promiseId: asked.id, citizenId: citizen.id, isKept: word.isYes, now });
  const next = await findUnanswered(tx.db, citizen.id, now);
  if (next) {
    const office = programme.byId.offices.get(next.office_id)?.names ?? programme.operators;
    const question: Text = ({ locale, name }) => locale.sms.askPromise(name(office), name(next.names));
    const said = await sayOne(reading, 'ask_promise', question);
    const asked = said.map((messageId) => ({ citizenId: citizen.id, messageId })).slice(-1);
    await insertAsked(tx.db, { promiseId: next.id, asked, now });
    return true;
  }
  await say(reading, 'status', ({ locale }) => locale.sms.promiseThanks);
  const asking = openAsking(reading);
  return asking === null || follow(reading, askAgain(programme, known(reading), asking));
}
