import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { isAlive } from './lock.ts';

const execute = promisify(execFile);

/** A PostgreSQL server that is running on a data folder. */
export interface Postmaster {
  readonly pid: number;
  /** Undefined: it has not come as far as opening one. */
  readonly port: number | undefined;
}

/**
 * Finds the server that runs on a data folder from its `postmaster.pid`: also one that a killed gateway left behind, and
 * not one whose pid belongs to something else by now (after a crash of the machine, or in a container, where pids
 * repeat). Lines of the file: pid, folder, start time, port (PostgreSQL's `miscadmin.h`).
 */
export async function findPostmaster(clusterDir: string): Promise<Postmaster | undefined> {
  const text = await readFile(pidFile(clusterDir), 'utf8').catch(() => undefined);
  const [pidLine = '', folder = '', , portLine = ''] = text?.split('\n') ?? [];
  const pid = Number.parseInt(pidLine, 10);
  if (!(pid > 0) || !isAlive(pid)) return undefined;
  const command = await readCommand(pid);
  if (command !== undefined && !command.includes(folder)) return undefined;
  const port = Number.parseInt(portLine, 10);
  return { pid, port: port > 0 ? port : undefined };
}

/**
 * Makes PostgreSQL see that a `postmaster.pid` whose pid is now some other process's is stale: it takes its own
 * grandparent's pid for that, and still makes sure that nothing uses the old server's shared memory. Does nothing where
 * there is no such file. Call only after `findPostmaster` found none.
 */
export async function disownStalePidFile(clusterDir: string): Promise<void> {
  const text = await readFile(pidFile(clusterDir), 'utf8').catch(() => undefined);
  if (text !== undefined) await writeFile(pidFile(clusterDir), text.replace(/^\d+/, String(process.pid)));
}

function pidFile(clusterDir: string): string {
  return join(clusterDir, 'postmaster.pid');
}

/** The command line of a process; undefined where this machine does not tell. */
async function readCommand(pid: number): Promise<string | undefined> {
  if (process.platform === 'win32') return undefined;
  if (process.platform === 'linux') return readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => undefined);
  return execute('ps', ['-o', 'command=', '-p', String(pid)]).then(
    ({ stdout }) => stdout,
    () => undefined,
  );
}
