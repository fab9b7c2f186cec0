import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import type { Grievance } from '../../src/db/schema.ts';
import { fileReport, type Gateway, MONDAY, openGateway } from './gateway.ts';

const HOUR_MS = 3_600_000;

let gateway: Gateway;
let admin: string;
beforeAll(async () => {
  gateway = await openGateway();
  admin = await gateway.key({ role: 'admin' });
});
afterAll(() => gateway.close());

/** The references of a list, page by page. */
async function listAll(query: string, limit = 50): Promise<string[]> {
  const found: string[] = [];
  let cursor = '';
  do {
    const { body } = await gateway.get(admin, `/grievances?limit=${limit}${query}${cursor}`);
    expect(body.items.length).toBeLessThanOrEqual(limit);
    found.push(...body.items.map((item: { reference: string }) => item.reference));
    cursor = body.next_cursor === null ? '' : `&cursor=${body.next_cursor}`;
  } while (cursor !== '');
  return found;
}

describe('filters', () => {
  const filed = new Map<string, Grievance>();
  const references = (...names: string[]) => names.map((name) => filed.get(name)?.reference);
  beforeAll(async () => {
    const at = async (name: string, now: Date, report: Parameters<typeof fileReport>[1]) => {
      gateway.clock.now = now;
      filed.set(name, await fileReport(gateway, report));
    };
    await at('february', new Date('2026-02-28T22:59:59Z'), { category: 'FAM.FOSTER', area: 'XK.01.27' });
    await at('march', new Date('2026-02-28T23:00:00Z'), { category: 'SAS.DELAY', area: 'XK.04.28' });
    await at('parent', new Date('2026-03-01T12:00:00Z'), { category: 'SAS', area: 'XK.04' });
    await at('late', new Date('2026-03-02T08:00:00Z'), { category: 'SAS.PAY', area: 'XK.04.02' });
    gateway.clock.now = MONDAY;
    await gateway.post(admin, `/grievances/${filed.get('march')?.reference}/reply`, { text: 'We look into it' });
  });

  it.each([
    ['', ['late', 'parent', 'march', 'february']],
    ['&area=XK.04', ['late', 'parent', 'march']],
    ['&area=XK.04.28', ['march']],
    ['&category=SAS', ['late', 'parent', 'march']],
    ['&category=SAS.PAY', ['late']],
    ['&office=csw@XK.04.02', ['late']],
    ['&status=acknowledged', ['march']],
    ['&status=routed&area=XK.01', ['february']],
    ['&status=closed', []],
    // Midnight in Kosovo is 23:00 UTC.
    ['&from=2026-03-01', ['late', 'parent', 'march']],
    ['&to=2026-03-01', ['february']],
    ['&from=2026-03-01&to=2026-03-02', ['parent', 'march']],
    ['&overdue=true', []],
    ['&overdue=false', ['late', 'parent', 'march', 'february']],
  ])('%s', async (query, names) => {
    expect(await listAll(query)).toEqual(references(...names));
  });

  it('tells what became overdue since, without anything being written', async () => {
    const due = filed.get('late')?.respond_by;
    if (!due) throw new Error('no due time');
    gateway.clock.now = new Date(due.getTime() - 1);
    expect(await listAll('&overdue=true&area=XK.04.02')).toEqual([]);
    gateway.clock.now = due;
    expect(await listAll('&overdue=true&area=XK.04.02')).toEqual(references('late'));
    gateway.clock.now = MONDAY;
  });

  it('finds what lies in a retired place', async () => {
    const retired = gateway.deps.db.updateTable('areas').where('code', '=', 'XK.04.28');
    await retired.set({ retired_at: MONDAY }).execute();
    await gateway.deps.db.updateTable('programmes').set({ revision: 99 }).execute();
    await gateway.programmes.reload();
    expect(await listAll('&area=XK.04')).toEqual(references('late', 'parent', 'march'));
    expect(await listAll('&area=XK.04.28')).toEqual(references('march'));
    await retired.set({ retired_at: null }).execute();
    await gateway.deps.db.updateTable('programmes').set({ revision: 100 }).execute();
    await gateway.programmes.reload();
  });
});

describe('pages', () => {
  it('shows each once, newest first, also where many were filed in the same moment and new ones arrive', async () => {
    gateway.clock.now = new Date('2026-01-05T10:00:00Z');
    for (let count = 0; count < 23; count += 1) {
      if (count % 5 === 0) gateway.clock.now = new Date(gateway.clock.now.getTime() + HOUR_MS);
      await fileReport(gateway, { area: 'XK.06.06' });
    }
    // A bulk load writes microseconds, which a Date cannot hold.
    await sql`update grievances set filed_at = filed_at + interval '7 microseconds'`.execute(gateway.deps.db);
    const all = await listAll('&area=XK.06', 200);
    expect(all).toHaveLength(23);
    const inOrder = await gateway.deps.db
      .selectFrom('grievances')
      .select('reference')
      .where('reference', 'in', all)
      .orderBy('filed_at', 'desc')
      .orderBy('id', 'desc')
      .execute();
    expect(all).toEqual(inOrder.map(({ reference }) => reference));
    expect(await listAll('&area=XK.06', 1)).toEqual(all);
    expect(await listAll('&area=XK.06', 5)).toEqual(all);
    expect(await listAll('&area=XK.06', 23)).toEqual(all);

    const first = await gateway.get(admin, '/grievances?area=XK.06&limit=10');
    gateway.clock.now = MONDAY;
    await fileReport(gateway, { area: 'XK.06.06' });
    const second = await gateway.get(admin, `/grievances?area=XK.06&limit=10&cursor=${first.body.next_cursor}`);
    expect(second.body.items.map((item: { reference: string }) => item.reference)).toEqual(all.slice(10, 20));
  });

  it.each(['x', '%00', 'W10', 'bnVsbA', 'WyIxIiwiMiJd', Buffer.from('[1e300,"x"]').toString('base64url')])(
    'refuses a cursor of its own making: %s',
    async (cursor) => {
      const { status, body } = await gateway.get(admin, `/grievances?cursor=${cursor}`);
      expect(status).toBe(422);
      expect(body.error.issues).toEqual([
        { path: 'cursor', message: 'Is not a `next_cursor` of this list. Begin again without it.' },
      ]);
    },
  );

  it('takes the largest and the smallest moment a cursor can hold', async () => {
    for (const us of [Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER]) {
      const cursor = Buffer.from(JSON.stringify([us, crypto.randomUUID()])).toString('base64url');
      expect((await gateway.get(admin, `/grievances?cursor=${cursor}`)).status).toBe(200);
    }
  });
});

describe('a query that cannot be used', () => {
  it.each([
    ['limit=0', 'limit', 'Must be at least 1.'],
    ['limit=201', 'limit', 'Must be at most 200.'],
    ['limit=ten', 'limit', 'Must be a number.'],
    ['limit=1.5', 'limit', 'Must be a whole number.'],
    ['status=open', 'status', /^Must be one of filed, routed/],
    ['overdue=yes', 'overdue', 'Must be one of true, false.'],
    ['from=2026-02-30', 'from', 'Must be a date of the calendar, like 2026-11-30.'],
    ['from=2026-03-02&to=2026-03-02', 'to', 'Must be after `from`: it is the day after the last one.'],
    ['office=nobody', 'office', 'This programme has no such code. GET /api/v1/offices lists them.'],
    ['area=', 'area', 'This programme has no such code. GET /api/v1/areas lists them.'],
    ['category=UP.BIRTH', 'category', 'This programme has no such code. GET /api/v1/categories lists them.'],
    ['status=filed&status=routed', 'status', /^Must be/],
    ['phone=%2B38344123456', 'phone', 'There is no such parameter here.'],
    ['__proto__=1', '__proto__', 'There is no such parameter here.'],
  ])('%s', async (query, path, message) => {
    const { status, body } = await gateway.get(admin, `/grievances?${query}`);
    expect(status).toBe(422);
    expect(body.error.code).toBe('invalid');
    expect(body.error.issues).toEqual([{ path, message: expect.stringMatching(message) }]);
  });

  it('says everything that is wrong at once', async () => {
    const { body } = await gateway.get(admin, '/grievances?limit=0&stauts=filed&to=tomorrow');
    expect(body.error.issues.map(({ path }: { path: string }) => path).sort()).toEqual(['limit', 'stauts', 'to']);
  });
});
