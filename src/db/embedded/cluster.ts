import { randomBytes } from 'node:crypto';
import { appendFile, chmod, chown, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { basename, dirname, join } from 'node:path';
import { AppError } from '../../errors.ts';
import { type Account, chooseAccount, type Ended } from './account.ts';
import { type Binaries, findBinaries } from './binaries.ts';
import { isAlive } from './lock.ts';
import { disownStalePidFile } from './postmaster.ts';

/** Settings of `postgresql.conf`, by name. */
export type Settings = Readonly<Record<string, string | number>>;

/** A PostgreSQL data folder, and what it takes to run a server on it. */
export interface Cluster {
  readonly dir: string;
  readonly logFile: string;
  readonly binaries: Binaries;
  readonly account: Account;
  readonly settings: Settings;
}

/**
 * For one machine that also runs the gateway. A commit is on disk when it is answered (fsync and synchronous_commit stay
 * on). The server's log holds no values: no statements, and terse errors, whose details would quote rows.
 */
const SETTINGS: Settings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: 100,
  shared_buffers: '128MB',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_error_verbosity: 'terse',
  log_min_error_statement: 'panic',
  log_checkpoints: 'off',
};

/** Never edited: the builtin C.UTF-8 sorts and folds alike on every machine, whatever its own locales are. */
const INITDB_FLAGS = [
  '--username=majibu',
  '--auth=scram-sha-256',
  '--encoding=UTF8',
  '--locale=C',
  '--locale-provider=builtin',
  '--builtin-locale=C.UTF-8',
  '--text-search-config=simple',
  '--no-instructions',
];

const PASSWORD_FILE = 'majibu-password';
const START_TIMEOUT_SECONDS = 120;

/**
 * Opens `<dataDir>/postgres`, and makes it if it is not there.
 *
 * @param settings on top of the usual ones; for tests
 * @throws {AppError} `unavailable` when this machine cannot run PostgreSQL, naming the mend
 */
export async function openCluster(dataDir: string, settings: Settings): Promise<Cluster> {
  const binaries = await findBinaries();
  const dir = join(dataDir, 'postgres');
  const account = await chooseAccount(binaries.pgCtl, dir);
  const logFile = join(dataDir, 'postgres.log');
  const cluster = { dir, logFile, binaries, account, settings: { ...SETTINGS, ...settings } };
  await removeUnfinished(dir);
  if (!(await exists(dir))) await createCluster(cluster);
  return cluster;
}

/** The password of the role `majibu`, kept inside the data folder so that the two always travel together. */
export async function readPassword(cluster: Cluster): Promise<string> {
  try {
    return await readFile(join(cluster.dir, PASSWORD_FILE), 'utf8');
  } catch (error) {
    throw new AppError(
      'unavailable',
      `${join(cluster.dir, PASSWORD_FILE)} cannot be read. If the folder belongs to another user, start as that user; ` +
        'if the file is lost, restore the folder from a backup.',
      { cause: error },
    );
  }
}

/** Starts a server on a free loopback port and waits until it answers. Crash recovery is part of it. */
export async function startServer(cluster: Cluster): Promise<void> {
  await appendFile(cluster.logFile, '', { mode: 0o600 });
  await giveTo(cluster, cluster.logFile);
  await disownStalePidFile(cluster.dir);
  const port = await findFreePort();
  await writeSettings(cluster, { ...cluster.settings, port });
  const wait = ['--wait', `--timeout=${START_TIMEOUT_SECONDS}`];
  const ended = await cluster.account.run(cluster.binaries.pgCtl, [
    'start',
    ...['--pgdata', cluster.dir, '--log', cluster.logFile, '--silent', ...wait],
  ]);
  if (ended.exitCode !== 0) throw failure(`could not be started; ${cluster.logFile} says why`, ended);
}

/** Ends every connection, writes everything down and stops the server. */
export async function stopServer(cluster: Cluster): Promise<void> {
  const ended = await cluster.account.run(cluster.binaries.pgCtl, [
    'stop',
    ...['--pgdata', cluster.dir, '--mode=fast', '--silent', '--wait', `--timeout=${START_TIMEOUT_SECONDS}`],
  ]);
  if (ended.exitCode !== 0) throw failure('could not be stopped', ended);
}

/** Made beside its place and moved there whole: one that was interrupted, or made twice at once, leaves nothing half. */
async function createCluster(cluster: Cluster): Promise<void> {
  const making = `${cluster.dir}-new-${process.pid}`;
  const passwordFile = `${making}.password`;
  await writeFile(passwordFile, randomBytes(24).toString('base64url'), { mode: 0o600 });
  await giveTo(cluster, passwordFile);
  await mkdir(making, { mode: 0o700 });
  await giveTo(cluster, making);
  const sync = cluster.settings.fsync === 'off' ? ['--no-sync'] : [];
  const paths = ['--pgdata', making, `--pwfile=${passwordFile}`];
  const ended = await cluster.account.run(cluster.binaries.initdb, [...paths, ...INITDB_FLAGS, ...sync]);
  if (ended.exitCode !== 0) throw failure('could not be set up', ended);
  await rename(passwordFile, join(making, PASSWORD_FILE));
  await rename(making, cluster.dir);
}

/** What a killed process was making; not what a living one still makes. */
async function removeUnfinished(dir: string): Promise<void> {
  const prefix = `${basename(dir)}-new-`;
  const names = (await readdir(dirname(dir))).filter((name) => name.startsWith(prefix));
  for (const name of names) {
    const pid = Number.parseInt(name.slice(prefix.length), 10);
    if (pid === process.pid || !isAlive(pid)) await rm(join(dirname(dir), name), { recursive: true, force: true });
  }
}

/** Written at every start, so that an upgrade's settings reach a folder made before it. */
async function writeSettings(cluster: Cluster, settings: Settings): Promise<void> {
  const path = join(cluster.dir, 'postgresql.conf');
  const lines = Object.entries(settings).map(([name, value]) => `${name} = '${value}'`);
  await writeFile(path, ['# Written at every start. Your own settings: ALTER SYSTEM.', ...lines, ''].join('\n'));
  await giveTo(cluster, path);
}

async function giveTo(cluster: Cluster, path: string): Promise<void> {
  const { ids } = cluster.account;
  if (ids !== undefined) await chown(path, ids.uid, ids.gid);
  else if (path === cluster.logFile) await chmod(path, 0o600);
}

async function exists(dir: string): Promise<boolean> {
  return readdir(dirname(dir)).then((names) => names.includes(basename(dir)));
}

async function findFreePort(): Promise<number> {
  const server = createServer();
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(address !== null && typeof address === 'object' ? address.port : 0));
    });
  });
}

/** 127 and the words of `spawn`: the program itself does not run here, e.g. for want of a library. */
function failure(what: string, ended: Ended): AppError {
  const cannotRun = typeof ended.exitCode === 'string' || ended.exitCode === 127;
  const cause = new Error(ended.output);
  return cannotRun
    ? new AppError(
        'unavailable',
        'The embedded PostgreSQL does not run on this machine. Run `npm rebuild` if its install script was left out, or ' +
          'set DATABASE_URL to a PostgreSQL 15 or later.',
        { cause },
      )
    : new AppError('unavailable', `The embedded PostgreSQL ${what}.`, { cause });
}
