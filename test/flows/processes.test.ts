import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { type GatewayProcess, startGateway } from '../support/gateway-process.ts';
import { testRedisUrl } from '../support/redis-url.ts';
import { until } from '../support/until.ts';

const PHONE = '+254712000404';
const CODE = '*384*2101#';
const REPORT = '2*1*1*1*1*Mtongwe*No water since Monday*1';

let database: TestDatabase;
const running: GatewayProcess[] = [];
beforeEach(async () => {
  database = await createTestDatabase({ template: 'majibu_template_programmes' });
});
afterEach(async () => {
  for (const gateway of running.splice(0)) await gateway.stop('SIGKILL');
  await database.close();
});

async function start(
  env: Record<string, string> = {},
  role: 'web' | 'worker' | 'all' = 'all',
): Promise<GatewayProcess> {
  const gateway = await startGateway({ DATABASE_URL: database.url, ...env }, { role });
  running.push(gateway);
  return gateway;
}

async function post(url: string, fields: Record<string, string>): Promise<{ status: number; text: string }> {
  const response = await fetch(url, { method: 'POST', body: new URLSearchParams(fields) });
  return { status: response.status, text: await response.text() };
}

/** Says a whole call turn by turn and gives back the last screen. */
async function call(gateway: GatewayProcess, sessionId: string, transcript: string): Promise<string> {
  const inputs = transcript.split('*');
  let screen = '';
  for (let said = 0; said <= inputs.length; said += 1) {
    const text = inputs.slice(0, said).join('*');
    const fields = { sessionId, phoneNumber: PHONE, serviceCode: CODE, text };
    screen = (await post(`${gateway.url}/at/dev/ussd`, fields)).text;
  }
  return screen;
}

async function inbox(gateway: GatewayProcess): Promise<string[]> {
  const response = await fetch(`${gateway.url}/simulator/api/messages?phone=${encodeURIComponent(PHONE)}`);
  const messages = (await response.json()) as { text: string }[];
  return messages.map(({ text }) => text);
}

const redis = testRedisUrl();
const BACKENDS: [string, Record<string, string>][] = [
  ['PostgreSQL', {}],
  ...(redis === null ? [] : [['Redis', { REDIS_URL: redis }] as [string, Record<string, string>]]),
];

describe.each(BACKENDS)('a gateway with its queue in %s', (_name, env) => {
  it('takes a call, routes it, sends the receipt, and stops cleanly', async () => {
    const gateway = await start(env);
    expect(await call(gateway, 'ATUid_whole', REPORT)).toContain('must answer by');
    await until('the receipt arrives', async () => (await inbox(gateway)).length === 1);
    expect((await inbox(gateway))[0]).toContain('your report is with Mombasa Water Company');
    expect(await gateway.stop('SIGTERM')).toBe(0);
    expect(gateway.output()).not.toContain('712000404');
    expect(gateway.output()).not.toContain('No water since');
  });

  it('works as a web and a worker process apart', async () => {
    const web = await start(env, 'web');
    expect(await call(web, 'ATUid_apart', REPORT)).toContain('must answer by');
    expect(await inbox(web)).toEqual([]);
    const worker = await start(env, 'worker');
    await until('the worker sends the receipt', async () => (await inbox(web)).length === 1);
    const metrics = await fetch(`${worker.url}/metrics`);
    expect(await metrics.text()).toContain('majibu_job_seconds_count{job="send-sms",result="done"} 1');
    expect((await post(`${worker.url}/at/dev/ussd`, {})).status).toBe(404);
  });
});

describe('a gateway that is killed', () => {
  it('goes on in the middle of a call when it is started again, and files once', async () => {
    const first = await start();
    await call(first, 'ATUid_killed', '2*1*1*1*1*Mtongwe*No water since Monday');
    await first.stop('SIGKILL');
    const second = await start();
    const fields = { sessionId: 'ATUid_killed', phoneNumber: PHONE, serviceCode: CODE, text: REPORT };
    const filed = await post(`${second.url}/at/dev/ussd`, fields);
    expect(filed.text).toContain('must answer by');
    await second.stop('SIGKILL');
    const third = await start();
    expect(await post(`${third.url}/at/dev/ussd`, fields)).toEqual(filed);
    const filedOnes = await database.db.selectFrom('grievances').select('source').execute();
    // Keyed: the carrier's own list of calls does not lead to it.
    expect(filedOnes).toEqual([{ source: expect.stringMatching(/^ussd-[0-9a-f]{64}$/) }]);
  });
});

describe('an environment that describes no gateway', () => {
  it('is refused with every problem at once', async () => {
    const env = { NODE_ENV: 'production', SEALING_KEYS: 'nonsense', CALLBACK_SECRET: 'short', REDIS_URL: 'http://x' };
    await expect(start(env)).rejects.toThrow(
      /SEALING_KEYS[\s\S]*INDEX_KEY[\s\S]*CALLBACK_SECRET|CALLBACK_SECRET[\s\S]*INDEX_KEY/,
    );
  });
});
