import type { Kysely } from 'kysely';
import type { Editor } from '../accounts/editor.ts';
import { readConfig } from '../config.ts';
import { findAccountBySignIn } from '../db/accounts.ts';
import type { Database } from '../db/schema.ts';
import type { Deps } from '../deps.ts';
import { AppError } from '../errors.ts';
import { createLog } from '../log.ts';
import type { Programme, Programmes } from '../routing/programme.ts';
import { openProgrammes } from '../routing/programmes.ts';
import type { Terminal } from './terminal.ts';
import { withDatabase } from './with-database.ts';

/** What is done to accounts of a programme, as the command line. */
export type EditorWork<T> = (deps: Pick<Deps, 'config' | 'db' | 'now'>, by: Editor) => Promise<T>;
/** What is done to one account, by its row id. */
export type AccountWork<T> = (deps: Pick<Deps, 'config' | 'db' | 'now'>, by: Editor, id: string) => Promise<T>;

/**
 * Runs `work` as the command line on a programme.
 *
 * @throws {AppError} `not_found` when there is none of this name; as `withDatabase` does
 */
export async function withEditor<T>(terminal: Terminal, name: string, work: EditorWork<T>): Promise<T> {
  return withProgrammes(terminal, async (deps, programmes) => {
    const programme = programmes.byName(name);
    if (!programme) throw noProgramme(name, programmes);
    return work(deps, { id: null, programme });
  });
}

/**
 * Runs `work` as the command line on an account, in its programme.
 *
 * @throws {AppError} `not_found` when there is none of this name; as `withDatabase` does
 */
export async function withAccount<T>(terminal: Terminal, signIn: string, work: AccountWork<T>): Promise<T> {
  return withProgrammes(terminal, async (deps, programmes) => {
    const { account, programme } = await findAccountIn(deps.db, signIn, programmes);
    return work(deps, { id: null, programme }, account.id);
  });
}

async function findAccountIn(db: Kysely<Database>, signIn: string, programmes: Programmes) {
  const account = await findAccountBySignIn(db, signIn);
  const programme: Programme | undefined = account && programmes.byId(account.programme_id);
  if (account && programme) return { account, programme };
  throw new AppError('not_found', 'There is no account of this name. `majibu account list` shows them.');
}

async function withProgrammes<T>(
  terminal: Terminal,
  work: (deps: Pick<Deps, 'config' | 'db' | 'now'>, programmes: Programmes) => Promise<T>,
): Promise<T> {
  const config = readConfig(terminal.env);
  return withDatabase(terminal, async ({ db, now }) => {
    const programmes = await openProgrammes(db, createLog('silent'), { pollMs: null });
    return work({ config, db, now }, programmes);
  });
}

function noProgramme(wanted: string, programmes: Programmes): AppError {
  const names = programmes.all().map(({ name }) => name);
  const mend =
    names.length === 0 ? 'None is loaded: `programme load DIR` loads one.' : `There are: ${names.join(', ')}.`;
  return new AppError('not_found', `There is no programme "${wanted}". ${mend}`);
}
