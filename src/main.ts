import { once } from 'node:events';
import { createServer } from 'node:http';
import { parseArgs } from 'node:util';
import pino, { type DestinationStream } from 'pino';
import { createApp } from './app.ts';
import { checkBudget } from './budget/check-budget.ts';
import { misfitsOf } from './budget/misfits.ts';
import { closeAll, listenForStop } from './close.ts';
import { type Config, readConfig } from './config.ts';
import { openDatabase } from './db/open.ts';
import type { Deps } from './deps.ts';
import { AppError } from './errors.ts';
import { explainStartFailure } from './explain-start-failure.ts';
import { rebuildMoved } from './figures/rebuild-moved.ts';
import { createHealthApp } from './health.ts';
import { closeServer, listen } from './listen.ts';
import { createLog, type Logger } from './log.ts';
import { createMetrics } from './metrics.ts';
import { loadFolder } from './routing/load-folder.ts';
import { openProgrammes } from './routing/programmes.ts';
import { findMissingCarriers } from './sms/carriers/find-missing.ts';
import { openCarriers } from './sms/carriers/index.ts';
import { JOBS } from './workers/jobs/index.ts';
import { openQueues } from './workers/queue.ts';
import { startWorkers } from './workers/run-workers.ts';
import { startFollowing } from './workers/start-following.ts';
import { startSweep } from './workers/start-sweep.ts';

const ROLES = ['web', 'worker', 'all'] as const;
type ProcessRole = (typeof ROLES)[number];

const USAGE = `Usage: npm start -- [--role web|worker|all]

Runs the gateway: callbacks and pages (web), jobs and the sweep (worker), or both (all, the default). Each answers
/healthz, /readyz and /metrics.
Settings come from the environment; .env.example names them.`;

/**
 * Jobs that read, route or watch a deadline hold a connection while they run, ten at most (`CONCURRENCY` in
 * `run-workers.ts`). The sixteen that send hold one only before and after they wait for the carrier. So half of these are
 * left for them and for callers.
 */
const CONNECTIONS_WITH_WORKERS = 20;
const CONNECTIONS_OF_WEB = 10;

/** Says how to close what was just opened. Throws when the process was told to stop meanwhile. */
type Opened = (close: () => Promise<void> | void) => void;

/** Composition root: builds `Deps` once, starts what the role asks for, and closes it all, what was opened last first. */
async function main(): Promise<void> {
  const role = readRole();
  const config = readConfig(process.env);
  const out = pino.destination(1);
  const log = createLog(config.logLevel, out);
  const stop = listenForStop(log);
  const closers: (() => Promise<void> | void)[] = [];
  const opened: Opened = (close) => {
    closers.unshift(close);
    stop.signal.throwIfAborted();
  };
  try {
    announce(role, await start(role, config, log, opened), out);
    if (!stop.signal.aborted) await once(stop.signal, 'abort');
  } catch (error) {
    if (!stop.signal.aborted) {
      await closeAll(closers, log);
      throw error;
    }
    // Whatever was being opened when the signal came: that it did not open is no news any more.
    if (error !== stop.signal.reason) log.warn({ err: error }, 'told to stop while starting');
  }
  const isClean = await closeAll(closers, log);
  process.exit(isClean && !stop.isFailure() ? 0 : 1);
}

/**
 * Opens the database, then the queues on it, then the workers and the sweep, then HTTP. Closed the other way round, no
 * request comes in that nobody can serve, and no job finds its database gone.
 */
async function start(role: ProcessRole, config: Config, log: Logger, opened: Opened): Promise<Deps> {
  const database = await openDatabase(config, log, role === 'web' ? CONNECTIONS_OF_WEB : CONNECTIONS_WITH_WORKERS);
  opened(database.close);
  const { db, url } = database;
  const now = () => new Date();
  const loaded = await database.patiently((patient) =>
    loadFolder({ db: patient, now }, config.programmesDir, checkBudget),
  );
  for (const { name, isChanged, revision } of loaded) {
    log.info({ programme: name, isChanged, revision }, 'programme loaded');
  }
  const queues = await openQueues({ redisUrl: config.redisUrl, databaseUrl: url, log, jobs: JOBS });
  opened(queues.close);
  const programmes = await openProgrammes(db, log);
  opened(programmes.close);
  await database.patiently((patient) =>
    rebuildMoved({ db: patient, now, programmes }, (programme, { done, of, what }) =>
      log.info({ programme, done, of, what }, 'places or categories lie elsewhere: figures are counted anew'),
    ),
  );
  for (const programme of programmes.all().filter(({ wording }) => Object.keys(wording).length > 0)) {
    for (const misfit of misfitsOf(programme)) {
      const mend = 'Its names are longer now: shorten the text in the console under Administration, Texts.';
      log.error(
        { programme: programme.name, ...misfit },
        `a text that was changed in the console does not fit any more. ${mend}`,
      );
    }
  }
  const carriers = openCarriers(config);
  for (const { mend, ...missing } of findMissingCarriers(config, programmes.all())) {
    log.error(missing, `a programme has no way to send SMS, for its carrier is not configured. ${mend}`);
  }
  const deps: Deps = { config, db, log, now, wake: queues.wake, carriers, programmes, metrics: createMetrics() };
  if (role !== 'web') {
    opened(startWorkers(deps, queues, JOBS).close);
    opened(startSweep(deps).close);
    opened(startFollowing(deps).close);
  }
  let isServing = true;
  const health = { isServing: () => isServing, pingQueue: queues.ping, countJobs: queues.counts };
  const app = role === 'worker' ? createHealthApp(deps, health) : createApp(deps, health);
  const server = createServer({ requestTimeout: 30_000, headersTimeout: 15_000, keepAliveTimeout: 65_000 }, app);
  await listen(server, config);
  opened(async () => {
    isServing = false;
    await closeServer(server);
  });
  return deps;
}

function readRole(): ProcessRole {
  const { values } = parseArgs({ options: { role: { type: 'string' }, help: { type: 'boolean', short: 'h' } } });
  if (values.help) {
    process.stdout.write(`${USAGE}\n`);
    process.exit(0);
  }
  const role = ROLES.find((known) => known === (values.role ?? 'all'));
  if (!role) throw new AppError('invalid', `There is no role "${values.role}".\n\n${USAGE}`);
  return role;
}

/** In development also a summary for people, by the way that the log takes: it is written in the background. */
function announce(role: ProcessRole, { config, log, programmes }: Deps, out: DestinationStream): void {
  log.info({ role, carrier: config.carrier, programmes: programmes.all().map(({ name }) => name) }, 'running');
  if (config.isProduction || role === 'worker') return;
  const lines = [
    '',
    `  Majibu is running at ${config.publicUrl}`,
    '',
    ...programmes
      .all()
      .map((programme) => `    dial ${programme.ussdCode}  text ${programme.shortCode}  ${programme.name}`),
    '',
    ...(config.hasSimulator ? [`    a phone in the browser   ${config.publicUrl}/simulator`] : []),
    `    officials                ${config.publicUrl}/console`,
    `    who watches              ${config.publicUrl}/monitor`,
    `    everybody                ${config.publicUrl}/open`,
    `    for programs             ${config.publicUrl}/api/v1/openapi.json`,
    `    health, figures          ${config.publicUrl}/readyz  ${config.publicUrl}/metrics`,
    '',
    '  An account: npm run majibu -- account create --help; a key for the API: npm run majibu -- key create --help',
    '  Stop with Ctrl+C; reports are kept.',
    '',
  ];
  out.write(`${lines.join('\n')}\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`${explainStartFailure(error)}\n`);
  process.exit(1);
});
