import { type Kysely, sql } from 'kysely';

const STATEMENTS = [
  // The SMS by which she was asked last: what she writes back is about that promise, whatever else she was to be asked.
  `alter table promise_answers add column message_id uuid constraint promise_answers_message_fk references messages`,
  `update promise_answers a set message_id = r.message_id
    from mailing_recipients r join mailings m on m.id = r.mailing_id
    where m.kind = 'question' and m.promise_id = a.promise_id and r.citizen_id = a.citizen_id and a.answered_at is null`,
  // Taken back before it was sent: she was not asked.
  `create index promise_answers_by_message on promise_answers (message_id) where message_id is not null`,
];

/** An answer to a question about a promise goes to the promise of that SMS. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
