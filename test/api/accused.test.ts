import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ROUTES } from '../../src/api/routes/index.ts';
import { listJoinable } from '../../src/db/joins.ts';
import { readCounted } from '../../src/db/releases.ts';
import { GRIEVANCE_STATUSES, type Grievance } from '../../src/db/schema.ts';
import { transact } from '../../src/db/transact.ts';
import { countFigures } from '../../src/figures/count-figures.ts';
import { refreshSnapshots } from '../../src/figures/refresh-snapshots.ts';
import { makeReference } from '../../src/grievances/reference.ts';
import { dispute } from '../../src/grievances/reopen.ts';
import { fileReport, type Gateway, openGateway } from './gateway.ts';

const PLACE = 'XK.04.28';
/** Who is accused: a directorate's Centre, which answers to the directorate and has an office under it. */
const ACCUSED = 'csw_director@XK.04.28';
const CHILD = 'csw@XK.04.28';
const ABOVE = 'mdhsw@XK.04.28';
const CATEGORY = 'CSW.STAFF';

/** From whom a report about the office is kept, and whom it is for. */
const KEPT_FROM = [
  { who: 'an official of the accused office', role: 'official', office: ACCUSED },
  { who: 'an official of an office under it', role: 'official', office: CHILD },
  { who: 'a supervisor of its area', role: 'supervisor', area: PLACE },
] as const;
const OPEN_TO = [
  { who: 'an official of the office above', role: 'official', office: ABOVE },
  { who: 'a supervisor of the area around', role: 'supervisor', area: 'XK.04' },
  { who: 'triage', role: 'triage' },
  { who: 'an observer', role: 'observer' },
  { who: 'an administrator', role: 'admin' },
] as const;

/** A good reference that no report has. */
const UNUSED = makeReference(() => 1_000_000);

interface Probe {
  readonly path: string;
  readonly body?: object;
}

const look =
  (...paths: string[]) =>
  (): Probe[] =>
    paths.map((path) => ({ path }));

/** What the probes speak of: the report about the office, or one that is not there, and one of the caller's own. */
interface Known {
  readonly hidden: string;
  readonly own: string;
}

/**
 * How each route is tried, with everything that could tell of one report more. An action is tried on the hidden report, and,
 * where it can name another one, on an own report towards it. A route that is new must be given its probes.
 */
const PROBES: Readonly<Record<string, (known: Known) => Probe[]>> = {
  'get /grievances': look(
    ...['', '?overdue=true', '?overdue=false', '?limit=1', '?limit=200', `?area=${PLACE}`, `?category=${CATEGORY}`],
    ...['?category=CSW', `?office=${ACCUSED}`, `?office=${ABOVE}`, '?office=mayor@XK.04.28', '?from=2026-01-01'],
    ...GRIEVANCE_STATUSES.map((status) => `?status=${status}`),
  ),
  'get /grievances/{reference}': ({ hidden }) => [{ path: `/grievances/${hidden}` }],
  'post /grievances': () => [],
  'post /grievances/{reference}/acknowledge': ({ hidden }) => [{ path: `/grievances/${hidden}/acknowledge`, body: {} }],
  'post /grievances/{reference}/reply': ({ hidden }) => [
    { path: `/grievances/${hidden}/reply`, body: { text: 'Hello' } },
  ],
  'post /grievances/{reference}/note': ({ hidden }) => [{ path: `/grievances/${hidden}/note`, body: { text: 'Hm' } }],
  'post /grievances/{reference}/transfer': ({ hidden }) =>
    [ACCUSED, ABOVE, 'nobody'].map((office) => ({
      path: `/grievances/${hidden}/transfer`,
      body: { office, reason: 'Mine' },
    })),
  'post /grievances/{reference}/assign': ({ hidden }) => [
    { path: `/grievances/${hidden}/assign`, body: { account: null } },
    { path: `/grievances/${hidden}/assign`, body: { account: 'nobody' } },
  ],
  'post /grievances/{reference}/await-citizen': ({ hidden }) => [
    { path: `/grievances/${hidden}/await-citizen`, body: { text: 'When?' } },
  ],
  'post /grievances/{reference}/hand-back': ({ hidden }) => [
    { path: `/grievances/${hidden}/hand-back`, body: { reason: 'Not ours' } },
  ],
  'post /grievances/{reference}/merge': ({ hidden, own }) => [
    { path: `/grievances/${hidden}/merge`, body: { into: own } },
    { path: `/grievances/${own}/merge`, body: { into: hidden } },
  ],
  'post /grievances/{reference}/resolve': ({ hidden }) => [
    { path: `/grievances/${hidden}/resolve`, body: { text: 'Done' } },
  ],
  'post /grievances/{reference}/reject': ({ hidden }) => [
    { path: `/grievances/${hidden}/reject`, body: { reason: 'No' } },
  ],
  'post /grievances/{reference}/reopen': ({ hidden }) => [
    { path: `/grievances/${hidden}/reopen`, body: { reason: 'Why not' } },
  ],
  'get /response-times': look(
    ...['office', 'area', 'category', 'month'].map((grouping) => `?group_by=${grouping}`),
    `?group_by=area&area=${PLACE}`,
    '?group_by=area&level=municipality',
    '?group_by=office&from=2026-01-01&to=2027-01-01',
  ),
  'get /figures': look(
    ...['office', 'area', 'category', 'month'].map((grouping) => `?group_by=${grouping}`),
    `?group_by=office&area=${PLACE}`,
    '?group_by=month&compare=previous',
  ),
  'get /league': look('', '?times=calendar', `?area=${PLACE}`, '?category=CSW'),
  'get /reach': look('', `?area=${PLACE}`, '?category=CSW'),
  'get /silent-areas': look('', `?category=${CATEGORY}`),
  'get /group-figures': look('', `?area=${PLACE}`),
  'get /people-served': look(''),
  'get /message-counts': look(''),
  'get /call-ends': look(''),
  'get /score-cards': look(''),
  'get /score-cards/{id}': look(),
  'get /projects': look(''),
  'get /meetings': look(''),
  'get /promises': look(''),
  'get /votes': look(''),
  'get /releases': look(''),
  'get /backlog': look(...['office', 'area', 'category'].map((grouping) => `?group_by=${grouping}`)),
  'get /charges': look(''),
  'get /report-cards': look(''),
  'get /grievances.csv': look('', `?area=${PLACE}`),
  'get /ratings': look('', `?area=${PLACE}`),
  'get /areas': look(''),
  'get /offices': look(''),
  'get /categories': look(''),
  'get /units': look(''),
};

let gateway: Gateway;
let own: Grievance;
beforeAll(async () => {
  gateway = await openGateway();
  own = await fileReport(gateway, { category: CATEGORY, area: PLACE });
  for (const report of [
    { category: 'SAS.DELAY' },
    { category: 'SAS.PAY' },
    { category: CATEGORY },
    { category: 'ELDER' },
  ]) {
    await fileReport(gateway, { ...report, area: PLACE });
  }
});
afterAll(() => gateway.close());

/** Everything the API answers to somebody, without what is another each time. */
async function answersTo(key: string, hidden: string): Promise<Record<string, string>> {
  // What is counted behind the reports and from time to time is counted by now.
  await countFigures(gateway.deps, gateway.kosovo.id);
  await gateway.deps.db.deleteFrom('snapshots').execute();
  await refreshSnapshots(gateway.deps, gateway.kosovo.id);
  const known = { hidden, own: own.reference };
  const probes = ROUTES.flatMap(({ method, path: template }) =>
    (PROBES[`${method} ${template}`]?.(known) ?? []).map(({ path, body }) => ({
      method,
      path: path.startsWith('/') ? path : `${template}${path}`,
      body,
    })),
  );
  const answers = await Promise.all(
    probes.map(async ({ method, path, body }): Promise<[string, string]> => {
      const answer = await gateway[method](key, path, body);
      const shown = JSON.stringify({ status: answer.status, body: answer.body, headers: headersOf(answer.headers) });
      const name = `${method} ${path} ${JSON.stringify(body ?? null)}`;
      return [name.replaceAll(hidden, 'HIDDEN'), shown.replaceAll(answer.get('x-request-id') ?? '', 'ID')];
    }),
  );
  return Object.fromEntries(answers);
}

/** An `etag` is a digest of the body: where that names the request, it is another each time. */
function headersOf(headers: Record<string, string>): Record<string, string> {
  const { date: _date, etag: _etag, ...rest } = headers;
  return rest;
}

const fileAbout = () => fileReport(gateway, { category: CATEGORY, area: PLACE, about: ACCUSED });

it('tries every route', () => {
  expect(Object.keys(PROBES).sort()).toEqual(ROUTES.map(({ method, path }) => `${method} ${path}`).sort());
});

describe.each(KEPT_FROM)('$who', ({ who: _, ...wanted }) => {
  it('is answered the same, byte for byte, before and after it is filed and whatever becomes of it', async () => {
    const key = await gateway.key(wanted);
    const admin = await gateway.key({ role: 'admin' });
    const before = await answersTo(key, UNUSED);
    expect(Object.keys(before).length).toBeGreaterThan(40);

    const { reference, id, office_id: officeId } = await fileAbout();
    expect(gateway.kosovo.byId.offices.get(officeId ?? '')?.code).toBe(ABOVE);
    const expectNoSign = async () => {
      const after = await answersTo(key, reference);
      expect(Object.keys(after).filter((name) => after[name] !== before[name])).toEqual([]);
      expect(Object.keys(after)).toEqual(Object.keys(before));
    };
    await expectNoSign();

    const path = `/grievances/${reference}`;
    for (const [action, body, status] of [
      ['reply', { text: 'We look into it.' }, 'acknowledged'],
      ['await-citizen', { text: 'On which day?' }, 'awaiting_citizen'],
      ['resolve', { text: 'He was told.' }, 'resolved'],
      ['reopen', { reason: 'Again' }, 'routed'],
      ['transfer', { office: 'mayor@XK.04.28', reason: 'His' }, 'routed'],
      ['hand-back', { reason: 'Not mine' }, 'routed'],
      ['reject', { reason: 'No' }, 'rejected'],
    ] as const) {
      expect((await gateway.post(admin, `${path}/${action}`, body)).body).toMatchObject({ status });
      await expectNoSign();
    }
    await gateway.post(admin, `${path}/reopen`, { reason: 'Yes' });
    await gateway.post(admin, `${path}/resolve`, { text: 'Done.' });
    const { deps } = gateway;
    const citizen = { kind: 'citizen', id: null, channel: 'ussd' } as const;
    await transact(deps, (tx) => dispute(deps, tx, citizen, { id }, { reason: 'No' }));
    await expectNoSign();
    const late = { overdue_at: deps.now(), status: 'filed', office_id: null, owing_office_id: null } as const;
    await deps.db.updateTable('grievances').set(late).where('id', '=', id).execute();
    await expectNoSign();
  });
});

describe.each(OPEN_TO)('$who', ({ who: _, ...wanted }) => {
  it('finds and counts it', async () => {
    const key = await gateway.key(wanted);
    const count = async () => {
      const { body } = await gateway.get(key, '/response-times?group_by=month');
      return body.items.reduce((sum: number, { received }: { received: number }) => sum + received, 0);
    };
    const before = await count();
    const { reference } = await fileAbout();
    expect((await gateway.get(key, `/grievances/${reference}`)).status).toBe(200);
    expect(await count()).toBe(before + 1);
  });
});

it('is kept from triage and administrators where it is about an office of the programme itself', async () => {
  const about = await fileReport(gateway, { category: 'OTHER', area: PLACE, about: 'case_desk@XK' });
  expect(about.office_id).not.toBeNull();
  for (const role of ['triage', 'admin'] as const) {
    const key = await gateway.key({ role });
    expect((await gateway.get(key, `/grievances/${about.reference}`)).status).toBe(404);
    expect((await gateway.get(key, '/grievances?category=OTHER')).body.items).toEqual([]);
  }
});

it('is in no public figure, and nobody is offered to join it', async () => {
  const { db } = gateway.deps;
  // What is published of a month is made of these, and of nothing else.
  const figures = async () => {
    await countFigures(gateway.deps, gateway.kosovo.id);
    return (await readCounted(db, gateway.kosovo.id, '2026-03-01')).map((row) => JSON.stringify(row)).sort();
  };
  const before = await figures();
  expect(before.length).toBeGreaterThan(0);
  const { area_id: areaId, category_id: categoryId } = await fileAbout();
  expect(await figures()).toEqual(before);
  const joinable = await listJoinable(db, { areaId, categoryIds: [categoryId], citizenId: null });
  const about = await db
    .selectFrom('grievances')
    .select('reference')
    .where('about_office_id', 'is not', null)
    .execute();
  for (const { reference } of joinable) expect(about.map((row) => row.reference)).not.toContain(reference);
});
