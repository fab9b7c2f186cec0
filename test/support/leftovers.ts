import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isAlive } from '../../src/db/embedded/lock.ts';
import { findPostmaster } from '../../src/db/embedded/postmaster.ts';

const PREFIX = 'majibu-test-';

/**
 * Makes an empty folder, named after this process so that a later run can tell whether it is still in use. Whoever made
 * it removes it; `removeLeftovers` does where that process was killed.
 */
export async function createRunFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), `${PREFIX}${process.pid}-`));
}

/** Stops the servers and removes the folders of test runs that were killed before they could. */
export async function removeLeftovers(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    if (!name.startsWith(PREFIX)) continue;
    const pid = Number.parseInt(name.slice(PREFIX.length), 10);
    if (!(pid > 0) || isAlive(pid)) continue;
    const dir = join(tmpdir(), name);
    await killServers(dir);
    await rm(dir, { recursive: true, force: true }).catch(() => undefined);
  }
}

/** Kills the PostgreSQL, the Redis and the Kannel that run in a folder, if any still do. */
export async function killServers(dir: string): Promise<void> {
  const postmaster = await findPostmaster(join(dir, 'postgres'));
  // SIGQUIT is PostgreSQL's immediate shutdown.
  if (postmaster !== undefined) kill(postmaster.pid, 'SIGQUIT');
  for (const program of ['redis-server', 'bearerbox', 'smsbox']) {
    const file = join(dir, `${program.replace('-server', '')}.pid`);
    const pid = Number.parseInt(await readFile(file, 'utf8').catch(() => ''), 10);
    const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
    if (command.includes(program)) kill(pid, 'SIGKILL');
  }
}

function kill(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It ended by itself, or it is another user's.
  }
}
