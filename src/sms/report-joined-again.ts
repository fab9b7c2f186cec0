import { findJoinEnded } from '../db/threads.ts';
import { follow } from './follow-conversation.ts';
import { known, type Reading } from './reading.ts';
import { continueReport } from './report-questions.ts';
import { lastSaid } from './thread.ts';
import { readYesOrNo } from './yes-or-no.ts';

/**
 * A bare no to "the problem you joined is fixed" begins a report of her own about it: she is asked only for the words.
 * False: it is none, or something else was said to her last.
 */
export async function reportJoinedAgain(reading: Reading): Promise<boolean> {
  const { tx, citizen, programme, text } = reading;
  const answer = readYesOrNo(programme, text);
  if (!answer || answer.isYes || answer.words !== '' || answer.reference !== null) return false;
  if ((await lastSaid(reading))?.purpose !== 'join_ended') return false;
  const ended = await findJoinEnded(tx.db, citizen.id);
  const category = programme.byId.categories.get(ended?.category_id ?? '');
  const area = programme.byId.areas.get(ended?.area_id ?? '');
  if (!category || !area) return false;
  // As places that her words can mean: a draft with an area would be one that a call left (`readOffer`).
  return follow(reading, continueReport(programme, known(reading), { category: category.code, places: [area.code] }));
}
