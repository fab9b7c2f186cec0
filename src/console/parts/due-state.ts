import type { Grievance } from '../../db/schema.ts';
import { localDay } from '../../grievances/local-day.ts';
import { workingDaysAfter } from '../../grievances/working-days.ts';
import type { Calendar, Programme, WeeklyHours } from '../../routing/programme.ts';

/** What a deadline says, before it is put into words. Days are working days of the office that has it. */
export type DueState =
  | { readonly kind: 'late'; readonly days: number }
  /** Not for a whole working day yet. */
  | { readonly kind: 'late_since'; readonly at: Date; readonly isToday: boolean }
  | { readonly kind: 'today'; readonly at: Date }
  | { readonly kind: 'left'; readonly days: number }
  /** On a later day, with no working day before it. */
  | { readonly kind: 'on'; readonly at: Date }
  | { readonly kind: 'stopped' | 'unconfirmed' | 'ended' | 'none' };

type Promised = Pick<Grievance, 'status' | 'due_by' | 'office_id'>;

/** What the deadline of a grievance says at `now`, counted by the hours of the office that has it. */
export function dueStateOf(programme: Programme, grievance: Promised, now: Date): DueState {
  const hours = programme.byId.offices.get(grievance.office_id ?? '')?.hours ?? null;
  return dueState(programme.calendar, hours, grievance, now);
}

/** The same, from the calendar alone. */
export function dueState(
  calendar: Calendar,
  hours: WeeklyHours | null,
  { status, due_by: dueBy }: Omit<Promised, 'office_id'>,
  now: Date,
): DueState {
  if (status === 'awaiting_citizen') return { kind: 'stopped' };
  if (status === 'resolved') return { kind: 'unconfirmed' };
  if (status === 'rejected' || status === 'closed') return { kind: 'ended' };
  if (dueBy === null) return { kind: 'none' };
  const isToday = localDay(dueBy, calendar.timeZone) === localDay(now, calendar.timeZone);
  return dueBy <= now
    ? late(calendar, hours, { dueBy, now, isToday })
    : ahead(calendar, hours, { dueBy, now, isToday });
}

interface Moments {
  readonly dueBy: Date;
  readonly now: Date;
  readonly isToday: boolean;
}

function late(calendar: Calendar, hours: WeeklyHours | null, { dueBy, now, isToday }: Moments): DueState {
  const days = workingDaysAfter(calendar, hours, dueBy, now);
  return days > 0 ? { kind: 'late', days } : { kind: 'late_since', at: dueBy, isToday };
}

function ahead(calendar: Calendar, hours: WeeklyHours | null, { dueBy, now, isToday }: Moments): DueState {
  if (isToday) return { kind: 'today', at: dueBy };
  const days = workingDaysAfter(calendar, hours, now, dueBy);
  return days > 0 ? { kind: 'left', days } : { kind: 'on', at: dueBy };
}
