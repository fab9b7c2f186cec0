import type { Purpose } from '../db/schema.ts';
import { toDigits } from '../encoding.ts';
import { citizenOn } from '../grievances/actor.ts';
import { goOn } from '../grievances/go-on.ts';
import { askAgain } from './answer-conversation.ts';
import { follow } from './follow-conversation.ts';
import { known, openAsking, type Reading } from './reading.ts';
import { sayStatus } from './say-status.ts';
import { lastSaid, openReports } from './thread.ts';
import { readYesOrNo } from './yes-or-no.ts';

/** After these a bare 2 is her word that nobody shall wait for her. */
const WAITS: readonly (Purpose | null)[] = ['asked', 'goes_on'];

/**
 * Reads a bare `2` as "do not wait for me", where an office has asked something last. Whatever else she writes is her answer,
 * a *no* too, and `join-thread.ts` reads it. What she was being asked before goes on. False: it is no such word.
 */
export async function answerAsked(reading: Reading): Promise<boolean> {
  const { deps, tx, programme, text } = reading;
  if (!/^[^\p{L}\p{N}]*2(?!\p{N})/u.test(toDigits(text))) return false;
  const word = readYesOrNo(programme, text);
  const last = word?.words === '' ? await lastSaid(reading) : undefined;
  if (!last || !WAITS.includes(last.purpose)) return false;
  const told = (await openReports(reading)).find(({ id }) => id === last.grievance_id);
  if (!told || (word?.reference ?? told.reference) !== told.reference) return false;
  // Said again, or too late to matter, it is answered with where the report stands.
  if (told.status === 'awaiting_citizen') await goOn(deps, tx, citizenOn('sms'), { id: told.id });
  else await sayStatus(reading, told.reference);
  const asked = openAsking(reading);
  return asked === null || follow(reading, askAgain(programme, known(reading), asked));
}
