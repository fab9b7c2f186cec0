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
