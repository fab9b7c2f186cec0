import { type Kysely, sql } from 'kysely';

/** What is over because an office is there no more did not come back: it ends without a figure. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  `alter table watch_hits
    drop constraint watch_hits_back_whole,
    add constraint watch_hits_back_whole check (back_at is not null or back_value is null)`,
  // They were ended with the figure they began with; nothing that came back has one that is beyond the limit.
  `update watch_hits set back_value = null from watches
    where watches.id = watch_hits.watch_id and back_value > limit_value`,
];
