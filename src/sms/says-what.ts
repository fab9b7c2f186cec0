import { saysSomething } from '../grievances/says-something.ts';
import type { Programme } from '../routing/programme.ts';
import { isGreeting } from './greetings.ts';
import { readKeyword } from './keywords.ts';
import { saysOnlyThanks } from './thanks.ts';
import { isBareAnswer } from './yes-or-no.ts';

/** Whether a text can say what happened. A number, a yes or no, a keyword alone, thanks and greetings do not. */
export function saysWhat(programme: Pick<Programme, 'languages'>, text: string): boolean {
  if (!saysSomething(text) || isBareAnswer(programme, text)) return false;
  if (saysOnlyThanks(programme, text) || isGreeting(programme, text)) return false;
  const found = readKeyword(programme, text);
  return found === null || found.isSlip || found.rest !== '';
}
