import type { Grievance } from '../db/schema.ts';
import type { Situation } from './change-grievance.ts';
import { workingMinutesBetween } from './working-time.ts';

/** What the figures need of a change that may have brought the first answer or the end. */
export type Worked = Pick<Grievance, 'answer_worked_minutes' | 'resolve_worked_minutes'>;

/**
 * Working minutes from filing to the first answer and to the end, by the hours of the office that owes the answer. Counted when it
 * happens and kept, so that holidays and hours which are changed later do not change what is past.
 *
 * @param changed the grievance as it is after the change
 */
export function workedUntil(
  { grievance, programme }: Pick<Situation, 'grievance' | 'programme'>,
  changed: Grievance,
): Worked {
  const hours = programme.byId.offices.get(changed.owing_office_id ?? '')?.hours ?? null;
  const count = (was: Date | null, is: Date | null, kept: number | null): number | null => {
    if (is === null) return null;
    if (was !== null && was.getTime() === is.getTime() && kept !== null) return kept;
    return workingMinutesBetween(programme.calendar, hours, changed.filed_at, is);
  };
  return {
    answer_worked_minutes: count(
      grievance.first_answered_at,
      changed.first_answered_at,
      grievance.answer_worked_minutes,
    ),
    resolve_worked_minutes: count(grievance.resolved_at, changed.resolved_at, grievance.resolve_worked_minutes),
  };
}
