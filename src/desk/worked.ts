import type { Deed } from '../db/desk-reports.ts';
import type { Grievance, GrievanceStatus } from '../db/schema.ts';
import type { Outcome, Verb } from './act.ts';
import { type Next, nextOf } from './words.ts';

/** What came of an official's work, as a call keeps it for its last screen: times in ISO, and never a citizen's words. */
export interface Worked {
  readonly verb: Verb;
  readonly is: Outcome['is'];
  readonly reference: string;
  /** None: the report is unknown to her. */
  readonly status: GrievanceStatus | null;
  readonly dueBy: string | null;
  readonly next: (Omit<Next, 'until'> & { readonly until: string | null }) | null;
  readonly deed: (Omit<Deed, 'at'> & { readonly at: string }) | null;
}

/** What a call keeps of what came of an order. */
export function workedOf(verb: Verb, reference: string, outcome: Outcome): Worked {
  const grievance: Grievance | null = 'grievance' in outcome ? outcome.grievance : null;
  const next = outcome.is === 'done' ? nextOf(verb, outcome.grievance) : null;
  const deed = 'deed' in outcome ? outcome.deed : null;
  return {
    verb,
    is: outcome.is,
    reference,
    status: grievance?.status ?? null,
    dueBy: grievance?.due_by?.toISOString() ?? null,
    next: next && { ...next, until: next.until?.toISOString() ?? null },
    deed: deed && { ...deed, at: deed.at.toISOString() },
  };
}
