import type { GrievanceKey } from '../db/grievances.ts';
import type { Grievance } from '../db/schema.ts';
import type { Tx } from '../db/transact.ts';
import type { Deps } from '../deps.ts';
import { makeStorable } from '../encoding.ts';
import type { Actor } from './actor.ts';
import { changeWithin, type Told } from './change-grievance.ts';
import { LONGEST_TEXT } from './file-grievance.ts';

/**
 * The citizen writes more about her report. It joins the history; an office that waited for her may go on. By SMS she is
 * answered; on USSD she reads it on the screen.
 *
 * @param input.text cut after `LONGEST_TEXT` characters
 * @param input.asksOutcome the SMS asks her again whether it is fixed
 * @param input.isQuiet she is not answered by SMS either
 */
export async function addCitizenMessage(
  deps: Deps,
  tx: Tx,
  actor: Actor,
  key: GrievanceKey,
  input: { text: string; asksOutcome?: boolean; isQuiet?: boolean },
): Promise<Grievance> {
  const tell: Told = {
    purpose: 'joined',
    isOwnAction: true,
    text: ({ locale: { sms } }, { reference, office }) =>
      sms.joined(reference, office) + (input.asksOutcome ? `\n${sms.outcomeAgain}` : ''),
  };
  return changeWithin(deps, tx, key, actor, () => ({
    action: 'citizen_message',
    event: 'citizen_wrote',
    data: { text: makeStorable(input.text.slice(0, LONGEST_TEXT)) },
    ...(actor.channel === 'sms' && !input.isQuiet ? { tell } : {}),
  }));
}
