import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Job } from '../../src/workers/job.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { itWithRedis, testRedisUrl } from '../support/redis-url.ts';
import { until } from '../support/until.ts';
import { type BackendName, createQueueBench, type QueueBench } from './queue-bench.ts';

const HERE = dirname(fileURLToPath(import.meta.url));
const ROUTE: Omit<Job, 'run'> = { name: 'route-grievance', queue: 'routing', attempts: 3, backoffMs: 20 };
const SEND: Omit<Job, 'run'> = { name: 'send-sms', queue: 'outbound', attempts: 1, backoffMs: 20 };
const ONE_AT_A_TIME = { concurrency: { routing: 1, outbound: 1 } };

const suites: BackendName[] = testRedisUrl() === null ? ['postgresql'] : ['redis', 'postgresql'];
itWithRedis('the queues in Redis are among them', () => expect(suites).toContain('redis'));

/** A job that writes down which rows it was run for, and when. */
function record(plan: Omit<Job, 'run'>, run: (id: string) => Promise<void> = async () => undefined) {
  const runs: { id: string; at: number }[] = [];
  const job: Job = {
    ...plan,
    run: async (_, id) => {
      runs.push({ id, at: performance.now() });
      await run(id);
    },
  };
  return { job, runs, ids: () => runs.map(({ id }) => id) };
}

/** A door that jobs wait at. */
function createGate() {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}

describe.each(suites)('the queues in %s', (backend) => {
  let database: TestDatabase;
  let bench: QueueBench;
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database.close());
  beforeEach(() => {
    bench = createQueueBench(backend, database);
  });
  afterEach(() => bench.close());
  const warnings = () => bench.lines.filter(({ level }) => level === 40);

  it('runs every one of a thousand wake-ups and keeps nothing of them', async () => {
    const { job, runs, ids } = record(ROUTE);
    const queues = await bench.open([job]);
    bench.work(queues, [job]);
    const rows = Array.from({ length: 1_000 }, (_, index) => `row-${index}`);
    for (const row of rows) queues.wake('route-grievance', row);
    await until('all have run', () => runs.length >= rows.length);
    expect(new Set(ids())).toEqual(new Set(rows));
    expect(runs).toHaveLength(rows.length);
    await until('nothing is left', async () => (await bench.stored()).length === 0);
    expect(warnings()).toEqual([]);
  });

  it('stores the id of the row and nothing else of it', async () => {
    const { job } = record(ROUTE);
    const queues = await bench.open([job]);
    queues.wake('route-grievance', 'row-1');
    await until('it is stored', async () => (await bench.stored()).length === 1);
    const [stored = ''] = await bench.stored();
    const { data } = JSON.parse(stored);
    expect(typeof data === 'string' ? JSON.parse(data) : data).toEqual({ id: 'row-1' });
    expect((await queues.counts()).routing).toEqual({ waiting: 1, active: 0, delayed: 0, failed: 0 });
  });

  it('holds a delayed wake-up back, and not the one without delay for the same row', async () => {
    const { job, runs, ids } = record(ROUTE);
    const queues = await bench.open([job]);
    bench.work(queues, [job]);
    const start = performance.now();
    queues.wake('route-grievance', 'row-1', { delayMs: 2_000 });
    queues.wake('route-grievance', 'row-2', { delayMs: 1_200 });
    await until('they wait', async () => (await queues.counts()).routing.delayed === 2);
    queues.wake('route-grievance', 'row-1');
    await until('all have run', () => runs.length === 3);
    expect(ids()).toEqual(['row-1', 'row-2', 'row-1']);
    const [now, early, late] = runs.map(({ at }) => at - start);
    expect(now).toBeLessThan(1_200);
    expect(early).toBeGreaterThanOrEqual(1_195);
    expect(late).toBeGreaterThanOrEqual(1_995);
  });

  it('tries again after a growing pause, and gives up after the last attempt without keeping what was thrown', async () => {
    const fails = async () => {
      throw new Error('a secret of row-1');
    };
    const { job, runs } = record({ ...ROUTE, backoffMs: 100 }, fails);
    const queues = await bench.open([job]);
    const { deps } = bench.work(queues, [job]);
    queues.wake('route-grievance', 'row-1');
    await until('it has failed', async () => (await queues.counts()).routing.failed === 1);
    const [first = 0, second = 0, third = 0] = runs.map(({ at }) => at);
    expect(runs).toHaveLength(3);
    expect(second - first).toBeGreaterThanOrEqual(45);
    expect(third - second).toBeGreaterThanOrEqual(95);
    const failures = bench.lines.filter(({ msg }) => msg === 'job failed');
    expect(failures.map(({ job: name, id, attempt, attempts }) => [name, id, attempt, attempts])).toEqual([
      ['route-grievance', 'row-1', 1, 3],
      ['route-grievance', 'row-1', 2, 3],
      ['route-grievance', 'row-1', 3, 3],
    ]);
    expect(await bench.stored()).toHaveLength(1);
    expect((await bench.stored()).join()).not.toContain('secret');
    expect(await deps.metrics.registry.metrics()).toContain(
      'majibu_job_seconds_count{job="route-grievance",result="failed"} 3',
    );
  });

  it('runs the higher priority first, whatever came first', async () => {
    const gate = createGate();
    const { job, runs, ids } = record(ROUTE, () => gate.opened);
    const queues = await bench.open([job]);
    bench.work(queues, [job], ONE_AT_A_TIME);
    queues.wake('route-grievance', 'blocks');
    await until('the worker is busy', () => runs.length === 1);
    queues.wake('route-grievance', 'last', { priority: 9 });
    queues.wake('route-grievance', 'second');
    queues.wake('route-grievance', 'third');
    queues.wake('route-grievance', 'first', { priority: 1 });
    await until('they wait', async () => (await queues.counts()).routing.waiting === 4);
    gate.open();
    await until('all have run', () => runs.length === 5);
    expect(ids()).toEqual(['blocks', 'first', 'second', 'third', 'last']);
  });

  it('sends no faster than it is told', async () => {
    const { job, runs } = record(SEND);
    const queues = await bench.open([job]);
    bench.work(queues, [job], { messagesPerSecond: 10 });
    for (let index = 0; index < 15; index += 1) queues.wake('send-sms', `row-${index}`);
    await until('all have run', () => runs.length === 15);
    const tookMs = (runs.at(-1)?.at ?? 0) - (runs[0]?.at ?? 0);
    expect(tookMs).toBeGreaterThan(800);
    expect(tookMs).toBeLessThan(5_000);
  });

  it('adds a repeated wake-up once while it waits, and again when it has failed', async () => {
    const { job, runs } = record(ROUTE, async () => {
      throw new Error('never works');
    });
    const queues = await bench.open([job]);
    const again = { skipIfWaiting: true };
    queues.wake('route-grievance', 'row-1', again);
    queues.wake('route-grievance', 'row-1', again);
    queues.wake('route-grievance', 'row-2', again);
    await until('they wait', async () => (await queues.counts()).routing.waiting > 0);
    queues.wake('route-grievance', 'row-1', again);
    queues.wake('route-grievance', 'row-1', { delayMs: 60_000 });
    await until('the other waits', async () => (await queues.counts()).routing.delayed === 1);
    expect((await queues.counts()).routing.waiting).toBe(2);
    bench.work(queues, [job]);
    await until('both have failed', async () => runs.length === 2 && (await queues.counts()).routing.active === 0);
    expect((await queues.counts()).routing).toEqual({ waiting: 0, active: 0, delayed: 1, failed: 0 });
    queues.wake('route-grievance', 'row-1', again);
    await until('it has run again', () => runs.length === 3);
  });

  it('finishes what it has begun before it closes, and leaves the rest to another', async () => {
    const gate = createGate();
    const { job, runs, ids } = record(ROUTE, () => gate.opened);
    const queues = await bench.open([job]);
    const { workers } = bench.work(queues, [job], ONE_AT_A_TIME);
    for (const row of ['a', 'b', 'c', 'd']) queues.wake('route-grievance', row);
    await until('the first has begun', () => runs.length === 1);
    let isClosed = false;
    const closed = workers.close().then(() => {
      isClosed = true;
    });
    await until('the others wait', async () => (await queues.counts()).routing.waiting === 3);
    expect(isClosed).toBe(false);
    gate.open();
    await closed;
    expect(ids()).toEqual(['a']);
    expect((await queues.counts()).routing).toEqual({ waiting: 3, active: 0, delayed: 0, failed: 0 });
    bench.work(queues, [job]);
    await until('the rest has run', () => runs.length === 4);
    expect(ids().sort()).toEqual(['a', 'b', 'c', 'd']);
  });

  it('gives a job back that is not done when the time to close is up', async () => {
    const { job, runs } = record(ROUTE, () => (runs.length === 1 ? new Promise(() => undefined) : Promise.resolve()));
    const queues = await bench.open([job]);
    const { workers } = bench.work(queues, [job], { closeWithinMs: 50 });
    queues.wake('route-grievance', 'row-1');
    await until('it has begun', () => runs.length === 1);
    await workers.close();
    expect(warnings().map(({ msg }) => msg)).toContain('jobs were still under way when the time to close was up');
    bench.work(queues, [job]);
    await until('another has run it', () => runs.length === 2);
  });

  it('runs a job again elsewhere when its worker was killed', async () => {
    const { job, ids } = record(ROUTE);
    const queues = await bench.open([job]);
    const child = spawn(
      process.execPath,
      [
        '--import',
        join(HERE, '../../scripts/register-typescript.js'),
        join(HERE, 'dying-worker.ts'),
        JSON.stringify(bench.place),
      ],
      { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] },
    );
    const taken = once(child, 'message');
    queues.wake('route-grievance', 'row-1');
    await taken;
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect((await queues.counts()).routing.active).toBe(1);
    bench.work(queues, [job], { lockMs: 1_000, checkStalledMs: 300 });
    await until('another has run it', () => ids().length > 0);
    expect(ids()).toEqual(['row-1']);
  });

  it('loses wake-ups with a warning while the server is away, and heals', async () => {
    const link = await bench.link();
    const { job, runs, ids } = record(ROUTE);
    const queues = await bench.open([job], link.url);
    bench.work(queues, [job]);
    queues.wake('route-grievance', 'before');
    await until('it has run', () => runs.length === 1);
    await queues.ping();
    link.cut();
    await expect(queues.ping()).rejects.toThrow();
    queues.wake('route-grievance', 'lost');
    const isLost = ({ msg }: Record<string, unknown>) => msg === 'wake-ups lost; the sweep will find their rows';
    await until('it is said', () => warnings().some(isLost));
    expect(warnings().find(isLost)).toMatchObject({ queue: 'routing', lost: 1 });
    link.mend();
    await until('the queue answers again', () =>
      queues.ping().then(
        () => true,
        () => false,
      ),
    );
    queues.wake('route-grievance', 'after');
    await until('it has run', () => ids().includes('after'), 25_000);
    // Again when idle: the worker did not only look once, it is told of new jobs again.
    queues.wake('route-grievance', 'later');
    await until('it has run', () => ids().includes('later'), 5_000);
    expect(ids()).toEqual(['before', 'after', 'later']);
  });

  it('adds what was gathered when it closes, and then takes no more without throwing', async () => {
    const { job } = record(ROUTE);
    const queues = await bench.open([job]);
    queues.wake('route-grievance', 'in time');
    await queues.close();
    queues.wake('route-grievance', 'too late');
    const stored = await bench.stored();
    expect(stored).toHaveLength(1);
    expect(stored.join()).toContain('in time');
  });
});
