import type { Insertable, Kysely } from 'kysely';
import type { Account, AccountSessionsTable, Database } from './schema.ts';

/** A session together with the account it belongs to. */
export interface StoredSession {
  readonly tokenHash: Buffer;
  readonly stage: AccountSessionsTable['stage'];
  readonly provedAt: Date | null;
  readonly createdAt: Date;
  readonly seenAt: Date;
  readonly endsAt: Date;
  readonly account: Account;
}

/** A session as its owner sees it in a list. */
export type ListedSession = Pick<AccountSessionsTable, 'token_hash' | 'stage' | 'created_at' | 'seen_at'>;

/** Keeps a new session. */
export async function insertSession(db: Kysely<Database>, session: Insertable<AccountSessionsTable>): Promise<void> {
  await db.insertInto('account_sessions').values(session).execute();
}

/** The session with this hash and its account, whatever state they are in: one look at two unique indexes. */
export async function findSessionByHash(db: Kysely<Database>, tokenHash: Buffer): Promise<StoredSession | undefined> {
  const row = await db
    .selectFrom('account_sessions as s')
    .innerJoin('accounts as a', 'a.id', 's.account_id')
    .selectAll('a')
    .select(['s.token_hash', 's.stage', 's.proved_at', 's.created_at as session_at', 's.seen_at', 's.ends_at'])
    .where('s.token_hash', '=', tokenHash)
    .executeTakeFirst();
  if (!row) return undefined;
  const { token_hash, stage, proved_at, session_at, seen_at, ends_at, ...account } = row;
  return {
    tokenHash: token_hash,
    stage,
    provedAt: proved_at,
    createdAt: session_at,
    seenAt: seen_at,
    endsAt: ends_at,
    account,
  };
}

/** Notes that a session was used. */
export async function touchSession(db: Kysely<Database>, tokenHash: Buffer, now: Date): Promise<void> {
  await db.updateTable('account_sessions').set({ seen_at: now }).where('token_hash', '=', tokenHash).execute();
}

/** Ends one session. False: it had ended before, perhaps at this very moment by another request. */
export async function deleteSession(db: Kysely<Database>, tokenHash: Buffer): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('account_sessions')
    .where('token_hash', '=', tokenHash)
    .executeTakeFirstOrThrow();
  return numDeletedRows > 0n;
}

/** Ends all sessions of an account. */
export async function deleteSessionsOf(db: Kysely<Database>, accountId: string): Promise<void> {
  await db.deleteFrom('account_sessions').where('account_id', '=', accountId).execute();
}

/** The sessions of an account that were used since a moment and have not ended, the last used first. */
export async function listSessionsOf(
  db: Kysely<Database>,
  accountId: string,
  alive: { seenSince: Date; now: Date },
): Promise<ListedSession[]> {
  return db
    .selectFrom('account_sessions')
    .select(['token_hash', 'stage', 'created_at', 'seen_at'])
    .where('account_id', '=', accountId)
    .where('seen_at', '>', alive.seenSince)
    .where('ends_at', '>', alive.now)
    .orderBy('seen_at', 'desc')
    .execute();
}

/** Deletes sessions that ended before a moment. At most `limit` at a time. */
export async function deleteEndedSessions(db: Kysely<Database>, before: Date, limit: number): Promise<number> {
  const old = db
    .selectFrom('account_sessions')
    .select('token_hash')
    .where('ends_at', '<', before)
    .orderBy('ends_at')
    .limit(limit)
    .forUpdate()
    .skipLocked();
  const { numDeletedRows } = await db
    .deleteFrom('account_sessions')
    .where('token_hash', 'in', old)
    .executeTakeFirstOrThrow();
  return Number(numDeletedRows);
}
