import { type Kysely, sql } from 'kysely';

/** Who came, who was written to and who answered is forgotten in time, and the figures stay; what was agreed goes up when it is overdue. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  // How many came, once nobody can say any more who. Null: they are counted.
  `alter table forums
    add column came integer constraint forums_came_positive check (came >= 0),
    add column forgotten_at timestamptz,
    add constraint forums_forgotten_whole check ((came is null) = (forgotten_at is null))`,
  `create index forums_remembered on forums (programme_id) where forgotten_at is null`,
  // What was answered, likewise.
  `alter table promises
    add column asked integer,
    add column kept integer,
    add column broken integer,
    add column forgotten_at timestamptz,
    add constraint promises_forgotten_whole check (num_nulls(asked, kept, broken, forgotten_at) in (0, 4))`,
  `create index promises_remembered on promises (programme_id, closes_at) where forgotten_at is null`,
  // How far it came, likewise.
  `alter table mailings
    add column sent integer,
    add column failed integer,
    add column left_out integer,
    add column forgotten_at timestamptz,
    add constraint mailings_forgotten_whole check (num_nulls(sent, failed, left_out, forgotten_at) in (0, 4))`,
  `create index mailings_remembered on mailings (programme_id, changed_at) where forgotten_at is null`,
  // Which phones have voted; how many did is the sum of the votes.
  `alter table votes add column forgotten_at timestamptz`,
  `create index votes_remembered on votes (programme_id, closes_at) where forgotten_at is null`,

  // The mailing that an SMS belongs to: asked before it is handed to the carrier.
  `create index mailing_recipients_by_message on mailing_recipients (message_id) where message_id is not null`,

  // Of a hundred thousand that a mailing goes to, the few hundred that are not with the carrier yet (`MAILING_PRIORITY`).
  `create index messages_mailing_pending on messages (id) where priority = 10 and state in ('queued', 'sending')`,

  // When the office above was told that nobody has said what became of it.
  `alter table actions add column escalated_at timestamptz`,
  // Those that were reminded of before there was anything after it. The job looks at the day by the programme's clock.
  `update actions set remind_at = due_on + interval '1 day' where state = 'open' and remind_at is null`,
];
