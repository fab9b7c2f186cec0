import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { createApp } from '../src/app.ts';
import { type Gateway, openGateway } from './support/gateway.ts';
import { sendTurn } from './support/handset.ts';

let gateway: Gateway;
beforeAll(async () => {
  gateway = await openGateway();
});
afterAll(async () => {
  await gateway.close();
});

const NO_JOBS = { waiting: 0, active: 0, delayed: 0, failed: 0 };

/** The same gateway, whose database is gone. */
function withoutDatabase(): Gateway['app'] {
  const db = new Proxy(gateway.deps.db, {
    get: () => () => {
      throw new Error('the database is away');
    },
  });
  return createApp(
    { ...gateway.deps, db },
    {
      isServing: () => true,
      countJobs: () => Promise.reject(new Error('the queue is away')),
    },
  );
}

describe('health', () => {
  it('answers while the process lives', async () => {
    await request(gateway.app).get('/healthz').expect(200, { status: 'ok' });
    await request(withoutDatabase()).get('/healthz').expect(200, { status: 'ok' });
  });

  it('is ready with database and queue, and says which is missing', async () => {
    await request(gateway.app).get('/readyz').expect(200);
    const { body } = await request(withoutDatabase()).get('/readyz').expect(503);
    expect(body).toEqual({ status: 'not_ready', checks: { database: false, queue: false } });
  });

  it('is not ready once it is told to stop', async () => {
    const app = createApp(gateway.deps, { isServing: () => false, countJobs: async () => COUNTS });
    await request(app).get('/readyz').expect(503);
  });

  it('shows turns, messages, queue depth, job durations and overdue reports', async () => {
    await sendTurn(gateway.app, {
      sessionId: 'ATUid_metrics',
      phoneNumber: '+254712777001',
      serviceCode: '*384*2101#',
      text: '',
    });
    const app = createApp(gateway.deps, { isServing: () => true, countJobs: async () => COUNTS });
    const { text } = await request(app).get('/metrics').expect(200);
    expect(text).toContain('majibu_ussd_turns_total{programme="kenya-coast",result="continued"} 1');
    expect(text).toContain('majibu_queue_jobs{queue="outbound",state="waiting"} 0');
    expect(text).toContain('majibu_overdue_grievances{programme="khulna"} 0');
    for (const name of ['majibu_messages', 'majibu_job_seconds', 'majibu_ussd_turn_seconds'])
      expect(text).toContain(name);
    expect(text).not.toContain('712777001');
  });

  const COUNTS = { inbound: NO_JOBS, routing: NO_JOBS, outbound: NO_JOBS, deadlines: NO_JOBS, maintenance: NO_JOBS };
});

describe('the database is away', () => {
  it('asks a caller to try again, and the carrier of an SMS to repeat it', async () => {
    const app = withoutDatabase();
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
