import type { Kysely } from 'kysely';
import type { Database } from '../db/schema.ts';
import type { Logger } from '../log.ts';
import { buildProgramme } from './build-programme.ts';
import { applyOverrides, isReadable } from './overrides.ts';
import type { Programme, Programmes } from './programme.ts';
import { readOverrides, readRows } from './read-rows.ts';

/** The programmes as one process holds them, kept up with the database. */
export interface OpenProgrammes extends Programmes {
  /** Stops looking. */
  close(): void;
}

export interface OpenProgrammesOptions {
  /** How often to look whether a programme changed; null: only when asked to. */
  readonly pollMs?: number | null;
}

/**
 * Builds the programmes from the tables and replaces one as a whole when its revision changes. Requests that are under
 * way keep the one they took. A reload that fails is logged and the last good state stays; where only one of the programmes
 * cannot be built, the others are taken up.
 *
 * @throws what the database throws, when the first reading fails
 */
export async function openProgrammes(
  db: Kysely<Database>,
  log: Logger,
  { pollMs = 5_000 }: OpenProgrammesOptions = {},
): Promise<OpenProgrammes> {
  let current = await readNewer(db, log, null);
  let isReloading = false;
  const reload = async (): Promise<void> => {
    const before = current;
    current = await readNewer(db, log, before);
    for (const programme of current) {
      const isNew = !before.includes(programme);
      if (isNew) log.info({ programme: programme.name, revision: programme.revision }, 'programme taken up');
    }
  };
  const look = async (): Promise<void> => {
    if (isReloading) return;
    isReloading = true;
    try {
      await reload();
    } catch (error) {
      log.warn({ err: error }, 'programmes not reloaded');
    } finally {
      isReloading = false;
    }
  };
  const timer = pollMs === null ? undefined : setInterval(() => void look(), pollMs);
  timer?.unref();
  return {
    all: () => current,
    byName: (name) => current.find((programme) => programme.name === name),
    byId: (id) => current.find((programme) => programme.id === id),
    byUssdCode: (code) => current.find(({ ussdCode }) => ussdCode === code),
    byShortCode: (code) => current.find(({ shortCode }) => shortCode === code),
    reload,
    close: () => clearInterval(timer),
  };
}

/**
 * The programmes in the database by name; those whose revision is known are the same objects as before, and so is one that
 * cannot be built now.
 *
 * @param before null: nothing is known yet, and what cannot be built stops the process
 */
async function readNewer(
  db: Kysely<Database>,
  log: Logger,
  before: readonly Programme[] | null,
): Promise<readonly Programme[]> {
  const known = before ?? [];
  const revisions = await db.selectFrom('programmes').select(['id', 'revision']).orderBy('name').execute();
  const isSame = revisions.every(
    ({ id, revision }, index) => known[index]?.id === id && known[index].revision === revision,
  );
  if (isSame && revisions.length === known.length) return known;
  const read = await Promise.all(
    revisions.map(async ({ id, revision }) => {
      const same = known.find((programme) => programme.id === id);
      if (same?.revision === revision) return same;
      return readProgrammeRows(db, log, id).catch((error: unknown) => {
        if (before === null) throw error;
        log.warn({ err: error, programmeId: id, revision }, 'programmes not reloaded');
        return same;
      });
    }),
  );
  return read.filter((programme) => programme !== undefined);
}

/** One snapshot of all its tables, so that no half of an older revision is mixed in. */
async function readProgrammeRows(db: Kysely<Database>, log: Logger, id: string): Promise<Programme> {
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (tx) => {
      const programme = await tx.selectFrom('programmes').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
      const rows = await readRows(tx, programme);
      const overrides = await readOverrides(tx, id);
      for (const { kind, code, field } of overrides.filter((override) => !isReadable(override))) {
        log.warn({ programme: programme.name, kind, code, field }, 'a change of an administrator cannot be read');
      }
      return buildProgramme(applyOverrides(rows, overrides));
    });
}
