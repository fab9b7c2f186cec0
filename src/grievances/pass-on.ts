import type { Grievance } from '../db/schema.ts';
import { AppError } from '../errors.ts';
import { accusedOffice, isKeptFromTriage } from '../routing/accused.ts';
import type { Office } from '../routing/programme.ts';
import type { Change, Situation } from './change-grievance.ts';
import { clocksFor } from './deadlines.ts';
import { nextStatus, whyNot } from './transitions.ts';

/**
 * What has ended is not passed on; it may be opened again, which goes by rules of its own.
 *
 * @throws {AppError} `conflict`
 */
export function requireOpen({ status }: Pick<Grievance, 'status'>): void {
  if (nextStatus(status, 'transfer') === null) throw new AppError('conflict', whyNot(status, 'transfer'));
}

/**
 * Another office has it, which starts with clocks of its own, and whoever had it has passed it on. `overdue_at` stays: a
 * broken promise is not mended by passing it on.
 */
export function passTo(situation: Situation, target: Office) {
  const { grievance, programme, category, now } = situation;
  return {
    action: 'transfer',
    set: {
      office_id: target.id,
      owing_office_id: target.id,
      routed_at: grievance.routed_at ?? now,
      triaged_at: null,
      passed_by: passedBy(situation),
      ...clocksFor(programme, category, target, { filedAt: grievance.filed_at, from: now }),
    },
    tell: {
      purpose: 'transferred',
      text: ({ locale }, { reference, office, due }) => locale.sms.transferred(reference, office, due),
    },
  } satisfies Change;
}

/** A person has to choose an office, by the clocks of triage; the office that had it has passed it on. */
export function passToTriage(situation: Situation) {
  const { grievance, programme, category, now } = situation;
  return {
    action: 'return_to_triage',
    set: {
      office_id: null,
      owing_office_id: null,
      triaged_at: now,
      passed_by: passedBy(situation),
      ...clocksFor(programme, category, null, { filedAt: grievance.filed_at, from: now }),
    },
    tell: {
      purpose: 'transferred',
      text: ({ locale }, { reference }) => locale.sms.receiptTriage(reference, programme.ussdCode),
    },
  } satisfies Change;
}

/** Row ids of the offices that have passed it on, once the one that has it now does: each once. */
export function passedBy({ grievance, office }: Situation): string[] {
  return [...new Set([...grievance.passed_by, ...(office ? [office.id] : [])])];
}

/** Whether triage sees it: a sealed report it never does, nor one about an office that it may belong to. */
export function mayGoToTriage({ grievance, programme }: Situation): boolean {
  const accused = accusedOffice(programme, grievance.about_office_id);
  return grievance.stream === 'ordinary' && !isKeptFromTriage(programme, accused);
}
