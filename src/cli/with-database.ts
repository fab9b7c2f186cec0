import { readConfig } from '../config.ts';
import { errorCode } from '../db/error-code.ts';
import { type OpenDatabase, openDatabase } from '../db/open.ts';
import { AppError } from '../errors.ts';
import { createLog } from '../log.ts';
import type { Terminal } from './terminal.ts';

/**
 * Runs `work` on the gateway's database: the one that the environment names, the embedded one of a gateway that is
 * running, or one that is started for as long as it takes.
 *
 * @throws {AppError} `unavailable` when it cannot be opened
 * @throws {ConfigError}
 */
export async function withDatabase<T>(
  terminal: Terminal,
  work: (deps: Pick<OpenDatabase, 'db' | 'patiently'> & { now: () => Date }) => Promise<T>,
): Promise<T> {
  const database = await open(terminal);
  try {
    return await work({ db: database.db, patiently: database.patiently, now: terminal.now });
  } finally {
    await database.close();
  }
}

async function open(terminal: Terminal): Promise<OpenDatabase> {
  const config = readConfig(terminal.env);
  const log = createLog('warn', { write: (line) => terminal.err(line) });
  try {
    return await openDatabase(config, log, 2);
  } catch (error) {
    const code = errorCode(error);
    if (error instanceof AppError || code === undefined) throw error;
    const message = `The database cannot be opened (${code}). \`majibu doctor\` says where to look.`;
    throw new AppError('unavailable', message, { cause: error });
  }
}
