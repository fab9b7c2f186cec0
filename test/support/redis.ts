import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { findFreePort } from './free-port.ts';

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
  for (let attempt = 0; attempt < 250; attempt += 1) {
    if (await answers(port)) return;
    if (child.exitCode !== null) break;
    await delay(20);
  }
  child.kill('SIGKILL');
  throw new Error('redis-server was started but does not answer.');
}

async function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.write('PING\r\n'));
    socket.once('error', () => resolve(false));
    socket.once('data', (data) => {
      socket.destroy();
      resolve(data.toString().startsWith('+PONG'));
    });
  });
}
