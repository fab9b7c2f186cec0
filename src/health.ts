import express, { type Router } from 'express';
import { sql } from 'kysely';
import type { Deps } from './deps.ts';
import type { QueueName } from './workers/job-names.ts';

/** What the health pages must know beyond `Deps`. */
export interface HealthSources {
  /** False once a shutdown has begun: the load balancer sends nothing new. */
  isServing(): boolean;
  /** Jobs by queue and state. */
  countJobs(): Promise<Record<QueueName, Record<string, number>>>;
}

/**
 * `/healthz`: the process answers. `/readyz`: and it can reach its database and queue. `/metrics`: Prometheus; the gauges
 * are read from the database when they are asked for, so that every process shows the same.
 */
export function createHealthRouter(deps: Deps, sources: HealthSources): Router {
  const router = express.Router();
  router.get('/healthz', (_request, response) => {
    response.json({ status: 'ok' });
  });
  router.get('/readyz', async (_request, response) => {
    const checks = {
      database: await works(() => sql`select 1`.execute(deps.db)),
      queue: await works(sources.countJobs),
    };
    const isReady = sources.isServing() && checks.database && checks.queue;
    response.status(isReady ? 200 : 503).json({ status: isReady ? 'ready' : 'not_ready', checks });
  });
  router.get('/metrics', async (_request, response) => {
    await Promise.allSettled([readMessages(deps), readOverdue(deps), readQueues(deps, sources)]);
    response.type(deps.metrics.registry.contentType).send(await deps.metrics.registry.metrics());
  });
  return router;
}

async function works(check: () => Promise<unknown>): Promise<boolean> {
  return check().then(
    () => true,
    () => false,
  );
}

async function readMessages({ db, metrics, now }: Deps): Promise<void> {
  const rows = await db
    .selectFrom('messages')
    .select(['direction', 'state', (eb) => eb.fn.countAll<number>().as('count')])
    .where('created_at', '>', new Date(now().getTime() - 86_400_000))
    .groupBy(['direction', 'state'])
    .execute();
  metrics.messages.reset();
  for (const { direction, state, count } of rows) metrics.messages.set({ direction, state }, count);
}

async function readOverdue({ db, metrics, now, programmes }: Deps): Promise<void> {
  const rows = await db
    .selectFrom('grievances')
    .select(['programme_id', (eb) => eb.fn.countAll<number>().as('count')])
    .where('status', 'in', ['routed', 'acknowledged'])
    .where('stream', '=', 'ordinary')
    .where((eb) => eb.or([eb('overdue_at', 'is not', null), eb('wake_at', '<', now())]))
    .groupBy('programme_id')
    .execute();
  metrics.overdue.reset();
  for (const programme of programmes.all()) {
    const count = rows.find(({ programme_id }) => programme_id === programme.id)?.count ?? 0;
    metrics.overdue.set({ programme: programme.name }, count);
  }
}

async function readQueues({ metrics }: Deps, sources: HealthSources): Promise<void> {
  const counts = await sources.countJobs();
  for (const [queue, states] of Object.entries(counts)) {
    for (const [state, count] of Object.entries(states)) metrics.queueDepth.set({ queue, state }, count);
  }
}
