import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Another process that uses the embedded PostgreSQL. */
export interface EmbeddedProcess {
  readonly url: string;
  /** Asks it to let go and waits for its end; resolves to its exit code. */
  close(): Promise<number | null>;
  /** kill -9, and waits until it is gone. */
  kill(): Promise<void>;
}

const HERE = dirname(fileURLToPath(import.meta.url));
const NOBODY = 65534;
/** As `nobody`, who may all the same enter the checkout wherever it is. */
const AS_NOBODY = [
  ...['setpriv', `--reuid=${NOBODY}`, `--regid=${NOBODY}`, '--clear-groups'],
  ...['--inh-caps=+dac_override', '--ambient-caps=+dac_override', '--securebits=+no_setuid_fixup'],
];

/** Starts one and waits until it has opened the database in `dataDir`. Rejects if it ends before. */
export async function startEmbeddedProcess(
  dataDir: string,
  options: { asNobody?: boolean } = {},
): Promise<EmbeddedProcess> {
  const node = [
    ...[process.execPath, '--import', join(HERE, '../../scripts/register-typescript.js')],
    ...[join(HERE, 'embedded-process.ts'), dataDir],
  ];
  const [file = '', ...args] = options.asNobody ? [...AS_NOBODY, ...node] : node;
  const child = spawn(file, args, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const ended = once(child, 'exit').then(([code]: (number | null)[]) => code ?? null);
  const url = await Promise.race([
    once(child, 'message').then(([message]: unknown[]) => String(message)),
    ended.then((code) => Promise.reject(new Error(`The process ended with ${code} before it had a database.`))),
  ]);
  return {
    url,
    close: () => {
      child.send('close');
      return ended;
    },
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
