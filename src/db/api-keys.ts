import type { Insertable, Kysely } from 'kysely';
import type { ApiKey, ApiKeysTable, Database } from './schema.ts';

/** A key as a list shows it: codes instead of ids, and never the hash. */
export type ListedKey = Pick<ApiKey, 'id' | 'role' | 'stream' | 'label' | 'created_at' | 'revoked_at'> & {
  programme: string;
  office: string | null;
  area: string | null;
};

/** Keeps a new key. */
export async function insertKey(db: Kysely<Database>, key: Insertable<ApiKeysTable>): Promise<void> {
  await db.insertInto('api_keys').values(key).execute();
}

/** The living key with this hash: one look at a unique index. */
export async function findKeyByHash(db: Kysely<Database>, tokenHash: Buffer): Promise<ApiKey | undefined> {
  return db
    .selectFrom('api_keys')
    .selectAll()
    .where('token_hash', '=', tokenHash)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
}

/** All keys, or those of one programme, oldest first; revoked ones too. */
export async function listKeys(db: Kysely<Database>, programme?: string): Promise<ListedKey[]> {
  const query = db
    .selectFrom('api_keys as k')
    .innerJoin('programmes as p', 'p.id', 'k.programme_id')
    .leftJoin('offices as o', 'o.id', 'k.office_id')
    .leftJoin('areas as a', 'a.id', 'k.area_id')
    .select(['k.id', 'p.name as programme', 'k.role', 'o.code as office', 'a.code as area', 'k.stream', 'k.label'])
    .select(['k.created_at', 'k.revoked_at'])
    .orderBy('k.id');
  return programme === undefined ? query.execute() : query.where('p.name', '=', programme).execute();
}

/** Ends a key. The first time stays. False: there is no key with this id. */
export async function revokeKey(db: Kysely<Database>, id: string, now: Date): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('api_keys')
    .set((eb) => ({ revoked_at: eb.fn.coalesce('revoked_at', eb.val(now)) }))
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  return numUpdatedRows > 0n;
}
