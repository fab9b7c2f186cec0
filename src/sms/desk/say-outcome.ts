import type { Outcome } from '../../desk/act.ts';
import {
  deedWords,
  didWords,
  nextOf,
  nextWords,
  officeName,
  type Speaking,
  stateWords,
  whatOf,
} from '../../desk/words.ts';
import { showReference } from '../../grievances/reference.ts';
import { type DeskReading, tell } from './desk-reading.ts';

/** Tells an official what came of what she sent. */
export async function sayOutcome(reading: DeskReading, reference: string, outcome: Outcome): Promise<void> {
  const { caller } = reading.official;
  const grievanceId = 'grievance' in outcome ? outcome.grievance.id : undefined;
  await tell(reading, (speaking) => outcomeWords(speaking, reference, outcome, caller), grievanceId);
}

/** The same of a report that is unknown, sealed or another office's: `reference` is all that is said. */
export function outcomeWords(
  speaking: Speaking,
  reference: string,
  outcome: Outcome,
  caller: { readonly id: string },
): string {
  const { work } = speaking;
  const shown = showReference(reference);
  switch (outcome.is) {
    case 'done':
      return doneWords(speaking, outcome);
    case 'already':
    case 'overtaken':
      return work[outcome.is](shown, ...deedWords(speaking, outcome.deed, caller));
    case 'impossible':
      return work.impossible(shown, stateWords(speaking, outcome.grievance));
    case 'too_long':
      return work.tooLong;
    case 'objected':
      return work.objected(shown);
    case 'unreachable':
      return work.unreachable(shown);
    case 'nobody_else':
      return work.nobodyElse(shown);
    case 'unknown':
      return work.unknown(shown);
  }
}

function doneWords(speaking: Speaking, { verb, grievance }: Extract<Outcome, { is: 'done' }>): string {
  const { work } = speaking;
  const next = nextWords(speaking, nextOf(verb, grievance), officeName(speaking, grievance.office_id));
  // What was passed on is not hers to take back; what was marked as fixed is.
  const mend = verb === 'resolve' ? work.mend(work.keywords.reopen[0] ?? '', grievance.reference) : '';
  const echo = work.echo(showReference(grievance.reference), whatOf(speaking, grievance), didWords(speaking, verb));
  return [echo, next, mend].filter((part) => part !== '').join(' ');
}
