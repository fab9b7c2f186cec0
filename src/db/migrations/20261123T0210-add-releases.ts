import { type Kysely, sql } from 'kysely';

/** Open data: releases of a month and the daily digests of the chain, both only ever added to. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const TABLES = ['releases', 'release_files', 'chain_digests'];

const STATEMENTS = [
  `create table releases (
    programme_id uuid not null constraint releases_programme references programmes,
    -- The first day of its month, by the programme's clock.
    month date not null,
    made_at timestamptz not null,
    -- SHA-256 of its list of checksums.
    sums_hash bytea not null,
    constraint releases_pk primary key (programme_id, month)
  )`,
  `create table release_files (
    programme_id uuid not null,
    month date not null,
    name text not null,
    media_type text not null,
    body bytea not null,
    hash bytea not null,
    constraint release_files_pk primary key (programme_id, month, name),
    constraint release_files_release foreign key (programme_id, month) references releases
  )`,
  `create table chain_digests (
    programme_id uuid not null constraint chain_digests_programme references programmes,
    day date not null,
    seq bigint not null,
    head bytea not null,
    release_hash bytea,
    digest bytea not null,
    -- Of its month, up to its end; in tens.
    received_at_least integer not null,
    made_at timestamptz not null,
    constraint chain_digests_pk primary key (programme_id, day)
  )`,
  ...TABLES.flatMap((table) => [
    `create trigger only_added_to before update or delete or truncate on ${table}
      for each statement execute function refuse_to_rewrite()`,
    `alter table ${table} enable always trigger only_added_to`,
  ]),
];
