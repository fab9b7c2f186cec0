import { type Kysely, Migrator, sql } from 'kysely';
import { AppError } from '../errors.ts';
import { errorCode } from './error-code.ts';
import { MIGRATIONS } from './migrations/index.ts';
import type { Database } from './schema.ts';

const INSUFFICIENT_PRIVILEGE = '42501';

/**
 * Brings the database up to this version's schema, once however many processes start together (Kysely holds an advisory
 * lock). Returns the names of the migrations it ran.
 *
 * @throws {AppError} `conflict` when the database was made by a newer version, `unavailable` when it is older and the user
 *   of this connection may not change it
 */
export async function migrate(db: Kysely<Database>): Promise<string[]> {
  await refuseNewerSchema(db);
  const migrator = new Migrator({ db, provider: { getMigrations: async () => MIGRATIONS } });
  const { error, results } = await migrator.migrateToLatest();
  if (error !== undefined) {
    const failed = results?.find((result) => result.status === 'Error')?.migrationName;
    if (errorCode(error) === INSUFFICIENT_PRIVILEGE) {
      throw new AppError(
        'unavailable',
        'This database is older than this version, and the user of DATABASE_URL may not change its tables. ' +
          'Run `majibu migrate` once with the address of their owner.',
        { cause: error },
      );
    }
    throw new AppError(
      'internal',
      `The database could not be brought up to date (${failed ?? 'before the first step'}).`,
      {
        cause: error,
      },
    );
  }
  return (results ?? []).filter((result) => result.status === 'Success').map((result) => result.migrationName);
}

async function refuseNewerSchema(db: Kysely<Database>): Promise<void> {
  const { rows: tables } = await sql<{ found: boolean }>`
    select to_regclass('kysely_migration') is not null as found`.execute(db);
  if (!tables[0]?.found) return;
  const { rows } = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(db);
  const unknown = rows.map(({ name }) => name).filter((name) => !(name in MIGRATIONS));
  if (unknown.length > 0) {
    throw new AppError(
      'conflict',
      `This database was made by a newer version of Majibu (it has ${unknown.join(', ')}). ` +
        'Start that version or a later one, or restore a backup from before the upgrade.',
    );
  }
}
