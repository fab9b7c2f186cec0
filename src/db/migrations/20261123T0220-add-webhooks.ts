import { type Kysely, sql } from 'kysely';

/** A county's own system hears what happens to the reports of its office or area: an outbox, and who is told. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  `create table webhooks (
    id uuid constraint webhooks_pk primary key,
    programme_id uuid not null constraint webhooks_programme_fk references programmes,
    office_id uuid constraint webhooks_office_fk references offices,
    area_id uuid constraint webhooks_area_fk references areas,
    url text not null,
    secret_sealed bytea not null,
    events text[] not null constraint webhooks_events_some check (cardinality(events) > 0),
    label text,
    created_at timestamptz not null,
    -- Failed attempts since one got through, and when the first of them was.
    failures integer not null default 0,
    failing_since timestamptz,
    last_failure text,
    last_ok_at timestamptz,
    -- Nothing is sent before this.
    paused_until timestamptz,
    -- Who delivers is alone until then.
    claimed_until timestamptz,
    off_at timestamptz,
    constraint webhooks_one_place check (num_nonnulls(office_id, area_id) = 1)
  )`,
  `create index webhooks_by_programme on webhooks (programme_id)`,
  // What happened, with the report as it was at that moment. Its columns have the names of those of grievances, so that the same
  // conditions say who may know of it.
  `create table webhook_notes (
    seq bigint generated always as identity constraint webhook_notes_pk primary key,
    event_id uuid not null,
    event_type text not null,
    at timestamptz not null,
    programme_id uuid not null,
    grievance_id uuid not null,
    stream text not null,
    office_id uuid,
    -- Who had it before the event.
    before_office_id uuid,
    area_id uuid not null,
    about_office_id uuid,
    reference text not null,
    kind text not null,
    category_id uuid not null,
    status text not null,
    outcome text,
    filed_at timestamptz not null,
    respond_by timestamptz,
    resolve_by timestamptz,
    first_answered_at timestamptz,
    resolved_at timestamptz
  )`,
  `create index webhook_notes_by_programme on webhook_notes (programme_id, seq)`,
  // In the transaction of the event: what is told is what was committed. Where nobody subscribes it costs one look at an empty table.
  `create function note_webhook_events() returns trigger language plpgsql as $$
    begin
      if not exists (select from webhooks where off_at is null) then
        return null;
      end if;
      insert into webhook_notes (event_id, event_type, at, programme_id, grievance_id, stream, office_id, before_office_id, area_id,
        about_office_id, reference, kind, category_id, status, outcome, filed_at, respond_by, resolve_by, first_answered_at, resolved_at)
      select added.id, added.type, added.at, g.programme_id, g.id, g.stream, g.office_id,
        (select e.office_id from grievance_events e
          where e.grievance_id = g.id and e.id < added.id order by e.id desc limit 1),
        g.area_id, g.about_office_id, g.reference, g.kind, g.category_id, g.status, g.outcome, g.filed_at, g.respond_by, g.resolve_by,
        g.first_answered_at, g.resolved_at
      from added join grievances g on g.id = added.grievance_id
      where g.stream = 'ordinary'
        and added.type in ('filed', 'routed', 'acknowledged', 'replied', 'resolved', 'rejected', 'transferred', 'handed_back',
          'escalated', 'disputed', 'reopened', 'confirmed', 'closed_silent', 'merged')
        and exists (select from webhooks w where w.programme_id = added.programme_id and w.off_at is null)
      order by added.id;
      return null;
    end $$`,
  `create trigger grievance_events_are_told after insert on grievance_events
    referencing new table as added for each statement execute function note_webhook_events()`,
  // One event for one subscription. The body stays as it is, so that every attempt sends the same.
  `create table webhook_deliveries (
    id uuid constraint webhook_deliveries_pk primary key,
    webhook_id uuid not null constraint webhook_deliveries_webhook_fk references webhooks on delete cascade,
    event_id uuid not null,
    grievance_id uuid not null,
    body text not null,
    state text not null default 'waiting'
      constraint webhook_deliveries_state check (state in ('waiting', 'delivered', 'given_up', 'withdrawn')),
    attempts integer not null default 0,
    last_failure text,
    created_at timestamptz not null,
    next_at timestamptz not null,
    settled_at timestamptz,
    constraint webhook_deliveries_once unique (webhook_id, event_id)
  )`,
  `create index webhook_deliveries_waiting on webhook_deliveries (webhook_id, next_at, id) where state = 'waiting'`,
  `create index webhook_deliveries_settled on webhook_deliveries (settled_at) where settled_at is not null`,
];
