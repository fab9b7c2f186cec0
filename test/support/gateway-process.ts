import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { findFreePort } from './free-port.ts';
import { until } from './until.ts';

/** A gateway as it is shipped: a process of its own, reached over HTTP. */
export interface GatewayProcess {
  readonly url: string;
  readonly output: () => string;
  /** Sends a signal and gives back the exit code (null: killed). */
  stop(signal: 'SIGTERM' | 'SIGKILL'): Promise<number | null>;
}

/** Starts `src/main.ts` and waits until it is ready. */
export async function startGateway(
  env: Record<string, string>,
  options: { role?: 'web' | 'worker' | 'all' } = {},
): Promise<GatewayProcess> {
  const port = await findFreePort();
  const url = `http://127.0.0.1:${port}`;
  const role = options.role ?? 'all';
  const args = ['--import', './scripts/register-typescript.js', 'src/main.ts', '--role', role];
  const child = spawn(process.execPath, args, {
    env: { PATH: process.env.PATH, ...env, PORT: String(port), HOST: '127.0.0.1', LOG_LEVEL: 'info' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  await until(
    'the gateway is ready',
    async () => {
      if (child.exitCode !== null) throw new Error(`the gateway ended with ${child.exitCode}:\n${output}`);
      return answers(`${url}/readyz`);
    },
    30_000,
  );
  return { url, output: () => output, stop: (signal) => stop(child, signal) };
}

async function stop(child: ChildProcess, signal: 'SIGTERM' | 'SIGKILL'): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  child.kill(signal);
  await once(child, 'exit');
  return child.exitCode;
}

async function answers(url: string): Promise<boolean> {
  return fetch(url).then(
    ({ ok }) => ok,
    () => false,
  );
}
