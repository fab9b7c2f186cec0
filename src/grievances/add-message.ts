import type { GrievanceKey } from '../db/grievances.ts';
import type { Grievance } from '../db/schema.ts';
import type { Tx } from '../db/transact.ts';
import type { Deps } from '../deps.ts';
import { makeStorable } from '../encoding.ts';
import type { Actor } from './actor.ts';
import { type Change, changeWithin, type Told } from './change-grievance.ts';
import { LONGEST_TEXT } from './file-grievance.ts';
import { callAgain } from './page-focal-point.ts';
import { tellOffice } from './tell-office.ts';

/** What she writes, and how she is answered: see `addCitizenMessage`. */
interface CitizenMessage {
  readonly text: string;
  readonly asksOutcome?: boolean;
  readonly isQuiet?: boolean;
}

/**
 * The citizen writes more about her report. It joins the history; the clock of an office that waited for her goes on, and the
 * office is told. To an urgent sealed report people are called again. By SMS she is answered; on USSD she reads it on the screen.
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
  input: CitizenMessage,
): Promise<Grievance> {
  let wasWaitedFor = false;
  const saved = await changeWithin(deps, tx, key, actor, ({ grievance }) => {
    wasWaitedFor = grievance.status === 'awaiting_citizen';
    return decideCitizenMessage(actor, input);
  });
  if (!(await callAgain(deps, tx, saved)) && wasWaitedFor) {
    await tellOffice(deps, tx, saved, { purpose: 'reminder', text: ({ time }, work) => time.answered(work) });
  }
  return saved;
}

/** What her words come to. */
export function decideCitizenMessage({ channel }: Pick<Actor, 'channel'>, input: CitizenMessage): Change {
  const tell: Told = {
    purpose: 'joined',
    isOwnAction: true,
    text: ({ locale: { sms } }, { reference, office }) =>
      sms.joined(reference, office) + (input.asksOutcome ? `\n${sms.outcomeAgain}` : ''),
  };
  return {
    action: 'citizen_message',
    event: 'citizen_wrote',
    data: { text: makeStorable(input.text.slice(0, LONGEST_TEXT)) },
    ...(channel === 'sms' && !input.isQuiet ? { tell } : {}),
  };
}
