import {
  type BackendFactory,
  PostgresConnection,
  type PostgresConnectionOptions,
  PostgresQueueBackend,
  withBackend,
} from 'bullmq';
import { AppError } from '../errors.ts';
import type { Logger } from '../log.ts';
import { QUEUES, type QueueName } from './job-names.ts';
import {
  countJobs,
  createFaultLog,
  EVENT_STREAM,
  JOB_DEFAULTS,
  type QueueBackend,
  toWorkerOptions,
} from './queue-backend.ts';

/**
 * BullMQ's bulk insert makes two temporary tables, 4 ms of the server's time however few the jobs; one insert per job
 * costs 0.3 ms. Measured on BullMQ 6.7 and PostgreSQL 15.
 */
const BULK_FROM = 16;

/** Idle workers are woken by NOTIFY and know when the next delayed job is due; this only bounds a lost notification. */
const IDLE_POLL_SECONDS = 30;

/**
 * Queues in a schema of a PostgreSQL database, which is made or brought up to date here (BullMQ's own migrations, under an
 * advisory lock). The address must lead to PostgreSQL itself or to a pooler in session mode: workers LISTEN.
 *
 * Connections: at most `maxConnections`, given back after a minute of rest; a process with workers one more, which LISTENs
 * for all its queues.
 *
 * @throws {AppError} `unavailable` when the database cannot be reached or its queues belong to a newer BullMQ
 */
export async function openPostgresBackend(options: {
  url: string;
  schema: string;
  maxConnections: number;
  log: Logger;
}): Promise<QueueBackend> {
  const onFault = createFaultLog(options.log);
  const connection = connectTo(options);
  connection.on('error', onFault);
  // BullMQ hears of idle connections only, as `pg` does: see `connect`.
  connection.pool.on('connect', (client) => client.on('error', onFault));
  listenInTurn(connection);
  await connection.waitUntilReady().catch(async (cause: unknown) => {
    await connection.close();
    throw new AppError('unavailable', 'The job queue in PostgreSQL could not be opened.', { cause });
  });
  const bull = withBackend(shareConnection(connection));
  const shared = { connection: connection.pool, streams: EVENT_STREAM, defaultJobOptions: JOB_DEFAULTS };
  const queues = new Map(QUEUES.map((name) => [name, new bull.Queue(name, shared)]));
  for (const queue of queues.values()) queue.on('error', onFault);

  const queueOf = (name: QueueName) => {
    const queue = queues.get(name);
    if (!queue) throw new Error(`there is no queue ${name}`);
    return queue;
  };
  return {
    add: async (name, jobs) => {
      const queue = queueOf(name);
      if (jobs.length >= BULK_FROM) await queue.addBulk([...jobs]);
      else for (const job of jobs) await queue.add(job.name, job.data, job.opts);
    },
    count: async (name) => countJobs(queueOf(name)),
    ping: async () => {
      await connection.pool.query('select 1');
    },
    openWorker: (name, run, settings) => {
      const worker = new bull.Worker(name, run, {
        ...toWorkerOptions(settings),
        connection: connection.pool,
        drainDelay: IDLE_POLL_SECONDS,
      });
      worker.on('error', onFault);
      return { close: () => worker.close() };
    },
    close: async () => {
      await Promise.all([...queues.values()].map((queue) => queue.close()));
      await connection.close();
    },
  };
}

function connectTo(options: { url: string; schema: string; maxConnections: number }): PostgresConnection {
  return new PostgresConnection({
    connectionString: options.url,
    schema: options.schema,
    migrate: true,
    max: options.maxConnections,
    idleTimeoutMillis: 60_000,
    connectionTimeoutMillis: 5_000,
    query_timeout: 20_000,
    statement_timeout: 15_000,
    application_name: 'majibu-queue',
    // A job is only a wake-up: one that a crash of the server forgets, the sweep repeats. Halves the cost of a job.
    options: '-c synchronous_commit=off',
  });
}

/**
 * BullMQ gives every queue and every worker a pool and a LISTEN connection of its own. Here all of them share one: its
 * backends are made as ones that do not own the connection. Such a backend is not told when the LISTEN connection had to
 * be made anew, so it is told here: leaving the wait and entering it again makes it LISTEN once more.
 */
function shareConnection(
  connection: PostgresConnection,
): BackendFactory<PostgresQueueBackend, PostgresConnectionOptions> {
  return (name, opts, factory) => {
    const backend = new PostgresQueueBackend(connection, name, opts, false);
    if (factory?.withBlockingConnection) {
      connection.on('listenerinvalidated', () => {
        void backend.disconnectBlocking().then(() => connection.isClosing ?? backend.reconnectBlocking());
      });
    }
    return backend;
  };
}

/**
 * Workers that start together LISTEN together, on the one client they share. It takes one statement at a time; pg lines up
 * a second one, but says it will not for ever.
 */
function listenInTurn(connection: PostgresConnection): void {
  const getClient = connection.getListenClient.bind(connection);
  const known = new WeakSet<object>();
  connection.getListenClient = async () => {
    const client = await getClient();
    if (known.has(client)) return client;
    known.add(client);
    const query = client.query.bind(client);
    let last: Promise<unknown> = Promise.resolve();
    client.query = (text, params) => {
      const next = last.then(() => query(text, params));
      last = next.catch(() => undefined);
      return next;
    };
    return client;
  };
}
