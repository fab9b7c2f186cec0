import { type Expression, type Kysely, type SqlBool, sql } from 'kysely';
import type { Database } from './schema.ts';

/** Whether more grievances than `most` meet the conditions and were filed in `[from, to)`. No more of them are looked at. */
export async function hasMoreThan(
  db: Kysely<Database>,
  { where, from, to }: { readonly where: readonly Expression<SqlBool>[]; readonly from: Date; readonly to: Date },
  most: number,
): Promise<boolean> {
  const conditions = sql.join([...where, sql`filed_at >= ${from}`, sql`filed_at < ${to}`], sql` and `);
  const { rows } = await sql<{ is_more: boolean }>`
    select count(*) > ${most} as is_more
    from (select from grievances where ${conditions} limit ${most + 1}) as found`.execute(db);
  return rows[0]?.is_more === true;
}
