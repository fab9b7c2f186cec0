import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe } from '@jest/globals';
import { type FakeSmsc, openFakeSmsc } from './fake-smsc.ts';
import { findFreePort } from './free-port.ts';
import { createRunFolder } from './leftovers.ts';
import { until } from './until.ts';

const PROGRAMS = {
  bearerbox: '/usr/sbin/bearerbox',
  smsbox: '/usr/sbin/smsbox',
  fakesmsc: '/usr/lib/kannel/test/fakesmsc',
} as const;
const isHere = Object.values(PROGRAMS).every((path) => existsSync(path));

/** `describe` for tests that need Kannel: skipped without it, except under `CI=true`, where that is a failure. */
export const describeWithKannel = !isHere && process.env.CI !== 'true' ? describe.skip : describe;

const DOCUMENT = join(import.meta.dirname, '../../docs/carriers.md');

/** A real Kannel of one test file. */
export interface TestKannel {
  /** The operator: speaks for phones, and keeps what they receive. */
  readonly smsc: FakeSmsc;
  /** What bearerbox says of its connections. */
  status(): Promise<string>;
  /** Starts the boxes on whatever their spool holds, and waits until they are connected to each other and to the fake SMSC. */
  start(): Promise<void>;
  /** Ends them as a power cut would: without a word, with their spool as it is. */
  stop(): Promise<void>;
  close(): Promise<void>;
}

/** Where things are, and who may use them. */
export interface KannelPlan {
  readonly sendsmsPort: number;
  readonly password: string;
  /** Where smsbox reaches the gateway. */
  readonly callbackUrl: string;
  readonly secret: string;
  /** `fake`: Kannel's own fake SMSC in the operator's place. `smpp`: the group as it is written, and nobody answers there. */
  readonly operator: 'fake' | 'smpp';
}

/**
 * Puts the configuration of `docs/carriers.md` into a temporary folder, on free ports of this machine. Starts nothing yet.
 *
 * @throws when there is no Kannel
 */
export async function prepareKannel(plan: KannelPlan): Promise<TestKannel> {
  if (!isHere) throw new Error('No Kannel here: apt-get install kannel kannel-extras.');
  const dir = await createRunFolder();
  const [adminPort, smsboxPort, smscPort] = await Promise.all([findFreePort(), findFreePort(), findFreePort()]);
  for (const name of ['store', 'dlr']) await mkdir(join(dir, name));
  const config = configure(await readDocumented(), { ...plan, dir, adminPort, smsboxPort, smscPort });
  const file = join(dir, 'kannel.conf');
  await writeFile(file, config);
  const smsc = openFakeSmsc(PROGRAMS.fakesmsc, smscPort);
  let boxes: ChildProcess[] = [];
  const run = (name: 'bearerbox' | 'smsbox'): void => {
    const args = ['-v', '4', '-p', join(dir, `${name}.pid`), file];
    boxes.push(spawn(PROGRAMS[name], args, { stdio: 'ignore', cwd: dir }));
  };
  const stop = async (): Promise<void> => {
    await Promise.all([smsc.hangUp(), ...boxes.map(end)]);
    boxes = [];
    // A box does not start where the file of another one lies.
    for (const name of ['bearerbox', 'smsbox']) await rm(join(dir, `${name}.pid`), { force: true });
  };
  return {
    smsc,
    status: () => readStatus(adminPort),
    start: async () => {
      run('bearerbox');
      await until('bearerbox answers', async () => (await readStatus(adminPort)).includes('SMSC connections'));
      run('smsbox');
      await until('smsbox is connected', async () => /smsbox:.*on-line/.test(await readStatus(adminPort)));
      if (plan.operator === 'smpp') return;
      smsc.dial();
      await until('the SMSC is connected', async () => /operator.*online/.test(await readStatus(adminPort)));
    },
    stop,
    close: async () => {
      await stop();
      await rm(dir, { recursive: true, force: true });
    },
  };
}

/** The configuration as it is written for operators. */
async function readDocumented(): Promise<string> {
  const [, config] = /```ini\n(.*?)```/s.exec(await readFile(DOCUMENT, 'utf8')) ?? [];
  if (config === undefined) throw new Error('docs/carriers.md has no configuration of Kannel');
  return config;
}

type Change = readonly [from: string | RegExp, to: string];

/** Other ports and folders, quicker repeats, and another operator. Everything else stays. */
function configure(
  documented: string,
  plan: KannelPlan & { dir: string; adminPort: number; smsboxPort: number; smscPort: number },
): string {
  const fake = `group = smsc\nsmsc = fake\nsmsc-id = operator\nport = ${plan.smscPort}\nconnect-allow-ip = 127.0.0.1\n`;
  const operators: Record<KannelPlan['operator'], readonly Change[]> = {
    fake: [[/^group = smsc\n(?:.+\n)+/gm, fake]],
    smpp: [
      ['SMPP_HOST', '127.0.0.1'],
      ['2775', String(plan.smscPort)],
    ],
  };
  const changes: readonly Change[] = [
    ...operators[plan.operator],
    ['13000', String(plan.adminPort)],
    ['13001', String(plan.smsboxPort)],
    ['13013', String(plan.sendsmsPort)],
    ['ADMIN_PASSWORD', 'admin'],
    ['SENDSMS_PASSWORD', plan.password],
    ['http://127.0.0.1:3000', plan.callbackUrl],
    ['/SECRET/', `/${plan.secret}/`],
    ['/var/spool/kannel', plan.dir],
    ['/var/log/kannel', plan.dir],
    ['http-queue-delay = 10', 'http-queue-delay = 1'],
    ['sms-resend-freq = 30', 'sms-resend-freq = 1'],
  ];
  return changes.reduce((config, [from, to]) => {
    const changed = config.replaceAll(from, to);
    if (changed === config) throw new Error(`docs/carriers.md does not say ${String(from)} any more`);
    return changed;
  }, documented);
}

async function readStatus(adminPort: number): Promise<string> {
  return fetch(`http://127.0.0.1:${adminPort}/status.txt?password=admin`)
    .then((response) => response.text())
    .catch(() => '');
}

async function end(box: ChildProcess): Promise<void> {
  if (box.exitCode !== null || box.signalCode !== null) return;
  const ended = once(box, 'exit');
  box.kill('SIGKILL');
  await ended;
}
