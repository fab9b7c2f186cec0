import type { OpenDatabase } from '../db/open.ts';
import type { Deps } from '../deps.ts';
import { AppError } from '../errors.ts';
import { createLog } from '../log.ts';
import type { Programme } from '../routing/programme.ts';
import { openProgrammes } from '../routing/programmes.ts';
import type { Terminal } from './terminal.ts';
import { withDatabase } from './with-database.ts';

/** What a command about programmes works with. */
export type Opened = Pick<Deps, 'db' | 'programmes' | 'now' | 'wake'> & Pick<OpenDatabase, 'patiently'>;

/**
 * Runs `work` with every programme of the gateway, or with the one that is named, as `withDatabase` does.
 *
 * @throws {AppError} `not_found` where there is no such programme, naming those there are
 */
export async function withProgrammes<T>(
  terminal: Terminal,
  name: string | undefined,
  work: (opened: Opened, chosen: readonly Programme[]) => Promise<T>,
): Promise<T> {
  return withDatabase(terminal, async ({ db, patiently, now }) => {
    const log = createLog('warn', { write: (line) => terminal.err(line) });
    const programmes = await openProgrammes(db, log, { pollMs: null });
    try {
      const known = programmes.all();
      const chosen = known.filter((programme) => name === undefined || programme.name === name);
      if (name !== undefined && chosen.length === 0) {
        const names = known.map((programme) => programme.name).join(', ') || 'none';
        throw new AppError('not_found', `There is no programme "${name}". There are: ${names}.`);
      }
      // Nothing is woken from here: whatever is left, a running gateway finds by itself.
      return await work({ db, patiently, programmes, now, wake: () => undefined }, chosen);
    } finally {
      programmes.close();
    }
  });
}

/** `withProgrammes`, one programme after the other. */
export function forEachProgramme<T>(
  terminal: Terminal,
  name: string | undefined,
  work: (opened: Opened, programme: Programme) => Promise<T>,
): Promise<T[]> {
  return withProgrammes(terminal, name, async (opened, chosen) => {
    const done: T[] = [];
    for (const programme of chosen) done.push(await work(opened, programme));
    return done;
  });
}
