import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { UpdateObject } from 'kysely';
import request from 'supertest';
import { createApp } from '../src/app.ts';
import type { Database, Grievance } from '../src/db/schema.ts';
import type { Deps } from '../src/deps.ts';
import { createHealthApp, type HealthSources } from '../src/health.ts';
import { JOBS } from '../src/workers/jobs/index.ts';
import type { Queues } from '../src/workers/queue.ts';
import { startWorkers } from '../src/workers/run-workers.ts';
import { type Gateway, openGateway } from './support/gateway.ts';
import { sendTurn } from './support/handset.ts';
import { fileReport } from './support/report.ts';
import { insertMessage } from './workers/stuck-rows.ts';

let gateway: Gateway;
beforeAll(async () => {
  gateway = await openGateway();
});
afterAll(async () => {
  await gateway.close();
});

const NO_JOBS = { waiting: 0, active: 0, delayed: 0, failed: 0 };

const COUNTS = {
  ...{ inbound: NO_JOBS, routing: NO_JOBS, outbound: NO_JOBS, deadlines: NO_JOBS, maintenance: NO_JOBS },
  webhooks: NO_JOBS,
};

/** All is well. */
const HEALTHY: HealthSources = {
  isServing: () => true,
  pingQueue: async () => undefined,
  countJobs: async () => COUNTS,
};

/** What the health pages and the channels get when database and queue are gone. */
function away(): [Deps, HealthSources] {
  const db = new Proxy(gateway.deps.db, {
    get: () => () => {
      throw new Error('the database is away');
    },
  });
  const fail = () => Promise.reject(new Error('the queue is away'));
  return [
    { ...gateway.deps, db },
    { isServing: () => true, pingQueue: fail, countJobs: fail },
  ];
}

describe('health', () => {
  it('answers while the process lives', async () => {
    await request(gateway.app).get('/healthz').expect(200, { status: 'ok' });
    await request(createApp(...away()))
      .get('/healthz')
      .expect(200, { status: 'ok' });
  });

  it('is ready with database and queue, and says which is missing', async () => {
    await request(gateway.app).get('/readyz').expect(200);
    const { body } = await request(createApp(...away()))
      .get('/readyz')
      .expect(503);
    expect(body).toEqual({ status: 'not_ready', checks: { database: false, queue: false } });
  });

  it('needs no count of jobs to be ready, and says so in time when nobody answers', async () => {
    const countJobs = () => Promise.reject(new Error('nobody should count'));
    await request(createApp(gateway.deps, { ...HEALTHY, countJobs }))
      .get('/readyz')
      .expect(200);
    const pingQueue = () => new Promise<void>(() => undefined);
    const { body } = await request(createApp(gateway.deps, { ...HEALTHY, pingQueue }))
      .get('/readyz')
      .expect(503);
    expect(body.checks).toEqual({ database: true, queue: false });
  });

  it('is not ready once it is told to stop', async () => {
    const app = createApp(gateway.deps, { ...HEALTHY, isServing: () => false });
    await request(app).get('/readyz').expect(503);
  });
});

describe('figures', () => {
  it('counts turns', async () => {
    await sendTurn(gateway.app, {
      sessionId: 'ATUid_metrics',
      phoneNumber: '+254712777001',
      serviceCode: '*384*2101#',
      text: '',
    });
    const text = await readMetrics();
    expect(text).toContain('majibu_ussd_turns_total{programme="kenya-coast",result="continued"} 1\n');
    expect(text).toContain('majibu_ussd_turn_seconds_count 1\n');
    expect(text).not.toContain('712777001');
  });

  it('counts a message of the last day, and none from before', async () => {
    const { db, now } = gateway.deps;
    await insertMessage(db, { state: 'unknown', created_at: now() });
    await insertMessage(db, { state: 'unknown', created_at: new Date(now().getTime() - 25 * 3_600_000) });
    expect(await readMetrics()).toContain('majibu_messages{direction="out",state="unknown"} 1\n');
  });

  it('counts the open ordinary reports that the API calls overdue, and no others', async () => {
    const set = (id: string, values: UpdateObject<Database, 'grievances'>) =>
      gateway.deps.db.updateTable('grievances').set(values).where('id', '=', id).execute();
    const [before, after] = [-1, 1].map((ms) => new Date(gateway.deps.now().getTime() + ms));
    const late = { respond_by: before, resolve_by: before, overdue_at: before };
    const unnoticed = await file('WATER.DRY', 'late-1');
    const inTime = await file('WATER.DRY', 'late-2');
    const sealed = await file('INTEG.BRIBE', 'late-3');
    const closed = await file('WATER.DRY', 'late-4');
    expect(sealed.stream).not.toBe('ordinary');
    // Nobody has noticed yet: it is the time that decides, as in the API.
    await set(unnoticed.id, { status: 'acknowledged', first_answered_at: before, resolve_by: before });
    await set(inTime.id, { status: 'routed', respond_by: after, resolve_by: after });
    await set(sealed.id, { status: 'routed', ...late });
    await set(closed.id, { status: 'closed', ...late });
    const text = await readMetrics();
    expect(text).toContain('majibu_overdue_grievances{programme="kenya-coast"} 1\n');
    expect(text).toContain('majibu_overdue_grievances{programme="khulna"} 0\n');
  });

  it('times a job that a worker runs, and counts the jobs that wait', async () => {
    const { id } = await file('WATER.DRY', 'job-1');
    const taken = { name: 'route-grievance', data: { id }, attemptsMade: 0, opts: {} };
    let work: Promise<void> | undefined;
    const openWorker: Queues['openWorker'] = (queue, run) => {
      if (queue === 'routing') work = run(taken);
      return { close: async () => undefined };
    };
    const workers = startWorkers(gateway.deps, { openWorker }, JOBS);
    await work;
    await workers.close();
    const counts = { ...COUNTS, outbound: { ...NO_JOBS, waiting: 3 } };
    const text = await readMetrics({ ...HEALTHY, countJobs: async () => counts });
    expect(text).toContain('majibu_job_seconds_count{job="route-grievance",result="done"} 1\n');
    expect(text).toContain('majibu_queue_jobs{queue="outbound",state="waiting"} 3\n');
  });

  it('leaves out what cannot be read, and logs that', async () => {
    expect(await readMetrics()).toContain('majibu_messages{');
    const before = gateway.logged.length;
    const { text } = await request(createApp(...away()))
      .get('/metrics')
      .expect(200);
    expect(text).not.toMatch(/^majibu_(messages|overdue_grievances|unstaffed_streams|unlinked_\w+|queue_jobs)\{/m);
    const lines = gateway.logged.slice(before).map((line) => JSON.parse(line));
    expect(lines.map(({ level, msg }) => [level, msg])).toEqual(
      Array(6).fill([40, 'a figure could not be read and is left out of the metrics']),
    );
  });

  it('are there in a process without channels too, with its health', async () => {
    const app = createHealthApp(gateway.deps, HEALTHY);
    for (const path of ['/healthz', '/readyz', '/metrics']) await request(app).get(path).expect(200);
    await request(app).get('/simulator').expect(404);
    await request(app).post('/at/dev/ussd').expect(404);
  });
});

function file(category: string, source: string): Promise<Grievance> {
  return fileReport(gateway, { category, area: 'KE.001.001.0001', phone: '+254712777003', source });
}

async function readMetrics(sources = HEALTHY): Promise<string> {
  const { text } = await request(createApp(gateway.deps, sources)).get('/metrics').expect(200);
  return text;
}

describe('the database is away', () => {
  it('asks a caller to try again, and the carrier of an SMS to repeat it', async () => {
    const app = createApp(...away());
    const call = { sessionId: 'ATUid_away', phoneNumber: '+254712777002', serviceCode: '*384*2101#', text: '' };
    expect(await sendTurn(app, call)).toEqual({ prefix: 'END', screen: expect.stringContaining('piga tena') });
    const sms = { from: '+254712777002', to: '22101', text: 'maji', date: '2026-11-23 06:30:00', id: 'away-1' };
    await request(app).post('/at/dev/sms').type('form').send(sms).expect(503);
  });
});

describe('what is not there', () => {
  it.each(['/nothing', '/at/wrong/ussd', '/at/%zz/ussd', '/at/%zz/sms', '/simulator/nothing'])(
    '%s is 404',
    async (path) => {
      const before = gateway.logged.length;
      const { body } = await request(gateway.app).post(path).type('form').send({ text: 'secret words' }).expect(404);
      expect(body.error).toMatchObject({ code: 'not_found', id: expect.any(String) });
      expect(gateway.logged.slice(before).join('')).not.toContain('wrong');
    },
  );
});

describe('headers', () => {
  it('let a page load nothing from elsewhere and run nothing inline', async () => {
    const { headers } = await request(gateway.app).get('/').expect(200);
    expect(headers['content-security-policy']).toContain("default-src 'none';script-src 'self'");
    expect(headers).not.toHaveProperty('x-powered-by');
  });
});
