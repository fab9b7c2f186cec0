import { type Kysely, sql } from 'kysely';

/** History that can be trusted: events are linked into a chain per programme, and what is written down stays as it is. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  // What is erased with an event's words: without it their hash cannot be used to guess them.
  `alter table grievance_events add column salt bytea not null default uuid_send(gen_random_uuid())`,
  `create table event_links (
    programme_id uuid not null constraint event_links_programme_fk references programmes,
    seq bigint not null constraint event_links_seq_positive check (seq > 0),
    event_id uuid not null constraint event_links_event_fk references grievance_events,
    -- Of the event: to be known when that is gone.
    grievance_id uuid not null,
    data_hash bytea not null constraint event_links_data_hash_length check (length(data_hash) = 32),
    event_hash bytea not null constraint event_links_event_hash_length check (length(event_hash) = 32),
    hash bytea not null constraint event_links_hash_length check (length(hash) = 32),
    constraint event_links_pk primary key (programme_id, seq),
    constraint event_links_event_unique unique (event_id)
  )`,
  // Events that are not linked yet, the oldest of a programme first. Without foreign keys, so that filing stays quick.
  `create table unlinked_events (
    programme_id uuid not null,
    event_id uuid not null,
    at timestamptz not null,
    constraint unlinked_events_pk primary key (programme_id, event_id)
  )`,
  `insert into unlinked_events (programme_id, event_id, at) select programme_id, id, at from grievance_events`,
  `create function note_unlinked_events() returns trigger language plpgsql as $$
    begin
      insert into unlinked_events (programme_id, event_id, at) select programme_id, id, at from added;
      return null;
    end $$`,
  `create trigger grievance_events_are_noted after insert on grievance_events
    referencing new table as added for each statement execute function note_unlinked_events()`,
  // For everybody, the owner and a superuser too. Who switches it off leaves that to be seen: see docs/audit.md.
  `create function refuse_to_rewrite() returns trigger language plpgsql as $$
    begin
      raise exception 'history is only ever added to: % on % is refused', lower(tg_op), tg_table_name
        using errcode = 'insufficient_privilege';
    end $$`,
  ...['grievance_events', 'event_links', 'changes'].flatMap((table) => [
    `create trigger only_added_to before update or delete or truncate on ${table}
      for each statement execute function refuse_to_rewrite()`,
    `alter table ${table} enable always trigger only_added_to`,
  ]),
];
