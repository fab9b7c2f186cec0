import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { findPostmaster } from '../src/db/embedded/postmaster.ts';
import type { LoadOrder, LoadResult } from './load-plan.ts';

const ROOT = resolve(fileURLToPath(import.meta.url), '../..');
const START_WITHIN_MS = 60_000;
const STOP_WITHIN_MS = 30_000;
/** Over the 32 characters that production asks for. */
const SECRET = 'bench-0123456789abcdef0123456789abcdef';

/** A server under measurement. */
export interface Side {
  readonly port: number;
  readonly pid: number;
  close(): Promise<void>;
}

/** The gateway, with a data folder of its own that is removed when it is closed. */
export interface GatewaySide extends Side {
  /** Null where none was found. */
  readonly postmasterPid: number | null;
}

/** Where the carrier posts. */
export function callbackPath(rest: 'ussd' | 'sms'): string {
  return `/at/${SECRET}/${rest}`;
}

/** Starts the bare handler. */
export async function startBare(): Promise<Side> {
  const child = fork(join(ROOT, 'bench', 'bare-server.ts'));
  const [port] = await once(child, 'message');
  return { port: Number(port), pid: child.pid ?? 0, close: () => disconnect(child) };
}

/** The load generator: one order at a time. */
export interface Generator {
  run(order: LoadOrder): Promise<LoadResult>;
  close(): Promise<void>;
}

/** Starts the load generator. */
export function startGenerator(): Generator {
  const child = fork(join(ROOT, 'bench', 'load-generator.ts'));
  return {
    run: async (order) => {
      child.send(order);
      const done = new AbortController();
      const { signal } = done;
      const results = once(child, 'message', { signal });
      const ended = once(child, 'exit', { signal }).then(() => Promise.reject(new Error('the load generator ended')));
      const [result] = await Promise.race([results, ended]);
      // Whichever did not happen is waited for no longer.
      done.abort();
      await Promise.allSettled([results, ended]);
      return result;
    },
    close: () => disconnect(child),
  };
}

/**
 * Starts the gateway of `dist` on an empty data folder with its embedded PostgreSQL, and waits until `isReady`.
 *
 * @param role what the process does, see `npm start -- --help`
 */
export async function startGateway(
  role: 'web' | 'all',
  isReady: (port: number) => Promise<boolean> = answersHealth,
): Promise<GatewaySide> {
  const dataDir = await mkdtemp(join(tmpdir(), 'majibu-bench-'));
  const port = await findFreePort();
  const { PATH, HOME } = process.env;
  const env = { PATH, HOME, PORT: String(port), HOST: '127.0.0.1', DATA_DIR: dataDir, CALLBACK_SECRET: SECRET };
  // In a group of its own: Ctrl-C reaches the bench, which then stops it in order.
  const child = spawn(process.execPath, [join(ROOT, 'dist', 'main.js'), '--role', role], {
    cwd: ROOT,
    env: { ...env, LOG_LEVEL: 'warn' },
    stdio: ['ignore', 'ignore', 'inherit'],
    detached: true,
  });
  const close = () => stopGateway(child, dataDir);
  try {
    const giveUpAt = performance.now() + START_WITHIN_MS;
    while (!(await isReady(port).catch(() => false))) {
      if (performance.now() > giveUpAt || child.exitCode !== null) throw new Error('the gateway did not start');
      await delay(10);
    }
    const postmaster = await findPostmaster(join(dataDir, 'postgres'));
    return { port, pid: child.pid ?? 0, postmasterPid: postmaster?.pid ?? null, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function stopGateway(child: ChildProcess, dataDir: string): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) {
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    await Promise.race([ended, delay(STOP_WITHIN_MS, undefined, { ref: false })]);
    child.kill('SIGKILL');
  }
  const left = await findPostmaster(join(dataDir, 'postgres'));
  // PostgreSQL's immediate shutdown: nothing in this folder is needed any more.
  if (left !== undefined) process.kill(left.pid, 'SIGQUIT');
  await rm(dataDir, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
}

async function disconnect(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.disconnect();
  await ended;
}

async function answersHealth(port: number): Promise<boolean> {
  return (await fetch(`http://127.0.0.1:${port}/healthz`)).ok;
}

async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  return address !== null && typeof address === 'object' ? address.port : 0;
}
