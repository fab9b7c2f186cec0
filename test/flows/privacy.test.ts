import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Redis } from 'ioredis';
import request, { type Response } from 'supertest';
import { createKey, type NewKey } from '../../src/accounts/create-key.ts';
import { openAfricastalking } from '../../src/sms/carriers/africastalking.ts';
import type { Carrier } from '../../src/sms/carriers/carrier.ts';
import { type Behaviour, type CarrierDouble, openCarrierDouble } from '../support/carrier-double.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { columnsOf, findIn, findStored } from '../support/everything-stored.ts';
import { type Gateway, openGateway } from '../support/gateway.ts';
import { type GatewayProcess, startGateway } from '../support/gateway-process.ts';
import { openProgram } from '../support/program.ts';
import { testRedisUrl } from '../support/redis-url.ts';
import { type Citizen, openCitizen } from '../support/story.ts';
import { until } from '../support/until.ts';

/** A number nobody else in this file has, and every way it could be written down. */
const CANARY = '+254712345678';
const NUMBER = ['712345678', '712 345 678', '712-345-678', Buffer.from(CANARY).toString('base64').slice(0, 16)];
/** What she writes; her name is in it, as it is in real reports. */
const TEXT = 'Zawadi Kanariya says the pump is dry';
const MORE = 'Kanariya again: still dry';
const COMMENT = 'Kanariya waited six hours';
const REPLY = 'Mama Kanariya, a plumber comes';
const REASON = 'Kanariya lives in another ward';
/** A word of every text above. */
const WORDS = ['Kanariya'];

/** Where words may be: with the report, the messages, the history, the rating, and the call in which they were typed. */
const HOMES_OF_WORDS = new Set([
  'public.grievances.text',
  'public.grievance_events.data',
  'public.messages.text',
  'public.ratings.comment',
  'public.ussd_sessions.transcript',
  'public.ussd_sessions.state',
  // A last answer is on the screen of "my reports".
  'public.ussd_sessions.screen_text',
  'public.citizens.conversation',
]);

const AT = { CARRIER: 'africastalking', AT_USERNAME: 'majibu', AT_API_KEY: 'atsk_kanariya_key' };

/** Everything a carrier can do to a send. */
const FAILURES: readonly Behaviour[] = [
  { does: 'refuse', statusCode: 403, status: `InvalidPhoneNumber ${CANARY}` },
  { does: 'answer-empty', message: `Invalid number ${CANARY}` },
  { does: 'answer', status: 401, body: `The supplied authentication is invalid for ${CANARY}` },
  { does: 'answer', status: 429, body: CANARY },
  { does: 'answer', status: 500, body: `${CANARY} ${TEXT}` },
  { does: 'answer', status: 201, body: `not json ${CANARY}` },
  { does: 'answer', status: 302, body: '', headers: { location: `/elsewhere?to=${CANARY}` } },
  { does: 'hang' },
  { does: 'drip' },
  { does: 'reset' },
  { does: 'drop' },
];

describe('a number, words and a name that went through every flow', () => {
  let gateway: Gateway;
  let double: CarrierDouble;
  let citizen: Citizen;
  let reference = '';
  /** Bodies of what was refused. */
  const refused: string[] = [];
  const ROLES: readonly (Omit<NewKey, 'programme'> & { readsWords: boolean })[] = [
    { role: 'official', office: 'water_company@KE.001', readsWords: true },
    { role: 'supervisor', area: 'KE.001', readsWords: true },
    { role: 'triage', readsWords: true },
    { role: 'admin', readsWords: true },
    { role: 'observer', readsWords: false },
    { role: 'focal', stream: 'integrity', readsWords: false },
    { role: 'focal', stream: 'protection', readsWords: false },
    { role: 'focal', stream: 'child', readsWords: false },
  ];

  beforeAll(async () => {
    double = await openCarrierDouble();
    gateway = await openGateway({ env: { ...AT, AT_BASE_URL: double.url } });
    // The same carrier with less patience: some of these sends are never answered.
    const carriers = gateway.deps.carriers as Map<string, Carrier>;
    carriers.set('africastalking', openAfricastalking(gateway.deps.config, { timeoutMs: 300 }));
    citizen = openCitizen(gateway, CANARY);
  });
  afterAll(async () => {
    await gateway.close();
    await double.close();
  });

  const callback = (path: string, fields: Record<string, string>) =>
    request(gateway.app).post(`/at/dev${path}`).type('form').send(fields);
  const keep = (response: Response): Response => {
    if (response.status >= 400) refused.push(`${response.text} ${JSON.stringify(response.headers)}`);
    return response;
  };

  it('reports, is answered, moves up, disputes, rates and asks', async () => {
    const end = await citizen.dial('*384*2101#', { text: `2*1*1*1*1*Mtongwe*${TEXT}*1` });
    reference = (/\d{4} \d{4}/.exec(end.screen)?.[0] ?? '').replace(' ', '');
    expect(reference).toMatch(/^\d{8}$/);
    const office = await openProgram(gateway, {
      programme: 'kenya-coast',
      role: 'official',
      office: 'water_company@KE.001',
    });
    const admin = await openProgram(gateway, { programme: 'kenya-coast', role: 'admin' });
    await citizen.news();
    await office.post(`/grievances/${reference}/acknowledge`).expect(200);
    await office.post(`/grievances/${reference}/reply`, { text: REPLY }).expect(200);
    await gateway.work();
    await citizen.sms('22101', MORE);
    await gateway.work();
    await admin.post(`/grievances/${reference}/note`, { text: `${REPLY}?` }).expect(200);
    await admin.post(`/grievances/${reference}/transfer`, { office: 'ward_admin@KE.001.004.0016', reason: REASON });
    await gateway.pass(24 * 60);
    await admin.post(`/grievances/${reference}/resolve`, { text: REPLY }).expect(200);
    await gateway.work();
    await citizen.sms('22101', '2');
    await gateway.work();
    await citizen.sms('22101', `STATUS ${reference}`);
    await gateway.pass(0.1);
    await citizen.sms('22101', `REPORT ${TEXT}`);
    await gateway.work();
    await gateway.pass(0.1);
    await citizen.sms('22101', '2');
    await gateway.work();
    await citizen.sms('22101', 'Mtongwe');
    await gateway.work();
    await citizen.sms('22101', `RATE 101 4 ${COMMENT}`);
    await citizen.sms('22101', 'STOP');
    await citizen.sms('22101', 'START');
    await gateway.work();
    let rating = await (await (await citizen.dial('*384*2101#')).choose('Rate a service')).type('1');
    rating = await (await (await rating.type('5')).choose('Say more')).type(COMMENT);
    expect(rating.isOver).toBe(true);
    await (await (await citizen.dial('*384*2101#')).choose('My reports')).type('1');
    const statuses = await gateway.deps.db.selectFrom('grievances').select(['status', 'level']).execute();
    expect(statuses).toHaveLength(2);
    expect(statuses.some(({ level }) => level > 0)).toBe(true);
    const rated = await gateway.deps.db.selectFrom('ratings').select('comment').execute();
    expect(rated.map(({ comment }) => comment)).toContain(COMMENT);
  });

  it.each(FAILURES)('is sent to a carrier that does $does', async (failure) => {
    double.script(failure);
    await citizen.sms('22101', 'STATUS');
    await gateway.work();
  });

  it('is in callbacks that make no sense, and in requests that are refused', async () => {
    for (const path of ['/sms', '/sms/delivery', '/sms/opt-out', '/ussd', '/ussd/events']) {
      for (const fields of [{}, { from: CANARY }, { text: TEXT, phoneNumber: CANARY }, { status: 'x', id: 'y' }]) {
        keep(await callback(path, fields as Record<string, string>));
      }
      keep(await request(gateway.app).post(`/at/dev${path}`).type('json').send(`{"from":"${CANARY}","text":"${TEXT}`));
      keep(
        await request(gateway.app).post(`/at/wrong-${CANARY}${path}`).type('form').send({ from: CANARY, text: TEXT }),
      );
    }
    const admin = await openProgram(gateway, { programme: 'kenya-coast', role: 'admin' });
    keep(
      await admin.post('/grievances', { phone: '+25471', text: TEXT, category: CANARY, area: TEXT, language: TEXT }),
    );
    keep(await admin.post(`/grievances/${reference}/reply`, { text: `${CANARY} ${TEXT} `.repeat(60) }));
    keep(await admin.post(`/grievances/${reference}/acknowledge`));
    keep(await admin.get(`/grievances/${encodeURIComponent(CANARY)}`));
    keep(await admin.get(`/grievances?office=${encodeURIComponent(CANARY)}&cursor=${encodeURIComponent(TEXT)}`));
    keep(await request(gateway.app).get(`/${encodeURIComponent(CANARY)}/${encodeURIComponent(TEXT)}`));
    keep(await request(gateway.app).get('/api/v1/grievances').set('Authorization', `Bearer ${CANARY}`));
    keep(await request(gateway.app).post('/api/v1/grievances').type('json').send(`{"text":"${TEXT}`));
    expect(refused.length).toBeGreaterThan(8);
  });

  it('is in a turn, an SMS and a request that throw', async () => {
    const { schema } = gateway.deps.db;
    await schema.alterTable('grievance_events').renameTo('gone').execute();
    try {
      const call = await citizen.dial('*384*2101#', { text: `1*1*1*${TEXT}*1` });
      expect(call.isOver).toBe(true);
      await citizen.sms('22101', `STATUS ${reference}`);
      await expect(gateway.work()).rejects.toThrow();
      const admin = await openProgram(gateway, { programme: 'kenya-coast', role: 'admin' });
      expect(keep(await admin.post(`/grievances/${reference}/note`, { text: TEXT })).status).toBe(500);
    } finally {
      await schema.alterTable('gone').renameTo('grievance_events').execute();
    }
    await gateway.pass(1);
  });

  it('left neither number nor words nor reference in the log, a wake-up, an error or the metrics', async () => {
    const shown = `${reference.slice(0, 4)} ${reference.slice(4)}`;
    const secrets = [...NUMBER, ...WORDS, reference, shown];
    expect(gateway.logged.filter((line) => findIn(line, secrets).length > 0)).toEqual([]);
    expect(findIn(JSON.stringify(gateway.waiting), secrets)).toEqual([]);
    expect(refused.filter((body) => findIn(body, secrets).length > 0)).toEqual([]);
    const metrics = await request(gateway.app).get('/metrics').expect(200);
    expect(findIn(metrics.text, secrets)).toEqual([]);
  });

  it('left the number nowhere in the database, and the words only where they belong', async () => {
    expect(columnsOf(await findStored(gateway.deps.db, NUMBER))).toEqual([]);
    const homes = columnsOf(await findStored(gateway.deps.db, WORDS));
    expect(homes.filter((column) => !HOMES_OF_WORDS.has(column))).toEqual([]);
    expect(homes).toContain('public.grievances.text');
  });

  it.each(ROLES)('shows no $role the number, and words only to who works on it', async ({ readsWords, ...key }) => {
    const program = await openProgram(gateway, { programme: 'kenya-coast', ...key });
    const bodies: string[] = [];
    for (const path of [
      '/grievances',
      `/grievances/${reference}`,
      '/ratings',
      '/areas',
      '/offices',
      '/units',
      '/categories',
      ...['office', 'area', 'category', 'month'].map((grouping) => `/response-times?group_by=${grouping}`),
    ]) {
      const { text } = await program.get(path);
      bodies.push(text);
    }
    expect(findIn(bodies.join('\n'), NUMBER)).toEqual([]);
    if (!readsWords) expect(findIn(bodies.join('\n'), WORDS)).toEqual([]);
  });

  it.each([
    ['a short code', '/sms', { from: '22101', to: CANARY, text: 'hi', id: 'swapped' }],
    ['the word of a delivery report', '/sms/delivery', { id: 'ID', status: `Failed ${CANARY}`, phoneNumber: CANARY }],
    ['a word nobody knows', '/sms/delivery', { id: 'ID', status: `Nobody ${CANARY}`, phoneNumber: CANARY }],
  ])('does not store the number that a carrier puts into %s', async (_name, path, fields: Record<string, string>) => {
    // A send whose answer was lost: a delivery report that nobody knows is taken for it.
    await gateway.deps.db.updateTable('messages').set({ state: 'delivered' }).where('state', '=', 'unknown').execute();
    double.script({ does: 'drop' });
    await citizen.sms('22101', 'STATUS');
    await gateway.work();
    await callback(path, fields).expect(200);
    await gateway.work();
    expect(columnsOf(await findStored(gateway.deps.db, NUMBER))).toEqual([]);
  });

  it('does not store the number that a program puts into its Idempotency-Key', async () => {
    const { key } = await createKey(gateway.deps, { programme: 'kenya-coast', role: 'admin' });
    await request(gateway.app)
      .post('/api/v1/grievances')
      .set({ authorization: `Bearer ${key}`, 'idempotency-key': `${CANARY}-2026-11-23` })
      .send({ category: 'WATER.DRY', area: 'KE.001.004.0016', text: 'Dry', language: 'en', phone: CANARY })
      .expect(201);
    const source = (await findStored(gateway.deps.db, NUMBER)).filter(({ column }) => column.endsWith('.source'));
    expect(source).toEqual([]);
  });
});

const redisUrl = testRedisUrl();
const BACKENDS: [string, Record<string, string>][] = [
  ['PostgreSQL', {}],
  ...(redisUrl === null ? [] : [['Redis', { REDIS_URL: redisUrl }] as [string, Record<string, string>]]),
];

describe.each(BACKENDS)('a gateway as it is shipped, with its queue in %s', (_name, env) => {
  let database: TestDatabase;
  let double: CarrierDouble;
  let gateway: GatewayProcess;
  beforeEach(async () => {
    database = await createTestDatabase({ template: 'majibu_template_programmes' });
    double = await openCarrierDouble();
    const settings = { ...AT, AT_BASE_URL: double.url, DATABASE_URL: database.url, ...env };
    gateway = await startGateway({ NODE_ENV: 'test', ...settings });
  });
  afterEach(async () => {
    await gateway.stop('SIGKILL');
    await double.close();
    await database.close();
  });

  const post = async (path: string, fields: Record<string, string>) => {
    const response = await fetch(`${gateway.url}/at/dev${path}`, { method: 'POST', body: new URLSearchParams(fields) });
    return response.text();
  };
  const sms = (text: string, id: string) => post('/sms', { from: CANARY, to: '22101', text, id });

  it('writes neither number nor words nor reference into a job, its failure or its output', async () => {
    double.script({ does: 'answer', status: 429, body: CANARY }, { does: 'drop' });
    const report = { sessionId: 'ATUid_queued', phoneNumber: CANARY, serviceCode: '*384*2101#' };
    const screen = await post('/ussd', { ...report, text: `2*1*1*1*1*Mtongwe*${TEXT}*1` });
    const shown = /\d{4} \d{4}/.exec(screen)?.[0] ?? '';
    const reference = shown.replace(' ', '');
    expect(reference).toMatch(/^\d{8}$/);
    await until('the receipt was refused', async () => double.requests() >= 1);
    await database.db.schema.alterTable('citizens').renameTo('gone').execute();
    await sms(`REPORT ${TEXT}`, 'one');
    await until('reading it failed', () => gateway.output().includes('"job":"interpret-sms"'));
    await database.db.schema.alterTable('gone').renameTo('citizens').execute();
    await until('reading it was tried again', async () => {
      const { state } = await database.db
        .selectFrom('messages')
        .select('state')
        .where('direction', '=', 'in')
        .executeTakeFirstOrThrow();
      return state === 'interpreted';
    });
    const secrets = [...NUMBER, ...WORDS, reference, shown];
    const queued = await findStored(database.db, secrets);
    expect(queued.filter(({ column }) => column.startsWith('bullmq.'))).toEqual([]);
    expect(columnsOf(await findStored(database.db, NUMBER))).toEqual([]);
    if (env.REDIS_URL) expect(findIn(await readRedis(env.REDIS_URL), secrets)).toEqual([]);
    expect(findIn(gateway.output(), secrets)).toEqual([]);
  });
});

/** Every key of a Redis with what it holds, as one text. */
async function readRedis(url: string): Promise<string> {
  const redis = new Redis(url);
  try {
    const keys = await redis.keys('*');
    const dumps = await Promise.all(keys.map((key) => redis.dumpBuffer(key)));
    expect(keys.length).toBeGreaterThan(0);
    return keys.map((key, index) => `${key} ${dumps[index]?.toString('latin1') ?? ''}`).join('\n');
  } finally {
    redis.disconnect();
  }
}
