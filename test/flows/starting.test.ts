import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type Kysely, sql } from 'kysely';
import { findPostmaster } from '../../src/db/embedded/postmaster.ts';
import type { Database } from '../../src/db/schema.ts';
import { createTestDatabase } from '../support/database.ts';
import { createRunFolder } from '../support/leftovers.ts';
import { until } from '../support/until.ts';

/** A gateway's process from its first moment on. */
interface Starting {
  readonly child: ChildProcess;
  readonly output: () => string;
  /** Resolves to the exit code. */
  readonly ended: Promise<number | null>;
}

let dataDir: string;
const children: ChildProcess[] = [];
beforeEach(async () => {
  dataDir = await createRunFolder();
  // Started as root, PostgreSQL runs as another user, who must be able to enter.
  await chmod(dataDir, 0o711);
});
afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  await rm(dataDir, { recursive: true, force: true });
});

/** Starts `src/main.ts` in development, on the embedded PostgreSQL unless `env` names a database. */
function start(env: Record<string, string>, ...options: string[]): Starting {
  const args = [...options, '--import', './scripts/register-typescript.js', 'src/main.ts'];
  const child = spawn(process.execPath, args, {
    env: { PATH: process.env.PATH, DATA_DIR: dataDir, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.push(child);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  return { child, output: () => output, ended: once(child, 'close').then(([code]) => code) };
}

function isPostgresRunning(): Promise<boolean> {
  return findPostmaster(join(dataDir, 'postgres')).then((postmaster) => postmaster !== undefined);
}

/** From now on the table `limits` says under which limit of time a programme was written. */
async function noteLimits(db: Kysely<Database>): Promise<void> {
  await sql`create table limits ("limit" text)`.execute(db);
  await sql`create function note_limit() returns trigger language plpgsql as
    $$ begin insert into limits values (current_setting('statement_timeout')); return new; end $$`.execute(db);
  await sql`create trigger note_limit before insert on programmes execute function note_limit()`.execute(db);
}

describe('a start', () => {
  it('that fails at its last step closes all it had opened, and says why', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const address = other.address();
    const port = typeof address === 'object' ? String(address?.port) : '';
    const gateway = start({ PORT: port });
    expect(await gateway.ended).toBe(1);
    other.close();
    expect(gateway.output()).toContain(`Port ${port} cannot be opened. Set PORT to a free one.`);
    expect(gateway.output()).toContain('left embedded PostgreSQL');
    expect(await isPostgresRunning()).toBe(false);
  });

  it('that is told to stop half way closes what was open by then', async () => {
    const gateway = start({ PORT: '0' });
    await until('its PostgreSQL runs', async () => gateway.output().includes('embedded PostgreSQL is ready'));
    gateway.child.kill('SIGTERM');
    expect(await gateway.ended).toBe(0);
    expect(gateway.output()).not.toContain('"running"');
    expect(await isPostgresRunning()).toBe(false);
  });

  it('loads programmes without a limit of time, and ends with a summary for people', async () => {
    const database = await createTestDatabase();
    try {
      await noteLimits(database.db);
      const gateway = start({ PORT: '0', DATABASE_URL: database.url });
      await until('it runs', async () => gateway.output().includes('Stop with Ctrl+C'));
      const [last, ...others] = gateway.output().trim().split('\n').reverse();
      expect(last).toContain('Stop with Ctrl+C');
      const running = others.findIndex((line) => line.includes('"msg":"running"'));
      expect(others.slice(0, running).filter((line) => line.startsWith('{'))).toEqual([]);
      const { rows } = await sql`select distinct "limit" from limits`.execute(database.db);
      expect(rows).toEqual([{ limit: '0' }]);
    } finally {
      await database.close();
    }
  });
});

describe('a promise that fails and that nobody waits for', () => {
  it('stops the gateway in order, as a failure', async () => {
    const database = await createTestDatabase({ template: 'majibu_template_programmes' });
    try {
      const fault = 'process.on("SIGUSR2", () => void Promise.reject(new Error("nobody waits")))';
      const options = ['--import', `data:text/javascript,${encodeURIComponent(fault)}`];
      const gateway = start({ PORT: '0', DATABASE_URL: database.url }, ...options);
      await until('it runs', async () => gateway.output().includes('"running"'));
      gateway.child.kill('SIGUSR2');
      expect(await gateway.ended).toBe(1);
      expect(gateway.output()).toContain('something failed that nobody waited for');
    } finally {
      await database.close();
    }
  });
});
