import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { join } from 'node:path';
import { findFreePort } from './free-port.ts';
import { until } from './until.ts';

/** On a machine where everything else starts at the same time, the first answer may take long. */
const START_WITHIN_MS = 60_000;
/** The kernel accepts connections for a server that is not there yet; who hears nothing asks again. */
const ANSWER_WITHIN_MS = 1_000;

/** A Redis server of this test run. */
export interface TestRedis {
  readonly url: string;
  stop(): Promise<void>;
}

/** Starts the machine's `redis-server`, without persistence, on a free loopback port; null where there is none. */
export async function startRedis(dir: string): Promise<TestRedis | null> {
  const port = await findFreePort();
  const args = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', dir];
  const child = spawn('redis-server', [...args, '--pidfile', join(dir, 'redis.pid')], { stdio: 'ignore' });
  const isFound = await Promise.race([
    once(child, 'spawn').then(() => true),
    once(child, 'error').then(() => false),
  ]).catch(() => false);
  if (!isFound) return null;
  await waitForAnswer(child, port);
  const stop = async (): Promise<void> => {
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    await ended;
  };
  return { url: `redis://127.0.0.1:${port}`, stop };
}

async function waitForAnswer(child: ChildProcess, port: number): Promise<void> {
  const isOver = () => child.exitCode !== null;
  await until('redis-server answers or ends', async () => isOver() || answers(port), START_WITHIN_MS).catch((error) => {
    child.kill('SIGKILL');
    throw error;
  });
  if (isOver()) throw new Error(`redis-server was started but ended with ${child.exitCode}.`);
}

async function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.write('PING\r\n'));
    socket.setTimeout(ANSWER_WITHIN_MS, () => socket.destroy());
    socket.once('error', () => undefined);
    socket.once('close', () => resolve(false));
    socket.once('data', (data) => {
      resolve(data.toString().startsWith('+PONG'));
      socket.destroy();
    });
  });
}
