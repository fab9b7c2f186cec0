import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { chmod, chown, mkdir, readdir, readFile, rm, stat, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { chooseAccount } from '../../../src/db/embedded/account.ts';
import { findBinaries } from '../../../src/db/embedded/binaries.ts';
import { type Embedded, openEmbedded } from '../../../src/db/embedded/open-embedded.ts';
import { findPostmaster } from '../../../src/db/embedded/postmaster.ts';
import { createLog } from '../../../src/log.ts';
import { startEmbeddedProcess } from '../../support/embedded-child.ts';
import { createRunFolder } from '../../support/leftovers.ts';
import { until } from '../../support/until.ts';

const log = createLog('silent');
const isRoot = process.getuid?.() === 0;

/** A folder that has been started and stopped once: copying it saves most tests the second that making one takes. */
let madeDir: string;
let dataDir: string;

beforeAll(async () => {
  madeDir = await createRunFolder();
  await (await openEmbedded({ dataDir: madeDir, log })).close();
});

afterAll(() => rm(madeDir, { recursive: true, force: true }));

beforeEach(async () => {
  dataDir = await createRunFolder();
});

afterEach(async () => {
  const postmaster = await findPostmaster(join(dataDir, 'postgres'));
  if (postmaster !== undefined) process.kill(postmaster.pid, 'SIGQUIT');
  await rm(dataDir, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
});

async function copyMade(): Promise<void> {
  await promisify(execFile)('cp', ['-a', `${madeDir}/.`, dataDir]);
}

const open = (): Promise<Embedded> => openEmbedded({ dataDir, log });

async function query(url: string, statement: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(statement)).rows;
  } finally {
    await client.end();
  }
}

async function keepRow(url: string): Promise<void> {
  await query(url, `create table kept (word text); insert into kept values ('habari')`);
}

async function postmasterPid(): Promise<number | undefined> {
  return (await findPostmaster(join(dataDir, 'postgres')))?.pid;
}

async function modeOf(path: string): Promise<number> {
  return (await stat(path)).mode & 0o777;
}

async function uidOf(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/^Uid:\s+(\d+)/m.exec(status)?.[1]);
}

describe('a first start', () => {
  it('keeps what was written, and a stop leaves no server behind', async () => {
    const first = await open();
    await keepRow(first.url);
    await first.close();
    expect(await postmasterPid()).toBeUndefined();

    const second = await open();
    expect(await query(second.url, 'select word from kept')).toEqual([{ word: 'habari' }]);
    await second.close();
  });

  it('begins again when the one before was interrupted', async () => {
    const left = join(dataDir, 'postgres-new-999999999');
    await mkdir(left);
    await writeFile(`${left}.password`, 'half');
    const { close } = await open();
    await close();
    expect((await readdir(dataDir)).sort()).toEqual(['postgres', 'postgres.log']);
  });
});

describe('a server', () => {
  beforeEach(copyMade);

  it('is durable, in UTF-8, sorts alike everywhere and listens on this machine only', async () => {
    const { url, close } = await open();
    const [row] = await query(
      url,
      `select current_setting('fsync') as fsync, current_setting('synchronous_commit') as commit,
        current_setting('server_encoding') as encoding, current_setting('listen_addresses') as addresses,
        current_setting('data_checksums') as checksums, upper('kryetar i komunës ë') as upper,
        (select datcollate || ' ' || datlocale from pg_database where datname = current_database()) as locale`,
    );
    expect(row).toEqual({
      fsync: 'on',
      commit: 'on',
      encoding: 'UTF8',
      addresses: '127.0.0.1',
      checksums: 'on',
      upper: 'KRYETAR I KOMUNËS Ë',
      locale: 'C C.UTF-8',
    });
    await close();
  });

  it('lets nobody in without the password and logs no value of a row', async () => {
    const { url, close } = await open();
    const wrong = new URL(url);
    wrong.password = 'wrong';
    await expect(query(wrong.href, 'select 1')).rejects.toMatchObject({ code: '28P01' });
    expect(await modeOf(join(dataDir, 'postgres', 'majibu-password'))).toBe(0o600);

    await query(url, `create table t (phone text check (phone = ''))`);
    await expect(query(url, `insert into t values ('254700000001')`)).rejects.toMatchObject({ code: '23514' });
    await close();
    expect(await modeOf(join(dataDir, 'postgres.log'))).toBe(0o600);
    const text = await readFile(join(dataDir, 'postgres.log'), 'utf8');
    expect(text).toContain('violates check constraint');
    expect(text).not.toContain('254700000001');
  });

  it('that has lost its password says what to do, and keeps no lock', async () => {
    await unlink(join(dataDir, 'postgres', 'majibu-password'));
    await expect(open()).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringContaining('restore the folder from a backup'),
    });
    expect(await readdir(dataDir)).not.toContain('postgres.lock');
  });
});

describe('after a crash', () => {
  beforeEach(copyMade);

  it('joins the server that a killed gateway left running', async () => {
    const killed = await startEmbeddedProcess(dataDir);
    await keepRow(killed.url);
    const pid = await postmasterPid();
    await killed.kill();

    const next = await open();
    expect(next.url).toBe(killed.url);
    expect(await postmasterPid()).toBe(pid);
    expect(await query(next.url, 'select word from kept')).toEqual([{ word: 'habari' }]);
    await next.close();
    expect(await postmasterPid()).toBeUndefined();
  });

  it.each([
    ['is free', false],
    ['is another process of the same account by now', true],
  ])('starts over a stale pid file whose pid %s', async (_, isTaken) => {
    const killed = await startEmbeddedProcess(dataDir);
    await keepRow(killed.url);
    await killed.kill();
    const pid = await postmasterPid();
    if (pid === undefined) throw new Error('The server was expected to be left running.');
    process.kill(pid, 'SIGKILL');
    await until('the server is as it should be', async () => (await postmasterPid()) === undefined);
    const bystander = isTaken ? await giveThePidAway() : undefined;

    const next = await open();
    expect(await query(next.url, 'select word from kept')).toEqual([{ word: 'habari' }]);
    await next.close();
    expect(bystander?.exitCode ?? null).toBeNull();
    bystander?.kill();
  });
});

/** Puts the pid of a process that has nothing to do with it into the pid file, as after a restart of the machine. */
async function giveThePidAway(): Promise<ChildProcess> {
  const { uid, gid } = await stat(join(dataDir, 'postgres'));
  const bystander = spawn('sleep', ['60'], { stdio: 'ignore', ...(isRoot ? { uid, gid } : {}) });
  const pidFile = join(dataDir, 'postgres', 'postmaster.pid');
  await writeFile(pidFile, (await readFile(pidFile, 'utf8')).replace(/^\d+/, String(bystander.pid)));
  return bystander;
}

describe('several processes', () => {
  beforeEach(copyMade);

  it('share one server when they start at once, and the last one out stops it', async () => {
    const [one, other] = await Promise.all([startEmbeddedProcess(dataDir), startEmbeddedProcess(dataDir)]);
    expect(other.url).toBe(one.url);

    expect(await one.close()).toBe(0);
    expect(await query(other.url, 'select 1 as one')).toEqual([{ one: 1 }]);

    expect(await other.close()).toBe(0);
    expect(await postmasterPid()).toBeUndefined();
  });

  it('do not lose the server to a command that started it and ends, or joined it and ends', async () => {
    const startedIt = await open();
    const gateway = await open();
    await startedIt.close();
    const joinedIt = await open();
    await joinedIt.close();
    expect(await query(gateway.url, 'select 1 as one')).toEqual([{ one: 1 }]);
    await gateway.close();
    expect(await postmasterPid()).toBeUndefined();
  });
});

/** What only root can try: registered only then, as there is nothing to mend about not being root. */
if (isRoot) {
  describe('started as root', () => {
    it('root hands a private folder to an account that may not enter it otherwise', async () => {
      await chmod(dataDir, 0o700);
      const first = await open();
      const pid = (await postmasterPid()) ?? 0;
      expect(await uidOf(pid)).not.toBe(0);
      await keepRow(first.url);
      await first.close();
      const second = await open();
      expect(await query(second.url, 'select word from kept')).toEqual([{ word: 'habari' }]);
      await second.close();
    });

    it('an ordinary user runs it as herself, and root then goes on as her', async () => {
      await chown(dataDir, 65534, 65534);
      const hers = await startEmbeddedProcess(dataDir, { asNobody: true });
      await keepRow(hers.url);
      expect(await uidOf((await postmasterPid()) ?? 0)).toBe(65534);
      expect(await hers.close()).toBe(0);

      const roots = await open();
      expect(await uidOf((await postmasterPid()) ?? 0)).toBe(65534);
      expect(await query(roots.url, 'select word from kept')).toEqual([{ word: 'habari' }]);
      await roots.close();

      const again = await startEmbeddedProcess(dataDir, { asNobody: true });
      expect(await again.close()).toBe(0);
    });

    it('root is told what to do when no account can run it', async () => {
      await expect(chooseAccount('/nowhere/pg_ctl', join(dataDir, 'postgres'))).rejects.toMatchObject({
        code: 'unavailable',
        message: expect.stringContaining('set DATABASE_URL'),
      });
    });
  });
}

it('a machine without binaries is told to set DATABASE_URL', async () => {
  await expect(findBinaries('sunos', 'sparc')).rejects.toMatchObject({
    code: 'unavailable',
    message: expect.stringContaining('Set DATABASE_URL'),
  });
});
