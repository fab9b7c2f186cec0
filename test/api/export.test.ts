import { Agent, createServer, get as httpGet, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import express, { type RequestHandler } from 'express';
import { type KyselyPlugin, sql } from 'kysely';
import request from 'supertest';
import { createApiRouter } from '../../src/api/router.ts';
import { until } from '../support/until.ts';
import { CITIZEN_PHONE, fileReport, type Gateway, openGateway } from './gateway.ts';

const MANY = 50_000;
const STEP = 5_000;
const MB = 1024 * 1024;
/** So often in a row nothing has moved. */
const LOOKS = 40;

let gateway: Gateway;
beforeAll(async () => {
  gateway = await openGateway();
});
afterAll(() => gateway.close());

const fetchCsv = async (key: string, query = '') =>
  request(gateway.app)
    .get(`/api/v1/grievances.csv${query}`)
    .set({ authorization: `Bearer ${key}` });
const rowsOf = (text: string): Record<string, string>[] => parse(text, { columns: true, bom: true });

it('is the list as a file: the same reports, filters and rules', async () => {
  const own = await fileReport(gateway, { text: '=HYPERLINK("http://x"),\n"two" lines; +355' });
  const other = await fileReport(gateway, { area: 'XK.04.34' });
  const sealed = await fileReport(gateway, { category: 'SAFE.CHILD' });
  const about = await fileReport(gateway, { about: 'csw@XK.04.28' });
  const admin = await gateway.key({ role: 'admin' });
  const answer = await fetchCsv(admin);
  expect(answer.status).toBe(200);
  expect(answer.get('content-type')).toBe('text/csv; charset=utf-8');
  expect(answer.get('cache-control')).toBe('no-store');
  const { body } = await gateway.get(admin, '/grievances?limit=200');
  expect(rowsOf(answer.text).map(({ reference }) => reference)).toEqual(
    body.items.map(({ reference }: { reference: string }) => reference),
  );
  const [row] = rowsOf(answer.text).filter(({ reference }) => reference === own.reference);
  expect(row).toMatchObject({ area: 'XK.04.28', office: 'csw@XK.04.28', status: 'routed', overdue: 'false' });
  expect(row?.text).toMatch(/^'=HYPERLINK/);
  expect(answer.text).not.toContain(CITIZEN_PHONE.slice(1));

  const official = await gateway.key({ role: 'official', office: 'csw@XK.04.28' });
  const hers = rowsOf((await fetchCsv(official)).text).map(({ reference }) => reference);
  expect(hers).toEqual([own.reference]);
  expect(hers).not.toContain(about.reference);
  const observer = await gateway.key({ role: 'observer' });
  const watched = rowsOf((await fetchCsv(observer, '?area=XK.04.34')).text);
  expect(watched).toMatchObject([{ reference: other.reference, text: '', assignee: '' }]);
  const focal = await gateway.key({ role: 'focal', stream: 'child' });
  expect(rowsOf((await fetchCsv(focal)).text)).toMatchObject([{ reference: sealed.reference, text: '' }]);
});

it.each([
  ['?area=NOWHERE', 422],
  ['?limit=10', 422],
  ['?from=2026-02-30', 422],
])('%s: %i, as an error and not as a file', async (query, status) => {
  const answer = await fetchCsv(await gateway.key({ role: 'admin' }), query);
  expect([answer.status, answer.body.error.code]).toEqual([status, 'invalid']);
});

it('is empty but for its head where nothing was filed', async () => {
  const answer = await fetchCsv(await gateway.key({ role: 'admin', programme: 'khulna' }));
  expect(answer.text.trim().split('\r\n')).toHaveLength(1);
});

it(`streams ${MANY.toLocaleString('en')} rows: memory stays flat, and nothing is read that nobody takes`, async () => {
  await fillMany();
  setFlagsFromString('--expose-gc');
  const collect: () => void = runInNewContext('gc');
  const { response, statements, close } = await askSlowly();
  expect(statements()).toBeGreaterThan(0);
  expect(statements()).toBeLessThan(MANY / 500 / 2);

  collect();
  const start = process.memoryUsage().heapUsed;
  let peak = 0;
  let bytes = 0;
  let lines = 0;
  let sampledAt = 0;
  for await (const chunk of response) {
    bytes += chunk.length;
    for (const byte of chunk) if (byte === 10) lines += 1;
    if (bytes - sampledAt < 2 * MB) continue;
    sampledAt = bytes;
    collect();
    peak = Math.max(peak, process.memoryUsage().heapUsed - start);
  }
  expect(lines).toBeGreaterThanOrEqual(MANY + 1);
  expect(bytes).toBeGreaterThan(8 * MB);
  expect(peak).toBeLessThan(15 * MB);
  await close();
}, 120_000);

it('reads nothing more for whoever has hung up', async () => {
  const { response, sent, statements, close } = await askSlowly();
  const before = statements();
  response.destroy();
  await until('the server sees that she has gone', async () => sent.destroyed);
  let looks = 0;
  await until('some time has passed', async () => {
    looks += 1;
    return looks >= LOOKS;
  });
  expect(statements()).toBeLessThanOrEqual(before + 1);
  await close();
});

it('reads nothing of the list for whoever asks for its head only', async () => {
  const { app, statements } = countReading();
  const key = await gateway.key({ role: 'admin' });
  const answer = await request(app)
    .head('/api/v1/grievances.csv')
    .set({ authorization: `Bearer ${key}` });
  expect([answer.status, answer.get('content-type')]).toEqual([200, 'text/csv; charset=utf-8']);
  expect(statements()).toBe(0);
  expect((await request(app).head('/api/v1/grievances.csv?limit=10')).status).toBe(401);
});

/** The API, and how many statements have read many rows. */
function countReading() {
  let statements = 0;
  const counting: KyselyPlugin = {
    transformQuery: ({ node }) => node,
    transformResult: async ({ result }) => {
      if (result.rows.length > 100) statements += 1;
      return result;
    },
  };
  const deps = { ...gateway.deps, db: gateway.deps.db.withPlugin(counting) };
  let sent: ServerResponse | undefined;
  const keep: RequestHandler = (_request, answer, next) => {
    sent = answer;
    next();
  };
  const app = express().use(keep).use('/api/v1', createApiRouter(deps));
  return { app, statements: () => statements, sent: () => sent };
}

/** Asks for the file and takes nothing of it, until what is sent waits to be taken and nothing more is read. */
async function askSlowly() {
  const { app, statements, sent: sentBy } = countReading();
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const key = await gateway.key({ role: 'admin' });
  const agent = new Agent();
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    const headers = { authorization: `Bearer ${key}` };
    httpGet({ port, host: '127.0.0.1', path: '/api/v1/grievances.csv', headers, agent }, resolve).on('error', reject);
  });
  // What fits into the buffers of both ends is sent, and no more is asked for.
  let before = -1;
  let looks = 0;
  await until('what is sent waits to be taken, and nothing more is read', async () => {
    looks = sentBy()?.writableNeedDrain && before === statements() ? looks + 1 : 0;
    before = statements();
    return looks >= LOOKS;
  });
  const sent = sentBy();
  if (!sent) throw new Error('nothing was sent');
  return {
    response,
    sent,
    statements,
    close: async () => {
      agent.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Rows like those of one report that was filed, without its events: what an export reads. */
async function fillMany(): Promise<void> {
  const { db } = gateway.deps;
  // Of a copy that is thrown away: what makes writing slow, and the export does not look at.
  await sql`alter table grievances disable trigger all`.execute(db);
  await sql`
    do $$ declare name text; begin
      for name in
        select indexrelid::regclass::text from pg_index
        where indrelid = 'grievances'::regclass and not indisunique
          and indexrelid <> 'grievances_by_programme'::regclass
      loop execute 'drop index ' || name; end loop;
    end $$`.execute(db);
  for (let from = 1; from <= MANY; from += STEP) {
    await sql`
      insert into grievances (id, reference, programme_id, kind, stream, category_id, area_id, office_id, status, channel, language,
        text, source, filed_at)
      select gen_random_uuid(), (20000000 + n)::text, programme_id, kind, stream, category_id, area_id, office_id, status, channel,
        language, repeat('word ', 20), 'export-' || n, filed_at - n * interval '1 minute'
      from (select * from grievances where stream = 'ordinary' order by filed_at desc limit 1) as one,
        generate_series(${from}::integer, ${from + STEP - 1}::integer) as n`.execute(db);
  }
  await sql`analyze grievances`.execute(db);
}
