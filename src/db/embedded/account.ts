import { execFile } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { AppError } from '../../errors.ts';
import { errorCode } from '../error-code.ts';

const execute = promisify(execFile);

/** How a program ended. `exitCode` is a word such as `ENOENT` when it could not be started at all. */
export interface Ended {
  readonly exitCode: number | string;
  readonly output: string;
}

/** The account that owns the data folder and runs PostgreSQL. */
export interface Account {
  /** Undefined: the one this process runs as. */
  readonly ids: { readonly uid: number; readonly gid: number } | undefined;
  run(file: string, args: readonly string[]): Promise<Ended>;
}

/** PostgreSQL refuses to run as root; these accounts are there already and own nothing else of ours. */
const ACCOUNTS_FOR_ROOT = ['postgres', 'nobody'];

/**
 * Chooses the account to run PostgreSQL as. An ordinary user runs it as herself. Root runs it as the owner of the data
 * folder that is there, else as `postgres`, else as `nobody`; where that account may not enter the folders (a checkout
 * under /root), it is given the one capability to do so.
 *
 * @param program a program it must be able to run, absolute path
 * @param clusterDir the data folder, which need not exist, inside one that does
 * @throws {AppError} `unavailable`, naming the mend, when root has no way to run it
 */
export async function chooseAccount(program: string, clusterDir: string): Promise<Account> {
  if (process.getuid?.() !== 0) return { ids: undefined, run: (file, args) => run(file, args) };
  const ids = (await ownerOf(clusterDir)) ?? (await findAccount());
  if (ids === undefined) {
    throw new AppError(
      'unavailable',
      'PostgreSQL may not run as root, and there is no account `postgres` or `nobody` to run it as. ' +
        'Start as an ordinary user, or set DATABASE_URL.',
    );
  }
  const dataDir = dirname(clusterDir);
  for (const account of [asUser(ids), asUserWhoMayEnter(ids)]) {
    const probe = await account.run('/bin/sh', ['-c', 'test -x "$1" && test -x "$2"', 'sh', program, dataDir]);
    if (probe.exitCode === 0) return account;
  }
  throw new AppError(
    'unavailable',
    `PostgreSQL may not run as root, and the account it would run as (uid ${ids.uid}) may not enter ${dataDir} or ` +
      `${dirname(program)}. Move the checkout and DATA_DIR out of private folders such as /root, start as an ordinary ` +
      'user, or set DATABASE_URL.',
  );
}

type Ids = NonNullable<Account['ids']>;

function asUser(ids: Ids): Account {
  return { ids, run: (file, args) => run(file, args, ids) };
}

/**
 * CAP_DAC_OVERRIDE alone is not enough: PostgreSQL looks for its own files with access(2), which asks for the real user
 * and drops her capabilities unless the process has "no setuid fixup" set (capabilities(7), access(2)).
 */
function asUserWhoMayEnter(ids: Ids): Account {
  const privileges = [
    `--reuid=${ids.uid}`,
    `--regid=${ids.gid}`,
    '--clear-groups',
    '--inh-caps=+dac_override',
    '--ambient-caps=+dac_override',
    '--securebits=+no_setuid_fixup',
  ];
  return { ids, run: (file, args) => run('setpriv', [...privileges, file, ...args]) };
}

async function ownerOf(clusterDir: string): Promise<Ids | undefined> {
  const found = await stat(clusterDir).catch(() => undefined);
  return found === undefined || found.uid === 0 ? undefined : { uid: found.uid, gid: found.gid };
}

async function findAccount(): Promise<Ids | undefined> {
  for (const name of ACCOUNTS_FOR_ROOT) {
    const [uid, gid] = await Promise.all([run('id', ['-u', name]), run('id', ['-g', name])]);
    if (uid.exitCode === 0 && gid.exitCode === 0) return { uid: Number(uid.output), gid: Number(gid.output) };
  }
  return undefined;
}

/** The environment is left out, so that neither LANG nor a PG* variable of the caller changes what the programs do. */
async function run(file: string, args: readonly string[], ids?: Ids): Promise<Ended> {
  const isWindows = process.platform === 'win32';
  const env = { PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin', LC_ALL: 'C' };
  try {
    const { stdout, stderr } = await execute(file, args, { cwd: '/', ...ids, ...(isWindows ? {} : { env }) });
    return { exitCode: 0, output: `${stdout}${stderr}`.trim() };
  } catch (error) {
    return describeFailure(error);
  }
}

function describeFailure(error: unknown): Ended {
  const exitCode = errorCode(error) ?? 'unknown';
  const hasOutput =
    typeof error === 'object' && error !== null && 'stderr' in error && typeof error.stderr === 'string';
  return { exitCode, output: hasOutput ? String(error.stderr).trim() : String(error) };
}
