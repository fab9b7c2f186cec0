import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { readListedCells } from '../../src/db/open311-requests.ts';
import type { Grievance } from '../../src/db/schema.ts';
import { scopeOf } from '../../src/open311/scope-of.ts';
import { loadProgramme } from '../../src/routing/load-programme.ts';
import { readProgramme } from '../../src/routing/read-programme.ts';
import { type Gateway, openGateway } from '../support/gateway.ts';
import { fileReport } from '../support/report.ts';
import { openClient, sparkOf } from './client.ts';

const FIELDS = [
  'service_request_id',
  'status',
  'status_notes',
  'service_name',
  'service_code',
  'description',
  'agency_responsible',
  'service_notice',
  'requested_datetime',
  'updated_datetime',
  'expected_datetime',
  'address',
  'address_id',
  'zipcode',
  'lat',
  'long',
  'media_url',
];
const W3 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)$/;
const KENYA = { jurisdiction_id: 'kenya-coast' };

let gateway: Gateway;
let client: Awaited<ReturnType<typeof openClient>>;
/**
 * 24 of one kind in Mombasa and three in Kilifi, in October; others that are enough themselves and give way to protect the three; then what
 * must never be seen, and some of this month.
 */
const filed: Record<'many' | 'few' | 'other' | 'hidden' | 'recent', Grievance[]> = {
  many: [],
  few: [],
  other: [],
  hidden: [],
  recent: [],
};

beforeAll(async () => {
  gateway = await openGateway({ at: new Date('2026-10-05T06:30:00Z') });
  const wards = wardsOf('KE.001');
  for (let count = 0; count < 24; count += 1) {
    await file(filed.many, wards[count % wards.length] ?? '', 'WATER.DRY');
    if (count % 8 === 7) await gateway.pass(9);
  }
  for (let count = 0; count < 14; count += 1) {
    await file(filed.other, wards[count % wards.length] ?? '', 'WATER.LEAK');
    await file(filed.other, wardsOf('KE.002')[count % 3] ?? '', 'WATER.DRY');
  }
  for (let count = 0; count < 3; count += 1) await file(filed.few, wardsOf('KE.003')[count] ?? '', 'WATER.DRY');
  const sealed = [...(kenya().categories.values() ?? [])].find(
    ({ stream, children }) => stream === 'child' && children.length === 0,
  );
  for (let count = 0; count < 11; count += 1) {
    await file(filed.hidden, wards[0] ?? '', sealed?.code ?? '');
    await file(filed.hidden, wards[0] ?? '', 'WATER.LEAK', 'water_company@KE.001');
  }
  // Thirty days after the end of October its figures are published, and with them which reports are listed.
  await gateway.pass(24 * 57);
  await gateway.pass(24);
  for (let count = 0; count < 12; count += 1) await file(filed.recent, wards[0] ?? '', 'WATER.BILL');
  await gateway.pass(0);
  client = await openClient(gateway);
}, 60_000);
afterAll(() => gateway.close());
beforeEach(() => forgetLimits());

let serial = 0;
async function file(into: Grievance[], area: string, category: string, about?: string) {
  serial += 1;
  const phone = `+2547120${String(20_000 + serial)}`;
  const more = about === undefined ? {} : { about };
  into.push(await fileReport(gateway, { category, area, phone, source: `open311-${serial}`, ...more }));
}

function kenya() {
  const programme = gateway.deps.programmes.byName('kenya-coast');
  if (!programme) throw new Error('no programme');
  return programme;
}

function wardsOf(county: string): string[] {
  const within = (code: string) => [...kenya().areas.values()].filter(({ parent }) => parent?.code === code);
  return within(county).flatMap(({ code }) => within(code).map((ward) => ward.code));
}

const forgetLimits = () => gateway.deps.db.deleteFrom('rate_limits').execute();

const list = async (query: Readonly<Record<string, string>> = {}) => {
  await forgetLimits();
  return (await client.json('requests', { ...KENYA, ...query })).body as Record<string, unknown>[];
};

describe('the shapes of the standard', () => {
  it('discovery, in both formats, leads to the endpoint', async () => {
    const { body } = await client.json('discovery');
    expect(body).toEqual({
      changeset: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d$/),
      contact: expect.any(String),
      key_service: expect.any(String),
      endpoints: [
        {
          specification: 'http://wiki.open311.org/GeoReport_v2',
          url: expect.stringMatching(/\/open311\/v2$/),
          changeset: expect.any(String),
          type: 'test',
          formats: ['text/xml', 'application/json'],
        },
      ],
    });
    const { root } = await client.xml('discovery');
    expect(root.name).toBe('discovery');
    expect(sparkOf(root, ['endpoints', 'formats'])).toEqual(body);
  });

  it('services: every field of the example, and the same in XML', async () => {
    const { status, body } = await client.json('services', KENYA);
    expect(status).toBe(200);
    for (const service of body) {
      expect(Object.keys(service)).toEqual([
        'service_code',
        'service_name',
        'description',
        'metadata',
        'type',
        'keywords',
        'group',
      ]);
      expect(service).toMatchObject({ metadata: false, type: 'realtime' });
    }
    expect(body).toContainEqual(
      expect.objectContaining({ service_code: 'WATER.DRY', service_name: 'No water', group: 'Water' }),
    );
    const { root } = await client.xml('services', KENYA);
    const asText = body.map((each: object) =>
      Object.fromEntries(Object.entries(each).map(([name, value]) => [name, value === '' ? null : String(value)])),
    );
    expect(sparkOf(root, ['services'])).toEqual(asText);
    expect(new Set(root.children.map(({ name }) => name))).toEqual(new Set(['service']));
  });

  it('a service definition has no attributes; a code with dots is found in both formats', async () => {
    expect((await client.json('services/WATER.DRY', KENYA)).body).toEqual({
      service_code: 'WATER.DRY',
      attributes: [],
    });
    const { root } = await client.xml('services/WATER.DRY', KENYA);
    expect(sparkOf(root, ['attributes'])).toEqual({ service_code: 'WATER.DRY', attributes: [] });
  });

  it('requests: every field of the example, in its order, and the same in XML', async () => {
    const found = await list();
    expect(found).toHaveLength(24);
    for (const each of found) {
      expect(Object.keys(each)).toEqual(FIELDS);
      expect(['open', 'closed']).toContain(each.status);
      for (const name of ['requested_datetime', 'updated_datetime', 'expected_datetime']) {
        expect(each[name] ?? '2026-01-01T00:00:00Z').toMatch(W3);
      }
    }
    const { root } = await client.xml('requests', KENYA);
    expect(root.name).toBe('service_requests');
    expect(root.children.every(({ name }) => name === 'request')).toBe(true);
    expect(sparkOf(root, ['service_requests'])).toEqual(found);
  });

  it('a request by its id: a list of one', async () => {
    const [first] = await list();
    const { status, body } = await client.json(`requests/${first?.service_request_id}`, KENYA);
    expect([status, body]).toEqual([200, [first]]);
    const several = await list({ service_request_id: `${first?.service_request_id},${filed.many[0]?.reference}` });
    expect(several).toHaveLength(2);
  });

  it.each<[string, Record<string, string>, number, RegExp]>([
    ['services', {}, 400, /jurisdiction_id was not provided/],
    ['services', { jurisdiction_id: '' }, 400, /jurisdiction_id was not provided/],
    ['services', { jurisdiction_id: 'sfgov.org' }, 404, /jurisdiction_id was not found/],
    ['requests', {}, 400, /jurisdiction_id was not provided/],
    ['services/NOTHING', KENYA, 404, /service_code was not found/],
    ['requests/nothing', KENYA, 404, /service_request_id was not found/],
    ['requests/12345678', KENYA, 404, /service_request_id was not found/],
    ['requests/0123456789abcdef0123456789abcdef', KENYA, 404, /service_request_id was not found/],
    ['requests', { ...KENYA, service_code: 'NOTHING' }, 404, /service_code was not found/],
    ['requests', { ...KENYA, status: 'broken' }, 400, /status/],
    ['requests', { ...KENYA, start_date: '2026-13-40' }, 400, /start_date/],
    ['requests', { ...KENYA, start_date: 'yesterday' }, 400, /start_date/],
    [
      'requests',
      { ...KENYA, start_date: '2026-11-01T00:00:00Z', end_date: '2026-10-01T00:00:00Z' },
      400,
      /after end_date/,
    ],
    ['requests', { ...KENYA, start_date: '2026-01-01T00:00:00Z', end_date: '2026-10-01T00:00:00Z' }, 400, /90 days/],
    ['requests', { ...KENYA, page: '0' }, 400, /page/],
    ['requests', { ...KENYA, page_size: '100000' }, 400, /page_size/],
    ['elsewhere', KENYA, 404, /nothing here/],
    ['requests/%E0%A4%A', KENYA, 400, /well formed|cannot be read/],
  ])('%s with %j: %i, as an errors array in both formats', async (resource, query, status, description) => {
    const asJson = await client.json(resource, query);
    expect(asJson.status).toBe(status);
    expect(asJson.body).toEqual([{ code: status, description: expect.stringMatching(description) }]);
    const asXml = await client.xml(resource, query);
    expect([asXml.status, asXml.root.name]).toEqual([status, 'errors']);
    expect(sparkOf(asXml.root, ['errors'])).toEqual([
      { code: String(status), description: asJson.body[0].description },
    ]);
  });

  it('XML where nothing is asked for, JSON where it is', async () => {
    expect((await client.get('/open311/v2/discovery')).type).toBe('text/xml');
    expect((await client.get('/open311/v2/discovery', { accept: 'application/json' })).type).toBe('application/json');
  });

  it('takes no report, and says where one goes', async () => {
    const before = await count();
    const body = new URLSearchParams({ ...KENYA, service_code: 'WATER.DRY', address_id: 'KE.001', api_key: 'x' });
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const path = '/open311/v2/requests.json';
    const reply = await client.line.send({ method: 'POST', path, headers, body: body.toString() });
    expect(reply.status).toBe(403);
    expect(JSON.parse(reply.text)).toEqual([{ code: 403, description: expect.stringContaining('/api/v1/grievances') }]);
    expect(await count()).toBe(before);
  });
});

async function count(): Promise<number> {
  return (await gateway.deps.db.selectFrom('grievances').select('id').execute()).length;
}

describe('what is told of reports', () => {
  it('county and day of those that do not stand out; no reference, no words, no place below', async () => {
    const found = await list();
    expect(new Set(found.map(({ address_id: code }) => code))).toEqual(new Set(['KE.001']));
    expect(new Set(found.map(({ service_code: code }) => code))).toEqual(new Set(['WATER.DRY']));
    expect(found.every(({ requested_datetime: at }) => String(at).endsWith('T00:00:00+03:00'))).toBe(true);
    const said = JSON.stringify(found);
    const ids = Object.values(filed).flat();
    for (const { reference, id, text } of ids) {
      for (const secret of [reference, id, id.replaceAll('-', ''), text]) expect(said).not.toContain(secret);
    }
    for (const ward of wardsOf('KE.001')) expect(said).not.toContain(ward);
    expect(found.every((each) => each.lat === null && each.long === null && each.description === null)).toBe(true);
  });

  it('never few alike, never sealed, never about an office, never this month', async () => {
    const codes = [...kenya().categories.values()]
      .filter(({ stream }) => stream === 'ordinary')
      .map(({ code }) => code);
    for (const code of codes) {
      const found = await list({ service_code: code });
      expect([code, found.length]).toEqual([code, code === 'WATER.DRY' ? 24 : 0]);
    }
    const sealed = [...kenya().categories.values()].find(({ stream }) => stream === 'child');
    expect((await client.json('requests', { ...KENYA, service_code: sealed?.code ?? '' })).status).toBe(404);
    expect(JSON.stringify((await client.json('services', KENYA)).body)).not.toContain(`"${sealed?.code}"`);
  });

  it('by reference, for whoever knows it: how far it is; what and where only if enough are alike', async () => {
    const read = async (one: Grievance | undefined) =>
      (await client.json(`requests/${one?.reference}`, KENYA)).body as Record<string, unknown>[];
    expect(await read(filed.many[0])).toMatchObject([
      { service_request_id: filed.many[0]?.reference, service_code: 'WATER.DRY', address_id: 'KE.001' },
    ]);
    expect(await read(filed.few[0])).toMatchObject([
      {
        service_request_id: filed.few[0]?.reference,
        status: 'open',
        service_code: 'withheld',
        address: null,
        address_id: null,
        agency_responsible: null,
      },
    ]);
    // Of a running month nobody is told whether she is one of ten: with nine of her own she would know of the tenth.
    expect(await read(filed.recent[0])).toMatchObject([{ service_code: 'withheld', status: 'open' }]);
    expect(await read(filed.other[0])).toMatchObject([{ service_code: 'withheld', address: null }]);
    expect(filed.hidden).toHaveLength(22);
    for (const hidden of filed.hidden.slice(0, 4)) {
      const { status, body } = await client.json(`requests/${hidden.reference}`, KENYA);
      expect([status, body]).toEqual([404, [{ code: 404, description: 'service_request_id was not found.' }]]);
    }
  });

  it('asking with times does not part the reports of a day', async () => {
    const found = await list();
    const days = new Set(found.map(({ requested_datetime: at }) => String(at).slice(0, 10)));
    for (const day of days) {
      const whole = found.filter(({ requested_datetime: at }) => String(at).startsWith(day)).length;
      for (let hour = 0; hour < 24; hour += 6) {
        const time = `${day}T${String(hour).padStart(2, '0')}:00:00+03:00`;
        const from = (await list({ start_date: time, end_date: `${day}T23:59:59+03:00` })).length;
        expect([0, whole]).toContain(from);
      }
    }
  });

  it('in lists whether it is open and since when not, but not what the reporter said of it', async () => {
    const { db } = gateway.deps;
    const [confirmed, silent, disputed] = filed.many.map(({ id }) => id);
    const day = new Date('2026-10-20T10:00:00Z');
    const end = async (id: string | undefined, set: Partial<Grievance>) => {
      await db
        .updateTable('grievances')
        .set({ resolved_at: day, ...set })
        .where('id', '=', id ?? '')
        .execute();
    };
    await end(confirmed, { status: 'closed', outcome: 'confirmed', closed_at: new Date('2026-10-25T10:00:00Z') });
    await end(silent, { status: 'closed', outcome: 'silent', closed_at: new Date('2026-11-20T10:00:00Z') });
    await end(disputed, { status: 'routed', outcome: 'disputed' });
    const found = await list();
    const closed = found.filter(({ status }) => status === 'closed');
    expect(closed.map(({ updated_datetime: at }) => at)).toEqual(Array(2).fill('2026-10-20T00:00:00+03:00'));
    expect(new Set(found.map(({ status_notes: note }) => note)).size).toBe(2);
    const open = found.filter(({ status }) => status === 'open');
    expect(open.every((each) => each.updated_datetime === each.requested_datetime)).toBe(true);
    expect(found.every(({ agency_responsible: office }) => office === null)).toBe(true);
    const { body } = await client.json(`requests/${filed.many[0]?.reference}`, KENYA);
    expect(body[0].status_notes).toMatch(/says that it is done/);
  });

  it('in lists not until when an answer is promised: it would tell of what happened to it, and of its category', async () => {
    const { db } = gateway.deps;
    const promised = async (id: string | undefined) =>
      (
        await db
          .selectFrom('grievances')
          .select('resolve_by')
          .where('id', '=', id ?? '')
          .executeTakeFirst()
      )?.resolve_by;
    const byReference = async (one: Grievance | undefined) =>
      (await client.json(`requests/${one?.reference}`, KENYA)).body[0].expected_datetime;
    for (const one of filed.many) expect(await promised(one.id)).not.toBeNull();
    const found = await list();
    expect(found.map(({ expected_datetime: at }) => at)).toEqual(found.map(() => null));
    const [first] = found;
    expect((await client.json(`requests/${first?.service_request_id}`, KENYA)).body[0].expected_datetime).toBeNull();
    expect(await byReference(filed.many[5])).toMatch(W3);
    expect(await promised(filed.few[0]?.id)).not.toBeNull();
    expect(await byReference(filed.few[0])).toBeNull();
  });

  it('filters by status and pages without a gap', async () => {
    const all = await list();
    const open = await list({ status: 'open' });
    const closed = await list({ status: 'closed' });
    expect(open.length + closed.length).toBe(all.length);
    const pages = [];
    for (const page of ['1', '2', '3', '4', '5']) pages.push(...(await list({ page, page_size: '5' })));
    expect(pages).toEqual(all);
    expect(await list({ page: '6', page_size: '5' })).toEqual([]);
    for (const size of [7, 23, 24, 25]) {
      const found = [];
      for (let page = 1; page <= Math.ceil(25 / size); page += 1)
        found.push(...(await list({ page: String(page), page_size: String(size) })));
      expect([size, found]).toEqual([size, all]);
    }
    expect(await list({ start_date: '2026-10-01T00:00:00Z', end_date: '2026-10-31T23:00:00Z' })).toEqual(all);
    expect(await list({ start_date: '2026-08-01T00:00:00Z', end_date: '2026-08-31T00:00:00Z' })).toEqual([]);
  });
});

describe('who asks too often', () => {
  it('is held up trying references, and hears when to come again', async () => {
    const tried = [];
    for (let count = 0; count < 31; count += 1)
      tried.push(await client.json(`requests/${filed.few[0]?.reference}`, KENYA));
    expect(tried.slice(0, 30).every(({ status }) => status === 200)).toBe(true);
    expect(tried[30]).toMatchObject({ status: 429, body: [{ code: 429 }] });
    expect((await client.json('services', KENYA)).status).toBe(200);
  });

  it('is held up asking for lists, but may keep what it got', async () => {
    const { headers } = await request(gateway.app).get('/open311/v2/services.json?jurisdiction_id=kenya-coast');
    expect(headers).toMatchObject({ 'cache-control': 'public, max-age=3600', 'access-control-allow-origin': '*' });
    const lists = [];
    for (let count = 0; count < 21; count += 1) lists.push(await client.json('requests', KENYA));
    expect(lists.map(({ status }) => status)).toEqual([...Array.from({ length: 20 }, () => 200), 429]);
    const replies = [];
    for (let count = 0; count < 121; count += 1) replies.push(await client.get('/open311/v2/discovery.json'));
    expect(replies.at(-1)?.status).toBe(429);
    const rows = await gateway.deps.db.selectFrom('rate_limits').select('key').execute();
    expect(JSON.stringify(rows)).not.toContain('127.0.0.1');
  });
});

describe('where a place is put into another county', () => {
  const byReference = async (one: Grievance | undefined) =>
    (await client.json(`requests/${one?.reference}`, KENYA)).body[0].service_code;

  it('what was published before is listed no more: one list less the other would tell of that place alone', async () => {
    const before = await list();
    expect(before).toHaveLength(24);
    const old = kenya();
    const source = await readProgramme(join(import.meta.dirname, '../../programmes/kenya-coast'));
    const moved = wardsOf('KE.001')[0];
    const there = old.areas.get(wardsOf('KE.002')[0] ?? '')?.parent?.code ?? null;
    const areas = source.areas.map((area) => (area.code === moved ? { ...area, parent_code: there } : area));
    await loadProgramme(gateway.deps, { ...source, checksum: 'moved', areas });
    // Also where a process has not taken it up yet.
    expect(kenya()).toBe(old);
    expect(await list()).toEqual([]);
    await gateway.deps.programmes.reload();
    expect(kenya().areas.get(moved ?? '')?.parent?.code).toBe(there);
    expect(await list()).toEqual([]);
    expect((await client.json(`requests/${before[0]?.service_request_id}`, KENYA)).status).toBe(404);
    expect(await byReference(filed.many[0])).toBe('withheld');
  });

  it('what is published afterwards is listed, by the places of then', async () => {
    const moved = filed.many[0]?.area_id ?? '';
    const [ward = ''] = [...kenya().areas.values()].filter(({ id }) => id === moved).map(({ code }) => code);
    const later: Grievance[] = [];
    for (let count = 0; count < 24; count += 1) await file(later, ward, 'WATER.DRY');
    for (let count = 0; count < 14; count += 1) {
      await file(filed.other, wardsOf('KE.002')[count % 3] ?? '', 'WATER.LEAK');
      await file(filed.other, wardsOf('KE.001')[count % 3] ?? '', 'WATER.DRY');
    }
    for (let count = 0; count < 3; count += 1) await file(filed.few, wardsOf('KE.003')[count] ?? '', 'WATER.DRY');
    await gateway.pass(24 * 60);
    await gateway.pass(24);
    const found = await list({ start_date: '2026-12-01T00:00:00Z', service_code: 'WATER.DRY' });
    expect(found.map(({ address_id: code }) => code)).toEqual(Array(24).fill('KE.002'));
    expect(await byReference(later[0])).toBe('WATER.DRY');
    // Not by the places of before, to which a process may still go for a moment.
    const scope = scopeOf(kenya());
    const december = { first: '2026-12', last: '2026-12' };
    expect(await readListedCells(gateway.deps.db, scope, december)).not.toEqual([]);
    const stale = { ...scope, revision: scope.revision - 1 };
    expect(await readListedCells(gateway.deps.db, stale, december)).toEqual([]);
    expect(await list({ start_date: '2026-10-01T00:00:00Z', end_date: '2026-11-30T00:00:00Z' })).toEqual([]);
  });
});
