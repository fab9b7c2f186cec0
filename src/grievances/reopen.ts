import type { GrievanceKey } from '../db/grievances.ts';
import type { Grievance, Outcome } from '../db/schema.ts';
import type { Tx } from '../db/transact.ts';
import type { Deps } from '../deps.ts';
import { makeStorable } from '../encoding.ts';
import { nextRung } from '../routing/ladder.ts';
import type { Office } from '../routing/programme.ts';
import type { Actor } from './actor.ts';
import { type Change, changeGrievance, changeWithin, type Situation } from './change-grievance.ts';
import { clocksFor } from './deadlines.ts';
import { LONGEST_TEXT } from './file-grievance.ts';

/** An official opens a finished report again, at the same office; one that never had an office goes back to triage. */
export async function reopen(
  deps: Deps,
  actor: Actor,
  key: GrievanceKey,
  input: { reason: string },
): Promise<Grievance> {
  return changeGrievance(deps, key, actor, (situation) => {
    const opened = situation.office ? openAgain(situation, situation.office) : toTriage(situation);
    return { ...opened, set: { ...opened.set, outcome: null }, event: 'reopened', data: { reason: input.reason } };
  });
}

function toTriage({ programme, now }: Situation) {
  return {
    action: 'return_to_triage',
    set: { closed_at: null, triaged_at: now },
    tell: {
      purpose: 'reopened',
      text: ({ locale }, { reference }) => locale.sms.receiptTriage(reference, programme.ussdCode),
    },
  } satisfies Change;
}

/**
 * The citizen says "no, it is not fixed": the report opens again one rung higher. Also when she says it late, after it
 * was closed; one that is open already stays as it is.
 *
 * @param input.reason what is not right, in her words, for the office that gets it; null: she has not said
 */
export async function dispute(
  deps: Deps,
  tx: Tx,
  actor: Actor,
  key: GrievanceKey,
  input: { reason: string | null },
): Promise<Grievance> {
  const asksWhy = input.reason === null && actor.channel === 'sms';
  const reason = input.reason === null ? {} : { reason: makeStorable(input.reason.slice(0, LONGEST_TEXT)) };
  return changeWithin(deps, tx, key, actor, (situation) => {
    const { grievance, office } = situation;
    if (grievance.status !== 'resolved' && grievance.status !== 'closed') return null;
    const higher = office ? nextRung(office) : null;
    const opened = openAgain(situation, higher ?? office);
    return {
      ...opened,
      action: 'dispute',
      event: 'disputed',
      set: { ...opened.set, outcome: 'disputed' satisfies Outcome, level: grievance.level + (higher ? 1 : 0) },
      data: { from: office?.code ?? null, to: (higher ?? office)?.code ?? null, ...reason },
      tell: {
        ...opened.tell,
        isOwnAction: true,
        // By SMS she is asked for the reason she has not given; her next words are it.
        text: (voice, about) => {
          const text = opened.tell.text(voice, about);
          return asksWhy ? `${text}\n${voice.locale.sms.askWhy}` : text;
        },
      },
    };
  });
}

/** What both have in common: fresh clocks, no end, and the citizen told who has it and until when. */
function openAgain({ grievance, programme, category, now }: Situation, office: Office | null) {
  const clocks = office ? clocksFor(programme, category, office, { filedAt: grievance.filed_at, from: now }) : {};
  return {
    action: 'reopen',
    set: { resolved_at: null, closed_at: null, ...(office ? { office_id: office.id } : {}), ...clocks },
    tell: {
      purpose: 'reopened',
      text: ({ locale }, about) => locale.sms.reopened(about.reference, about.office, about.due),
    },
  } satisfies Change;
}
