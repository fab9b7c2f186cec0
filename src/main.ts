import { createServer, type Server } from 'node:http';
import { parseArgs } from 'node:util';
import { createApp } from './app.ts';
import { type Config, ConfigError, readConfig } from './config.ts';
import { type OpenDatabase, openDatabase } from './db/open.ts';
import type { Deps } from './deps.ts';
import { AppError } from './errors.ts';
import { createLog, type Logger } from './log.ts';
import { createMetrics } from './metrics.ts';
import { loadFolder } from './routing/load-folder.ts';
import { ProgrammeError } from './routing/problem.ts';
import { openProgrammes } from './routing/programmes.ts';
import { openCarriers } from './sms/carriers/index.ts';
import { JOBS } from './workers/jobs/index.ts';
import { openQueues } from './workers/queue.ts';
import { startWorkers } from './workers/run-workers.ts';
import { startSweep } from './workers/start-sweep.ts';

const ROLES = ['web', 'worker', 'all'] as const;
type ProcessRole = (typeof ROLES)[number];

const USAGE = `Usage: npm start -- [--role web|worker|all]

Runs the gateway: callbacks and pages (web), jobs and the sweep (worker), or both (all, the default).
Settings come from the environment; .env.example names them.`;

/** How long a shutdown waits for requests under way. */
const CLOSE_HTTP_MS = 10_000;

/** Something that was opened, and how to close it. Closed in the order in which they are pushed. */
type Closers = (() => Promise<void> | void)[];

/** Composition root: builds `Deps` once, starts what the role asks for, and closes it all in order. */
async function main(): Promise<void> {
  const role = readRole();
  const config = readConfig(process.env);
  const log = createLog(config.logLevel);
  // Up to 26 jobs at a time may each hold a connection, and a caller must not wait for them.
  const database = await openDatabase(config, log, role === 'web' ? 10 : 20);
  const closers: Closers = [];
  try {
    await start(role, config, log, database, closers);
  } catch (error) {
    await closeAll(closers, log);
    await database.close();
    throw error;
  }
  closeOnSignal([...closers, () => database.close()], log);
}

async function start(
  role: ProcessRole,
  config: Config,
  log: Logger,
  database: OpenDatabase,
  closers: Closers,
): Promise<void> {
  const { db, url } = database;
  const now = () => new Date();
  for (const { name, isChanged, revision } of await loadFolder({ db, now }, config.programmesDir)) {
    log.info({ programme: name, isChanged, revision }, 'programme loaded');
  }
  const programmes = await openProgrammes(db, log);
  const queues = await openQueues({ redisUrl: config.redisUrl, databaseUrl: url, log, jobs: JOBS });
  const carriers = openCarriers(config);
  const deps: Deps = { config, db, log, now, wake: queues.wake, carriers, programmes, metrics: createMetrics() };
  closers.push(
    () => queues.close(),
    () => programmes.close(),
  );

  if (role !== 'web') {
    const workers = startWorkers(deps, queues, JOBS);
    const sweep = startSweep(deps);
    closers.unshift(
      () => sweep.close(),
      () => workers.close(),
    );
  }
  if (role !== 'worker') {
    let isServing = true;
    const app = createApp(deps, { isServing: () => isServing, countJobs: () => queues.counts() });
    const server = createServer({ requestTimeout: 30_000, headersTimeout: 15_000, keepAliveTimeout: 65_000 }, app);
    await listen(server, config);
    closers.unshift(async () => {
      isServing = false;
      await closeServer(server);
    });
  }
  announce(role, deps);
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

function listen(server: Server, { port, host }: Config): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause) =>
      reject(new AppError('unavailable', `Port ${port} cannot be opened. Set PORT to a free one.`, { cause })),
    );
    server.listen(port, host, resolve);
  });
}

/** Lets requests under way end; what is left when the time is up is cut. */
async function closeServer(server: Server): Promise<void> {
  const cut = setTimeout(() => server.closeAllConnections(), CLOSE_HTTP_MS);
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
  });
  clearTimeout(cut);
}

/** HTTP first, then the sweep and the workers, then the queues they gave work to, then the database under them all. */
function closeOnSignal(closers: Closers, log: Logger): void {
  let isClosing = false;
  const close = (signal: string) => {
    if (isClosing) {
      log.warn({ signal }, 'told twice: stopping at once');
      process.exit(1);
    }
    isClosing = true;
    log.info({ signal }, 'stopping');
    void closeAll(closers, log).then((isClean) => process.exit(isClean ? 0 : 1));
  };
  process.on('SIGINT', () => close('SIGINT'));
  process.on('SIGTERM', () => close('SIGTERM'));
  process.on('unhandledRejection', (error) => {
    log.fatal({ err: error }, 'a promise failed that nobody waited for');
    close('unhandledRejection');
  });
}

async function closeAll(closers: Closers, log: Logger): Promise<boolean> {
  let isClean = true;
  for (const close of closers) {
    try {
      await close();
    } catch (error) {
      isClean = false;
      log.error({ err: error }, 'something did not close');
    }
  }
  return isClean;
}

function announce(role: ProcessRole, { config, log, programmes }: Deps): void {
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
    `    for programs             ${config.publicUrl}/api/v1/openapi.json`,
    `    health, figures          ${config.publicUrl}/readyz  ${config.publicUrl}/metrics`,
    '',
    '  A key for the API: npm run majibu -- key create --programme kenya-coast --role triage',
    '  Stop with Ctrl+C; reports are kept.',
    '',
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}

main().catch((error: unknown) => {
  const isExpected = error instanceof ConfigError || error instanceof AppError || error instanceof ProgrammeError;
  process.stderr.write(`${isExpected ? error.message : error instanceof Error ? error.stack : String(error)}\n`);
  process.exit(1);
});
