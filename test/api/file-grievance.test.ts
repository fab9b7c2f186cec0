import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { routeGrievance } from '../../src/grievances/route-grievance.ts';
import { type Gateway, MONDAY, openGateway } from './gateway.ts';

let gateway: Gateway;
let key: string;
beforeAll(async () => {
  gateway = await openGateway();
  key = await gateway.key({ role: 'official', office: 'csw@XK.04.28' });
});
afterAll(() => gateway.close());

const REPORT = { category: 'SAS.PAY', area: 'XK.04.28', text: ' Pagesa nuk erdhi ', language: 'sq' };
const file = (report: object, headers?: Record<string, string>) => gateway.post(key, '/grievances', report, headers);
const count = async (table: 'grievances' | 'citizens') =>
  (await gateway.deps.db.selectFrom(table).select('id').execute()).length;
const rowOf = (reference: string) =>
  gateway.deps.db.selectFrom('grievances').selectAll().where('reference', '=', reference).executeTakeFirstOrThrow();

it('files a report for somebody at the counter, who then hears of it', async () => {
  gateway.woken.length = 0;
  const { status, body } = await file({ ...REPORT, phone: '044 123 456' });
  expect(status).toBe(201);
  expect(body).toEqual({
    reference: expect.stringMatching(/^\d{8}$/),
    programme: 'kosovo',
    kind: 'complaint',
    category: 'SAS.PAY',
    area: { code: 'XK.04.28', name: 'Prizren' },
    office: null,
    status: 'filed',
    outcome: null,
    channel: 'api',
    language: 'sq',
    text: 'Pagesa nuk erdhi',
    filed_at: MONDAY.toISOString(),
    respond_by: null,
    resolve_by: null,
    first_answered_at: null,
    resolved_at: null,
    assignee: null,
    overdue: false,
    joiners: 0,
    for_other: false,
  });
  const row = await rowOf(body.reference);
  expect(gateway.woken).toEqual([['route-grievance', row.id]]);
  await routeGrievance(gateway.deps, row.id);
  const read = await gateway.get(key, `/grievances/${body.reference}`);
  expect(read.body.events.map(({ type, actor }: Record<string, string>) => [type, actor])).toEqual([
    ['filed', 'official'],
    ['routed', 'system'],
  ]);
  expect(read.body.messages).toMatchObject([{ purpose: 'receipt', state: 'queued', language: 'sq' }]);
});

it('files without a phone, and then tells nobody', async () => {
  const { body } = await file(REPORT);
  const row = await rowOf(body.reference);
  expect(row.citizen_id).toBeNull();
  await routeGrievance(gateway.deps, row.id);
  expect((await gateway.get(key, `/grievances/${body.reference}`)).body.messages).toEqual([]);
});

it('lets the kind be another than the category has', async () => {
  const { body } = await file({ ...REPORT, kind: 'information_request' });
  expect(body.kind).toBe('information_request');
  expect((await rowOf(body.reference)).kind).toBe('information_request');
});

it('takes the longest report any other channel takes', async () => {
  const { body } = await file({ ...REPORT, text: 'x'.repeat(4_000) });
  expect((await rowOf(body.reference)).text).toHaveLength(4_000);
  expect((await file({ ...REPORT, text: 'x'.repeat(4_001) })).status).toBe(422);
});

it('takes a sealed report, and shows no more of it than was written', async () => {
  const filed = await file(
    { ...REPORT, category: 'SAFE.DV', phone: '+383 44 777 888' },
    { 'idempotency-key': 'sealed' },
  );
  expect(filed.status).toBe(201);
  const row = await rowOf(filed.body.reference);
  await routeGrievance(gateway.deps, row.id);
  expect((await gateway.get(key, `/grievances/${filed.body.reference}`)).status).toBe(404);
  const again = await file({ ...REPORT, category: 'SAFE.DV', phone: '+38344777888' }, { 'idempotency-key': 'sealed' });
  expect(again.body).toEqual(filed.body);
  const sms = await gateway.deps.db.selectFrom('messages').select('id').where('grievance_id', '=', row.id).execute();
  expect(sms).toEqual([]);
});

describe('Idempotency-Key', () => {
  it('files once however often it is sent, also at once, and answers the same', async () => {
    const before = await count('grievances');
    const send = () => file({ ...REPORT, phone: '+38344999000' }, { 'idempotency-key': 'counter-7/2026-03-02' });
    const answers = await Promise.all([send(), send(), send(), send()]);
    answers.push(await send());
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect(await count('grievances')).toBe(before + 1);
  });

  it('answers as filed, also after an office has had it', async () => {
    const headers = { 'idempotency-key': 'later' };
    const filed = await file(REPORT, headers);
    await routeGrievance(gateway.deps, (await rowOf(filed.body.reference)).id);
    expect((await file(REPORT, headers)).text).toBe(filed.text);
  });

  it.each([
    { text: 'Another report' },
    { area: 'XK.04.02' },
    { category: 'SAS.DELAY' },
    { kind: 'request' },
    { phone: '+38344555666' },
    { language: 'en' },
  ])('refuses %o under a value that was used, and keeps nothing of it', async (change) => {
    const headers = { 'idempotency-key': 'used' };
    await file(REPORT, headers);
    const before = [await count('grievances'), await count('citizens')];
    const { status, body } = await file({ ...REPORT, ...change }, headers);
    expect([status, body.error.code]).toEqual([409, 'conflict']);
    expect([await count('grievances'), await count('citizens')]).toEqual(before);
  });

  it('belongs to one key', async () => {
    const other = await gateway.key({ role: 'admin' });
    const headers = { 'idempotency-key': 'mine' };
    const one = await file(REPORT, headers);
    const two = await gateway.post(other, '/grievances', { ...REPORT, text: 'Quite another' }, headers);
    expect(two.status).toBe(201);
    expect(two.body.reference).not.toBe(one.body.reference);
  });

  it.each(['x'.repeat(201), 'two words', ''])('refuses "%s"', async (value) => {
    expect((await file(REPORT, { 'idempotency-key': value })).status).toBe(422);
  });
});

describe('what is refused', () => {
  it.each([
    [{ category: 'UP.BIRTH' }, 'category'],
    [{ area: 'BD.40.47' }, 'area'],
    [{ language: 'bn' }, 'language'],
    [{ language: 'tlh' }, 'language'],
    [{ phone: '12' }, 'phone'],
    [{ phone: '' }, 'phone'],
    [{ phone: 38344123456 }, 'phone'],
    [{ kind: 'joke' }, 'kind'],
    [{ text: '\u0000 ' }, 'text'],
    [{ text: undefined }, 'text'],
    [{ citizen_id: 'x' }, 'citizen_id'],
  ])('%o', async (change, path) => {
    const before = [await count('grievances'), await count('citizens')];
    const { status, body } = await file({ ...REPORT, ...change });
    expect(status).toBe(422);
    expect(body.error.issues.map((issue: { path: string }) => issue.path)).toEqual([path]);
    expect([await count('grievances'), await count('citizens')]).toEqual(before);
  });

  it('does not repeat a number that it refuses', async () => {
    const { text } = await file({ ...REPORT, phone: '+383 99 000 111 222 333' });
    expect(text).not.toMatch(/000 111|000111/);
  });

  it('is not for observers', async () => {
    const observer = await gateway.key({ role: 'observer' });
    expect((await gateway.post(observer, '/grievances', REPORT)).status).toBe(403);
  });
});
