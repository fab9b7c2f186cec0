import { type Kysely, sql } from 'kysely';

/** A report that goes from an office to triage has been passed on: whoever subscribed hears of it too. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  // As it was, but for `sent_to_triage`: told where an office had the report before. Where none had, no office was found when it was filed.
  `create or replace function note_webhook_events() returns trigger language plpgsql as $$
    begin
      if not exists (select from webhooks where off_at is null) then
        return null;
      end if;
      insert into webhook_notes (event_id, event_type, at, programme_id, grievance_id, stream, office_id, before_office_id, area_id,
        about_office_id, reference, kind, category_id, status, outcome, filed_at, respond_by, resolve_by, first_answered_at, resolved_at)
      select added.id, added.type, added.at, g.programme_id, g.id, g.stream, g.office_id, before.office_id,
        g.area_id, g.about_office_id, g.reference, g.kind, g.category_id, g.status, g.outcome, g.filed_at, g.respond_by, g.resolve_by,
        g.first_answered_at, g.resolved_at
      from added join grievances g on g.id = added.grievance_id
      left join lateral (
        select e.office_id from grievance_events e where e.grievance_id = g.id and e.id < added.id order by e.id desc limit 1
      ) as before on true
      where g.stream = 'ordinary'
        and (added.type in ('filed', 'routed', 'acknowledged', 'replied', 'resolved', 'rejected', 'transferred', 'handed_back',
            'escalated', 'disputed', 'reopened', 'confirmed', 'closed_silent', 'merged')
          or (added.type = 'sent_to_triage' and before.office_id is not null))
        and exists (select from webhooks w where w.programme_id = added.programme_id and w.off_at is null)
      order by added.id;
      return null;
    end $$`,
];
