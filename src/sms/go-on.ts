import { readCitizen } from '../db/threads.ts';
import { askAgain } from './answer-conversation.ts';
import { type Asking, again } from './conversation.ts';
import { follow } from './follow-conversation.ts';
import { known, type Reading } from './reading.ts';

/**
 * Goes on with what waited, where nothing is being asked any more after an SMS was read: its question is put again, with
 * a word that it is about what she wrote before.
 */
export async function goOn(before: Reading, waiting: readonly Asking[]): Promise<void> {
  const [next, ...others] = waiting;
  if (!next) return;
  const citizen = await readCitizen(before.tx.db, before.citizen.id);
  if (citizen.conversation !== null) return;
  const reading = { ...before, citizen, waiting: others };
  const turn = askAgain(reading.programme, known(reading), next);
  const isOwnName = next.kind === 'rating' || (next.kind === 'report' && next.asked === 'send');
  await follow(reading, isOwnName ? turn : again(turn, (voice) => voice.locale.sms.goOn));
}
