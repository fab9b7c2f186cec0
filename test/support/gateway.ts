import type { RequestListener } from 'node:http';
import { createApp } from '../../src/app.ts';
import { type Config, readConfig } from '../../src/config.ts';
import type { Deps } from '../../src/deps.ts';
import { createLog } from '../../src/log.ts';
import { createMetrics } from '../../src/metrics.ts';
import { indexPhone, type Phone } from '../../src/phone.ts';
import { openProgrammes } from '../../src/routing/programmes.ts';
import { openCarriers } from '../../src/sms/carriers/index.ts';
import type { JobName } from '../../src/workers/job-names.ts';
import { JOBS } from '../../src/workers/jobs/index.ts';
import { sweep } from '../../src/workers/sweep.ts';
import { createTestDatabase } from './database.ts';

/** A whole gateway in one test file: real database, real programmes, the clock and the workers in the test's hand. */
export interface Gateway {
  readonly app: RequestListener;
  readonly deps: Deps;
  /** What was logged, one JSON line each. */
  readonly logged: string[];
  /** Wake-ups given and not yet worked off. */
  readonly waiting: { job: JobName; id: string; delayMs: number }[];
  /** Runs every wake-up that is due now, and those they give, until none is left. */
  work(): Promise<void>;
  /** Moves the clock, lets the sweep find what became due, and works it off. */
  pass(hours: number): Promise<void>;
  /** SMS that reached a handset, oldest first. */
  inbox(phone: string): Promise<string[]>;
  close(): Promise<void>;
}

/** Monday morning in Mombasa, Khulna and Prishtina, and a working day in all three. */
export const MONDAY_MORNING = new Date('2026-11-23T06:30:00Z');

/** Opens a gateway on its own database with the three programmes loaded. */
export async function openGateway(options: { env?: NodeJS.ProcessEnv; at?: Date } = {}): Promise<Gateway> {
  const database = await createTestDatabase({ template: 'majibu_template_programmes' });
  const logged: string[] = [];
  const log = createLog('info', { write: (line: string) => logged.push(line) });
  const config: Config = readConfig({ NODE_ENV: 'test', ...options.env });
  const programmes = await openProgrammes(database.db, log, { pollMs: null });
  const clock = { now: options.at ?? MONDAY_MORNING };
  const waiting: Gateway['waiting'] = [];
  const deps: Deps = {
    config,
    db: database.db,
    log,
    now: () => clock.now,
    wake: (job, id, { delayMs = 0 } = {}) => waiting.push({ job, id, delayMs }),
    carriers: openCarriers(config),
    programmes,
    metrics: createMetrics(),
  };
  const work = () => workOff(deps, waiting);
  return {
    app: createApp(deps, { isServing: () => true, pingQueue: async () => undefined, countJobs: async () => NO_JOBS }),
    deps,
    logged,
    waiting,
    work,
    pass: async (hours) => {
      clock.now = new Date(clock.now.getTime() + hours * 3_600_000);
      await sweep(deps);
      await work();
    },
    inbox: (phone) => readInbox(deps, phone),
    close: async () => {
      programmes.close();
      await database.close();
    },
  };
}

const NO_JOBS = { inbound: {}, routing: {}, outbound: {}, deadlines: {}, maintenance: {}, webhooks: {} };

/** A delayed wake-up stays where it is: the clock of a test is moved by hand, and the sweep finds what is due. */
async function workOff(deps: Deps, waiting: Gateway['waiting']): Promise<void> {
  for (;;) {
    const next = waiting.findIndex(({ delayMs }) => delayMs === 0);
    if (next === -1) return;
    const [taken] = waiting.splice(next, 1);
    const job = JOBS.find(({ name }) => name === taken?.job);
    if (!taken || !job) throw new Error('a wake-up without a job');
    await job.run(deps, taken.id);
  }
}

async function readInbox(deps: Deps, phone: string): Promise<string[]> {
  const rows = await deps.db
    .selectFrom('messages')
    .select('text')
    .where('phone_index', '=', indexPhone(deps.config.indexKey, phone as Phone))
    .where('direction', '=', 'out')
    .where('state', 'in', ['accepted', 'delivered'])
    .orderBy('id')
    .execute();
  return rows.map(({ text }) => text);
}
