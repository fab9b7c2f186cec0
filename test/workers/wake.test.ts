import { describe, expect, it } from '@jest/globals';
import { createLog } from '../../src/log.ts';
import type { JobPlan } from '../../src/workers/job.ts';
import type { NewJob } from '../../src/workers/queue-backend.ts';
import { createWaker } from '../../src/workers/wake.ts';
import { until } from '../support/until.ts';

const PLANS: JobPlan[] = [
  { name: 'route-grievance', queue: 'routing', attempts: 5, backoffMs: 1_000 },
  { name: 'send-sms', queue: 'outbound', attempts: 1, backoffMs: 1_000 },
];

function createBench(add: (jobs: readonly NewJob[]) => Promise<void> = async () => undefined) {
  const lines: Record<string, unknown>[] = [];
  const added: [string, readonly NewJob[]][] = [];
  const log = createLog('info', { write: (line: string) => void lines.push(JSON.parse(line)) });
  const waker = createWaker(
    PLANS,
    async (queue, jobs) => {
      added.push([queue, jobs]);
      await add(jobs);
    },
    log,
  );
  return { wake: waker.wake, close: () => waker.close(), added, lines };
}

describe('wake', () => {
  it('gathers what comes together, one batch for each queue', async () => {
    const { wake, close, added } = createBench();
    for (let index = 0; index < 20; index += 1) wake(index % 2 ? 'send-sms' : 'route-grievance', `row-${index}`);
    expect(added).toEqual([]);
    await close();
    expect(added.map(([queue, jobs]) => [queue, jobs.length])).toEqual([
      ['routing', 10],
      ['outbound', 10],
    ]);
  });

  it('gives an ordinary wake-up no id, and a repeated one an id per row and a single try', async () => {
    const { wake, close, added } = createBench();
    wake('route-grievance', 'row-1', { delayMs: 1.2, priority: 1 });
    wake('route-grievance', 'row-1', { delayMs: -5, skipIfWaiting: true });
    wake('route-grievance', 'row-1', { skipIfWaiting: true, time: 7 });
    await close();
    const backoff = { type: 'exponential', delay: 1_000, jitter: 0.5 };
    expect(added[0]?.[1]).toEqual([
      { name: 'route-grievance', data: { id: 'row-1' }, opts: { priority: 1, attempts: 5, backoff, delay: 2 } },
      {
        name: 'route-grievance',
        data: { id: 'row-1' },
        opts: { priority: 5, attempts: 1, backoff, jobId: 'sweep-route-grievance-row-1', removeOnFail: true },
      },
      {
        name: 'route-grievance',
        data: { id: 'row-1' },
        opts: { priority: 5, attempts: 1, backoff, jobId: 'sweep-route-grievance-row-1-7', removeOnFail: true },
      },
    ]);
  });

  it('adds one batch of a queue at a time, and goes on after one that fails', async () => {
    let running = 0;
    let most = 0;
    const { wake, close, added, lines } = createBench(async (jobs) => {
      running += 1;
      most = Math.max(most, running);
      await new Promise(setImmediate);
      running -= 1;
      if (jobs[0]?.data.id === 'row-0') throw new Error('the server is away');
    });
    for (let index = 0; index < 1_200; index += 1) wake('route-grievance', `row-${index}`);
    await until('it has begun', () => added.length > 0);
    wake('route-grievance', 'late');
    await close();
    expect(added.map(([, jobs]) => jobs.length)).toEqual([500, 500, 201]);
    expect(most).toBe(1);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatchObject({ level: 40, queue: 'routing', lost: 500 });
  });

  it('drops wake-ups, and says how many, rather than fill the memory', async () => {
    const { wake, close, added, lines } = createBench();
    for (let index = 0; index < 50_007; index += 1) wake('route-grievance', `row-${index}`);
    await close();
    expect(added.reduce((sum, [, jobs]) => sum + jobs.length, 0)).toBe(50_000);
    expect(lines.map(({ level, lost }) => [level, lost])).toEqual([[40, 7]]);
  });

  it('complains of a job that is in no registry, without throwing', async () => {
    const { wake, close, added, lines } = createBench();
    wake('check-deadline', 'row-1');
    await close();
    expect(added).toEqual([]);
    expect(lines).toMatchObject([{ level: 50, job: 'check-deadline' }]);
  });
});
