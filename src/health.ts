import { setTimeout as pause } from 'node:timers/promises';
import express, { type Express, type Router } from 'express';
import { sql } from 'kysely';
import { countUnlinked } from './db/event-links.ts';
import { isOverdue } from './db/late.ts';
import { countCallable } from './db/pagings.ts';
import { GRIEVANCE_STATUSES, type Purpose } from './db/schema.ts';
import type { Deps } from './deps.ts';
import { URGENT_STREAMS } from './grievances/page-focal-point.ts';
import { isOpen } from './grievances/transitions.ts';
import type { QueueName } from './workers/job-names.ts';

/** What the health pages must know beyond `Deps`. */
export interface HealthSources {
  /** False once a shutdown has begun: the load balancer sends nothing new. */
  isServing(): boolean;
  /** Rejects when the queue's server is away. */
  pingQueue(): Promise<void>;
  /** Jobs by queue and state. */
  countJobs(): Promise<Record<QueueName, Record<string, number>>>;
}

/** Whoever asks whether a process is ready waits a few seconds at most; a silent network must not keep it waiting. */
const READY_WITHIN_MS = 3_000;
/** An event is linked within seconds, or after a sweep. */
const LINKED_WITHIN_MS = 120_000;

/** Named in the query too, so that it reads the index of what is not closed and never the whole table. */
const OPEN_STATUSES = GRIEVANCE_STATUSES.filter(isOpen);

/** The web server of a process that has only jobs to do. */
export function createHealthApp(deps: Deps, sources: HealthSources): Express {
  const app = express();
  app.disable('x-powered-by');
  app.use(createHealthRouter(deps, sources));
  return app;
}

/**
 * `/healthz`: the process answers. `/readyz`: and it can reach its database and queue. `/metrics`: Prometheus; the gauges
 * are read from the database when they are asked for, so that every process shows the same. A gauge that cannot be read
 * is left out: no figure rather than an old one.
 */
export function createHealthRouter(deps: Deps, sources: HealthSources): Router {
  const router = express.Router();
  router.get('/healthz', (_request, response) => {
    response.json({ status: 'ok' });
  });
  router.get('/readyz', async (_request, response) => {
    const [database, queue] = await Promise.all([
      works(() => sql`select 1`.execute(deps.db)),
      works(() => sources.pingQueue()),
    ]);
    const isReady = sources.isServing() && database && queue;
    response.status(isReady ? 200 : 503).json({ status: isReady ? 'ready' : 'not_ready', checks: { database, queue } });
  });
  router.get('/metrics', async (_request, response) => {
    const { messages, overdue, queueDepth, registry, unlinkedEvents, unlinkedSeconds, unstaffedStreams } = deps.metrics;
    await Promise.all([
      refresh(deps, messages, () => readMessages(deps)),
      refresh(deps, overdue, () => readOverdue(deps)),
      refresh(deps, unstaffedStreams, () => readUnstaffed(deps)),
      refresh(deps, unlinkedEvents, () => readUnlinked(deps, ({ events }) => events)),
      refresh(deps, unlinkedSeconds, () => readUnlinked(deps, ({ oldestAt }) => ageOf(deps, oldestAt))),
      refresh(deps, queueDepth, () => readQueues(sources)),
    ]);
    response.type(registry.contentType).send(await registry.metrics());
  });
  return router;
}

async function works(check: () => Promise<unknown>): Promise<boolean> {
  const timer = new AbortController();
  const tooLate = pause(READY_WITHIN_MS, false, { signal: timer.signal }).catch(() => false);
  const isFine = check().then(
    () => true,
    () => false,
  );
  const answer = await Promise.race([isFine, tooLate]);
  timer.abort();
  return answer;
}

/** One gauge's figures, by its labels. */
type Figures<Label extends string> = { readonly labels: Record<Label, string>; readonly value: number }[];

async function refresh<Label extends string>(
  { log }: Pick<Deps, 'log'>,
  gauge: { reset(): void; set(labels: Record<Label, string>, value: number): void },
  read: () => Promise<Figures<Label>>,
): Promise<void> {
  const figures = await read().catch((err: unknown) => {
    log.warn({ err }, 'a figure could not be read and is left out of the metrics');
    return [];
  });
  gauge.reset();
  for (const { labels, value } of figures) gauge.set(labels, value);
}

/** Never counted: that one goes out says that there is a sealed report. */
const SEALED_PURPOSES: readonly Purpose[] = ['page', 'news'];

async function readMessages({ db, now }: Deps): Promise<Figures<'direction' | 'state'>> {
  const rows = await db
    .selectFrom('messages')
    .select(['direction', 'state', (eb) => eb.fn.countAll<number>().as('count')])
    .where('created_at', '>', new Date(now().getTime() - 86_400_000))
    .where((eb) => eb.or([eb('purpose', 'is', null), eb('purpose', 'not in', SEALED_PURPOSES)]))
    .groupBy(['direction', 'state'])
    .execute();
  return rows.map(({ direction, state, count }) => ({ labels: { direction, state }, value: count }));
}

async function readOverdue({ db, now, programmes }: Deps): Promise<Figures<'programme'>> {
  const rows = await db
    .selectFrom('grievances')
    .select(['programme_id', (eb) => eb.fn.countAll<number>().as('count')])
    .where('status', 'in', OPEN_STATUSES)
    .where('stream', '=', 'ordinary')
    .where(isOverdue(now()))
    .groupBy('programme_id')
    .execute();
  const counts = new Map(rows.map(({ programme_id: id, count }) => [id, count]));
  return programmes.all().map(({ id, name }) => ({ labels: { programme: name }, value: counts.get(id) ?? 0 }));
}

/** Of people and categories alone. */
async function readUnstaffed({ db, programmes }: Deps): Promise<Figures<'programme'>> {
  const staff = await countCallable(db, URGENT_STREAMS);
  const unstaffed = staff.filter(({ focalPoints, administrators }) => focalPoints + administrators === 0);
  return programmes.all().map(({ name }) => ({
    labels: { programme: name },
    value: unstaffed.filter(({ programme }) => programme === name).length,
  }));
}

type Unlinked = Awaited<ReturnType<typeof countUnlinked>>[number];

/**
 * Every programme has a figure: 0 where no event has waited long. What is younger is not counted, or these figures would
 * tell when somebody does something about a sealed report.
 */
async function readUnlinked(
  { db, now, programmes }: Deps,
  figure: (unlinked: Unlinked) => number,
): Promise<Figures<'programme'>> {
  const unlinkedSince = await countUnlinked(db, new Date(now().getTime() - LINKED_WITHIN_MS));
  const waiting = new Map(unlinkedSince.map((unlinked) => [unlinked.programmeId, unlinked]));
  return programmes.all().map(({ id, name }) => {
    const unlinked = waiting.get(id);
    return { labels: { programme: name }, value: unlinked === undefined ? 0 : figure(unlinked) };
  });
}

function ageOf({ now }: Pick<Deps, 'now'>, at: Date): number {
  return Math.max(0, (now().getTime() - at.getTime()) / 1000);
}

async function readQueues(sources: HealthSources): Promise<Figures<'queue' | 'state'>> {
  const counts = await sources.countJobs();
  return Object.entries(counts).flatMap(([queue, states]) =>
    Object.entries(states).map(([state, value]) => ({ labels: { queue, state }, value })),
  );
}
