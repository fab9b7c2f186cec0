import { type RawBuilder, sql } from 'kysely';

/**
 * Whether a grievance counts as overdue at `now`, as a condition on `grievances`: a promise was found missed at any time
 * (`overdue_at`, never taken back), a promise was kept after its time, or it is open and a promised time has passed.
 * While it waits for the citizen no promise runs; in triage one does.
 */
export function isOverdue(now: Date): RawBuilder<boolean> {
  return sql<boolean>`coalesce(
    grievances.overdue_at is not null
    or grievances.first_answered_at > grievances.respond_by
    or grievances.resolved_at > grievances.resolve_by
    or (grievances.status in ('filed', 'routed', 'acknowledged')
        and (grievances.resolve_by <= ${now}
             or (grievances.first_answered_at is null and grievances.respond_by <= ${now}))), false)`;
}

/**
 * Whether a report is late at this moment, as a condition on the columns of `grievances`: it is open at an office or in triage, and a
 * promise that was made for it has passed and is not yet made good. What was answered late is no longer late, unlike in
 * `isOverdue`, which never forgets.
 */
export function isOverdueNow(now: Date): RawBuilder<boolean> {
  return sql<boolean>`
    status in ('filed', 'routed', 'acknowledged')
    and (resolve_by <= ${now}
         or (first_answered_at is null and (respond_by <= ${now} or missed_at is not null))
         or missed_at > first_answered_at)`;
}
