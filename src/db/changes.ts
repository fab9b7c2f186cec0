import { type Kysely, sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import type { ChangesTable, Database } from './schema.ts';

/** What can be changed by people who run a programme; the record names it with one of these words. */
export const CHANGE_WORDS = [
  'account_created',
  'account_changed',
  'account_phone_changed',
  'account_disabled',
  'account_enabled',
  'account_reset',
  'password_chosen',
  'password_changed',
  'authenticator_added',
  'recovery_codes_made',
  'office_changed',
  'category_changed',
  'text_changed',
  'saved_reply_changed',
  'holiday_added',
  'holiday_removed',
  'project_added',
  'project_changed',
  'project_retired',
  'action_answered',
  'action_agreed',
  'card_opened',
  'card_meeting_recorded',
  'card_scored',
  'card_closed',
  'meeting_added',
  'meeting_cancelled',
  'meeting_announced',
  'mailing_stopped',
  'mailing_resumed',
  'mailing_limit_changed',
  'promise_added',
  'vote_added',
  'vote_cancelled',
] as const;
export type ChangeWord = (typeof CHANGE_WORDS)[number];

/** One change. Never a phone number or a secret, and nothing of a citizen. */
export interface Change {
  readonly programmeId: string;
  /** Who did it; null: on the command line. */
  readonly accountId: string | null;
  readonly what: ChangeWord;
  /** A code, or an account's sign-in name. */
  readonly subject: string;
  /** Null: it was not there. */
  readonly before: object | null;
  /** Null: it is not there any more. */
  readonly after: object | null;
  readonly at: Date;
}

/** A change as the record shows it. */
export interface ListedChange {
  readonly id: string;
  readonly what: string;
  readonly subject: string;
  readonly before: unknown;
  readonly after: unknown;
  readonly at: Date;
  /** Who did it; null: on the command line. */
  readonly signIn: string | null;
  readonly name: string | null;
}

/** Writes a change down; in the same transaction as the change itself. */
export async function recordChange(db: Kysely<Database>, change: Change): Promise<void> {
  await recordChanges(db, [change]);
}

/** Writes many changes down with one statement. */
export async function recordChanges(db: Kysely<Database>, changes: readonly Change[]): Promise<void> {
  if (changes.length === 0) return;
  const rows = changes.map((change) => ({ id: uuidv7(), ...toColumns(change) }));
  await sql`
    insert into changes (id, programme_id, account_id, what, subject, before, after, at)
    select id, programme_id, account_id, what, subject, before, after, at
    from json_to_recordset(${JSON.stringify(rows)}::json) as change(
      id uuid, programme_id uuid, account_id uuid, what text, subject text, before jsonb, after jsonb, at timestamptz
    )`.execute(db);
}

type ChangeColumns = Pick<ChangesTable, 'programme_id' | 'account_id' | 'what' | 'subject' | 'at'> & {
  before: object | null;
  after: object | null;
};

function toColumns({ programmeId, accountId, ...change }: Change): ChangeColumns {
  return { programme_id: programmeId, account_id: accountId, ...change };
}

/** The newest changes of a programme, newest first; `before` is the id of the last one of the page before. */
export async function listChanges(
  db: Kysely<Database>,
  programmeId: string,
  page: { limit: number; before?: string },
): Promise<ListedChange[]> {
  const query = db
    .selectFrom('changes as c')
    .leftJoin('accounts as a', 'a.id', 'c.account_id')
    .select(['c.id', 'c.what', 'c.subject', 'c.before', 'c.after', 'c.at', 'a.sign_in as signIn', 'a.name'])
    .where('c.programme_id', '=', programmeId)
    .orderBy('c.id', 'desc')
    .limit(page.limit);
  return page.before === undefined ? query.execute() : query.where('c.id', '<', page.before).execute();
}
