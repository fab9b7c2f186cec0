import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createKey } from '../../src/accounts/create-key.ts';
import { ROUTES } from '../../src/api/routes/index.ts';
import { CONSOLE_ROUTES } from '../../src/console/routes/index.ts';
import type { Grievance, Role } from '../../src/db/schema.ts';
import { showReference } from '../../src/grievances/reference.ts';
import { MONITOR_ROUTES } from '../../src/monitor/routes/index.ts';
import { STREAMS, type Stream } from '../../src/routing/programme.ts';
import { type NewPerson, openPerson, type Person } from '../support/console.ts';
import { type Gateway, openGateway } from '../support/gateway.ts';
import { lineTo, type Reply } from '../support/line.ts';
import { fileReport } from '../support/report.ts';

// Every route of the API and of the console x every role x every place x every stream. What is expected is written here by
// hand and does not derive from the table in src/accounts/scope.ts; the routes come from the routers themselves.

type Who = 'anyone' | readonly Role[];

const ALL: Who = ['official', 'supervisor', 'triage', 'focal', 'observer', 'admin'];
const READS_NO_SEALED: Who = ['official', 'supervisor', 'triage', 'observer', 'admin'];
const FILES: Who = ['official', 'supervisor', 'triage', 'focal', 'admin'];
const ANSWERS: Who = ['official', 'supervisor', 'focal', 'admin'];
const MOVES: Who = ['official', 'supervisor', 'triage', 'focal', 'admin'];
const PASSES: Who = ['official', 'supervisor', 'admin'];
const MERGES: Who = ['official', 'supervisor', 'triage', 'admin'];
const OVERSEES: Who = ['supervisor', 'triage', 'admin'];
const READS_CARDS: Who = ['official', 'supervisor', 'observer', 'admin'];
const LETTERS: Who = ['supervisor', 'triage', 'observer', 'admin'];
const MONITORS: Who = ['supervisor', 'observer', 'admin'];
const TRIAGE: Who = ['triage', 'admin'];
const FOCAL: Who = ['focal'];
const ADMIN: Who = ['admin'];
const CONVENES: Who = ['supervisor', 'admin'];

const both = (path: string, who: Who): Record<string, Who> => ({ [`GET ${path}`]: who, [`POST ${path}`]: who });
const group = (prefix: string, paths: readonly string[], who: Who): Record<string, Who> =>
  Object.assign({}, ...paths.map((path) => ({ [`${path.split(' ')[0]} ${prefix}${path.split(' ')[1]}`]: who })));

const EXPECTED: Readonly<Record<string, Who>> = {
  ...group('/api/v1', ['GET /grievances', 'GET /grievances/{reference}', 'GET /response-times'], ALL),
  ...group('/api/v1', ['GET /areas', 'GET /offices', 'GET /categories', 'GET /units'], ALL),
  'GET /api/v1/ratings': READS_NO_SEALED,
  'GET /api/v1/grievances.csv': ALL,
  ...group('/api/v1', ['GET /figures', 'GET /backlog', 'GET /charges', 'GET /league', 'GET /report-cards'], MONITORS),
  ...group('/api/v1', ['GET /reach', 'GET /silent-areas', 'GET /group-figures'], MONITORS),
  // Of no place, so not for whoever sees a part only.
  ...group('/api/v1', ['GET /people-served', 'GET /message-counts', 'GET /call-ends'], ['observer', 'admin']),
  ...group('/api/v1', ['GET /score-cards', 'GET /score-cards/{id}'], READS_CARDS),
  ...group('/api/v1', ['GET /projects', 'GET /meetings', 'GET /promises', 'GET /votes'], MONITORS),
  'GET /api/v1/releases': ALL,
  'POST /api/v1/grievances': FILES,
  ...group(
    '/api/v1/grievances/{reference}',
    ['POST /acknowledge', 'POST /reply', 'POST /resolve', 'POST /reopen', 'POST /await-citizen'],
    ANSWERS,
  ),
  ...group('/api/v1/grievances/{reference}', ['POST /note', 'POST /transfer', 'POST /reject'], MOVES),
  'POST /api/v1/grievances/{reference}/hand-back': PASSES,
  'POST /api/v1/grievances/{reference}/assign': PASSES,
  'POST /api/v1/grievances/{reference}/merge': MERGES,

  ...both('/console/sign-in', 'anyone'),
  'POST /console/sign-out': 'anyone',
  'POST /console/signed-in': 'anyone',
  ...both('/console/code', 'anyone'),
  ...both('/console/welcome', 'anyone'),
  ...both('/console/authenticator', 'anyone'),
  'GET /console/': ALL,
  ...both('/console/settings', ALL),
  ...both('/console/settings/password', ALL),
  ...both('/console/settings/recovery-codes', ALL),
  'POST /console/settings/sign-out-everywhere': ALL,
  'GET /console/counts.json': ANSWERS,
  'GET /console/inbox.csv': ANSWERS,
  'GET /console/board': OVERSEES,
  'GET /console/triage': TRIAGE,
  'GET /console/letters': LETTERS,
  'GET /console/letters/:reference': LETTERS,
  ...both('/console/intake', FILES),
  'GET /console/intake/:once': FILES,
  'GET /console/reports/:reference': ALL,
  'GET /console/reports/:reference/gone': ALL,
  ...Object.assign(
    {},
    ...['acknowledge', 'reply', 'resolve', 'ask', 'reopen'].map((action) =>
      both(`/console/reports/:reference/${action}`, ANSWERS),
    ),
    ...['note', 'transfer', 'reject'].map((action) => both(`/console/reports/:reference/${action}`, MOVES)),
  ),
  ...both('/console/reports/:reference/assign', PASSES),
  ...both('/console/reports/:reference/hand-back', PASSES),
  ...both('/console/reports/:reference/merge', MERGES),

  'GET /console/cards': READS_CARDS,
  'GET /console/cards/:card': READS_CARDS,
  'GET /console/cards/new': PASSES,
  'POST /console/cards': PASSES,
  ...both('/console/cards/:card/meeting', PASSES),
  ...both('/console/cards/:card/providers', PASSES),
  ...both('/console/cards/:card/actions', PASSES),
  ...both('/console/cards/:card/actions/:action', PASSES),
  'POST /console/cards/:card/close': PASSES,

  'GET /monitor/': MONITORS,
  ...group(
    '/monitor',
    ['GET /backlog', 'GET /time', 'GET /ratings', 'GET /reach', 'GET /watch', 'GET /views'],
    MONITORS,
  ),
  ...group('/monitor', ['POST /watch', 'POST /watch/:id/remove', 'POST /views', 'POST /views/:id'], MONITORS),
  // Of no place, so not for whoever sees a part only.
  'GET /monitor/lines': ['observer', 'admin'],
  'GET /monitor/report': ['observer', 'admin'],
  'GET /monitor/projects': MONITORS,

  'GET /console/sealed': FOCAL,
  'GET /console/sealed/:reference': FOCAL,
  ...both('/console/sealed/:reference/number', FOCAL),
  'GET /console/sealed/:reference/number/shown': FOCAL,
  'POST /console/sealed/:reference/decide': FOCAL,
  ...Object.assign(
    {},
    ...['acknowledge', 'reply', 'ask', 'note', 'refer', 'resolve', 'reject', 'transfer', 'reopen'].map((action) =>
      both(`/console/sealed/:reference/${action}`, FOCAL),
    ),
  ),

  'GET /console/forums': CONVENES,
  ...both('/console/forums/new', CONVENES),
  'GET /console/forums/:id': CONVENES,
  ...both('/console/forums/:id/announce', CONVENES),
  ...both('/console/forums/:id/promises', CONVENES),
  'POST /console/forums/:id/cancel': CONVENES,
  'POST /console/forums/:id/mailings/:mailing/:what': CONVENES,
  'POST /console/forums/limit': ADMIN,
  ...both('/console/forums/votes/new', ADMIN),
  'GET /console/forums/votes/:id': CONVENES,
  'POST /console/forums/votes/:id/cancel': ADMIN,

  'GET /console/admin': ADMIN,
  'GET /console/admin/offices': ADMIN,
  ...both('/console/admin/offices/:code', ADMIN),
  'POST /console/admin/offices/:code/undo': ADMIN,
  'GET /console/admin/categories': ADMIN,
  ...both('/console/admin/categories/:code', ADMIN),
  'POST /console/admin/categories/:code/undo': ADMIN,
  'GET /console/admin/texts': ADMIN,
  ...both('/console/admin/texts/:code', ADMIN),
  'POST /console/admin/texts/:code/undo': ADMIN,
  ...both('/console/admin/holidays', ADMIN),
  'POST /console/admin/holidays/:day/remove': ADMIN,
  'POST /console/admin/holidays/:day/undo': ADMIN,
  ...both('/console/admin/people', ADMIN),
  'GET /console/admin/people.csv': ADMIN,
  'GET /console/admin/people/new': ADMIN,
  ...both('/console/admin/people/import', ADMIN),
  ...both('/console/admin/people/:id', ADMIN),
  ...group('/console/admin/people/:id', ['POST /disable', 'POST /enable', 'POST /remove-phone', 'POST /reset'], ADMIN),
  'GET /console/admin/changes': ADMIN,
  ...both('/console/admin/projects', ADMIN),
  ...both('/console/admin/replies', ADMIN),
  'GET /console/admin/replies/new': ADMIN,
  ...both('/console/admin/replies/:id', ADMIN),
  'POST /console/admin/replies/:id/retire': ADMIN,
};

const ROUTE_NAMES = [
  ...ROUTES.map(({ method, path }) => `${method.toUpperCase()} /api/v1${path}`),
  ...CONSOLE_ROUTES.map(({ method, path }) => `${method.toUpperCase()} /console${path}`),
  ...MONITOR_ROUTES.map(({ method, path }) => `${method.toUpperCase()} /monitor${path}`),
];

/** Constituencies and wards of one county; the office of each is its administrator's. */
const OWN = { area: 'KE.001.001', office: 'subcounty_admin@KE.001.001' };
const PLACES = ['own', 'child', 'parent', 'sibling', 'other programme'] as const;
type Place = (typeof PLACES)[number];

interface Case {
  readonly place: Place;
  readonly stream: Stream;
  /** Whose line is accused, seen from the own office. */
  readonly about: 'nobody' | 'own' | 'child' | 'parent';
  readonly grievance: Grievance;
}

/** Somebody with a key and an account of the same role and place. */
interface Somebody {
  readonly name: string;
  readonly role: Role;
  readonly stream: Stream | null;
  readonly hasArea: boolean;
  readonly person: Person;
  readonly key: string;
}

/** Who may know of a report, by hand. */
function sees({ role, stream, hasArea }: Somebody, { place, stream: of, about }: Case): boolean {
  if (place === 'other programme') return false;
  if (role === 'focal') return stream === of && (!hasArea || place === 'own' || place === 'child');
  if (of !== 'ordinary') return false;
  if (role === 'official') return place === 'own' && about !== 'own' && about !== 'parent';
  if (role === 'supervisor') {
    return (place === 'own' || place === 'child') && about !== 'own' && about !== 'parent';
  }
  return true;
}

describe('the authorisation matrix', () => {
  let gateway: Gateway;
  let cases: Case[];
  let people: Somebody[];

  beforeAll(async () => {
    gateway = await openGateway();
    cases = await fileCases(gateway);
    people = await openPeople(gateway);
  }, 60_000);
  afterAll(() => gateway.close());

  it('lists every route there is, and no other', () => {
    expect([...ROUTE_NAMES].sort()).toEqual(Object.keys(EXPECTED).sort());
    expect(new Set(ROUTE_NAMES).size).toBe(ROUTE_NAMES.length);
  });

  it.each(ROUTE_NAMES)('%s: nobody but those who may', async (route) => {
    const who = EXPECTED[route] ?? [];
    for (const somebody of people) {
      const mine = cases.find((each) => sees(somebody, each)) ?? cases[0];
      // What ends sessions or disables somebody is tried by one who is not needed again.
      const trying = route.startsWith('POST') ? await renew(gateway, somebody) : somebody;
      const { status } = await send(gateway, trying, route, mine);
      const isRefused = status === 403;
      expect({ route, who: somebody.name, isRefused }).toEqual({
        route,
        who: somebody.name,
        isRefused: who !== 'anyone' && !who.includes(somebody.role),
      });
      expect(status).toBeLessThan(500);
    }
  });

  it.each(ROUTE_NAMES.filter((name) => EXPECTED[name] !== 'anyone'))('%s: not for a stranger', async (route) => {
    const [first] = cases;
    const { status, location } = await send(gateway, null, route, first);
    if (route.includes('/api/')) expect(status).toBe(401);
    else if (route.startsWith('GET')) expect(location).toMatch(/^\/console\/sign-in/);
    else expect([200, 303, 401]).toContain(status);
  });

  const aboutOne = ROUTE_NAMES.filter((name) => /[:{]reference/.test(name));

  it.each(aboutOne)('%s: a report that is not hers is not there', async (route) => {
    const who = EXPECTED[route];
    const leaks: string[] = [];
    for (const somebody of people) {
      if (who === 'anyone' || !who?.includes(somebody.role)) continue;
      const hidden = cases.filter((one) => !sees(somebody, one));
      const replies = await Promise.all(hidden.map((each) => send(gateway, somebody, route, each, { isWhole: true })));
      for (const [index, each] of hidden.entries()) {
        const { status = 0, text = '' } = replies[index] ?? {};
        const isThere = status !== 404 || text.includes(`canary-${each.grievance.source}`);
        if (isThere) leaks.push(`${somebody.name}: ${each.place}, ${each.stream}, about ${each.about}: ${status}`);
      }
    }
    expect(leaks).toEqual([]);
  });

  const LISTS = [
    'GET /api/v1/grievances',
    'GET /api/v1/grievances.csv',
    'GET /console/',
    'GET /console/inbox.csv',
    'GET /console/board',
    'GET /console/triage',
    'GET /console/letters',
    'GET /console/sealed',
  ];

  it.each(LISTS)('%s: shows nothing that is not hers', async (route) => {
    const leaks: string[] = [];
    let shown = 0;
    for (const somebody of people) {
      const [first] = cases;
      // A file is whole: it takes no limit.
      const query = route.endsWith('grievances.csv') ? '' : '?view=all&limit=100';
      const { text } = await send(gateway, somebody, route, first, { query });
      for (const each of cases) {
        const { reference, source } = each.grievance;
        const isShown = [reference, showReference(reference), `canary-${source}`].some((one) => text.includes(one));
        if (isShown && !sees(somebody, each)) leaks.push(`${somebody.name}: ${each.place}, ${each.stream}`);
        if (isShown) shown += 1;
      }
    }
    expect(leaks).toEqual([]);
    if (route !== 'GET /console/board' && route !== 'GET /console/triage' && route !== 'GET /console/letters') {
      expect(shown).toBeGreaterThan(0);
    }
  });

  it('shows each of them what is hers, in the list of the API', async () => {
    for (const somebody of people) {
      const [first] = cases;
      const { text } = await send(gateway, somebody, 'GET /api/v1/grievances', first, { query: '?limit=100' });
      const listed = JSON.parse(text)
        .items.map((item: { reference: string }) => item.reference)
        .sort();
      const hers = cases.filter((each) => sees(somebody, each)).map(({ grievance }) => grievance.reference);
      expect({ who: somebody.name, listed }).toEqual({ who: somebody.name, listed: hers.sort() });
    }
  });
});

const PEOPLE: readonly (Pick<NewPerson, 'role' | 'office' | 'area' | 'stream'> & { name: string })[] = [
  { name: 'official', role: 'official', office: OWN.office },
  { name: 'supervisor', role: 'supervisor', area: OWN.area },
  { name: 'triage', role: 'triage' },
  { name: 'focal integrity', role: 'focal', stream: 'integrity' },
  { name: 'focal protection', role: 'focal', stream: 'protection' },
  { name: 'focal child', role: 'focal', stream: 'child' },
  { name: 'focal child, one area', role: 'focal', stream: 'child', area: OWN.area },
  { name: 'observer', role: 'observer' },
  { name: 'admin', role: 'admin' },
];

async function openPeople(gateway: Gateway): Promise<Somebody[]> {
  return Promise.all(
    PEOPLE.map(async ({ name, ...who }) => ({
      name,
      role: who.role,
      stream: who.stream ?? null,
      hasArea: who.role === 'focal' && who.area !== undefined,
      person: await openPerson(gateway, { programme: 'kenya-coast', ...who }),
      key: (await createKey(gateway.deps, { programme: 'kenya-coast', ...who })).key,
    })),
  );
}

async function renew(gateway: Gateway, somebody: Somebody): Promise<Somebody> {
  const { name: _, ...who } = PEOPLE.find(({ name }) => name === somebody.name) ??
    PEOPLE[0] ?? { role: 'triage', name: '' };
  return { ...somebody, person: await openPerson(gateway, { programme: 'kenya-coast', ...who }) };
}

async function fileCases(gateway: Gateway): Promise<Case[]> {
  const kenya = gateway.deps.programmes.byName('kenya-coast');
  const county = kenya?.areas.get('KE.001');
  const [own, other] = county?.children ?? [];
  const [ward] = own?.children ?? [];
  const prizren = gateway.deps.programmes.byName('kosovo')?.areas.get('XK.04.28');
  if (!kenya || !county || !own || !other || !ward || !prizren) throw new Error('no such areas');
  expect(own.code).toBe(OWN.area);
  const offices = {
    own: [own, OWN.office],
    child: [ward, `ward_admin@${ward.code}`],
    parent: [county, 'county_secretary@KE.001'],
    sibling: [other, `subcounty_admin@${other.code}`],
    'other programme': [prizren, `csw@${prizren.code}`],
  } as const;
  const found: Case[] = [];
  const file = async (place: Place, stream: Stream, about: Case['about']): Promise<void> => {
    const [area, code] = offices[place];
    const programme = place === 'other programme' ? 'kosovo' : 'kenya-coast';
    const categories = gateway.deps.programmes.byName(programme)?.categories.values() ?? [];
    const category = [...categories].find((one) => one.stream === stream && one.children.length === 0);
    const office = gateway.deps.programmes.byName(programme)?.offices.get(code);
    if (!category || !office) throw new Error(`no category or office: ${stream}, ${code}`);
    const serial = found.length;
    const filed = await fileReport(gateway, {
      programme,
      category: category.code,
      area: area.code,
      phone: place === 'other programme' ? `+38344${String(100_100 + serial)}` : `+2547120${String(10_000 + serial)}`,
      source: `matrix-${serial}-end`,
    });
    const aboutOffice = about === 'nobody' ? null : kenya.offices.get(offices[about][1]);
    const grievance = await gateway.deps.db
      .updateTable('grievances')
      .set({
        status: 'routed',
        office_id: office.id,
        owing_office_id: office.id,
        routed_at: filed.filed_at,
        respond_by: new Date(filed.filed_at.getTime() + 86_400_000),
        resolve_by: new Date(filed.filed_at.getTime() + 3 * 86_400_000),
        due_by: new Date(filed.filed_at.getTime() + 86_400_000),
        about_office_id: aboutOffice?.id ?? null,
        text: `canary-${filed.source} says what happened`,
      })
      .where('id', '=', filed.id)
      .returningAll()
      .executeTakeFirstOrThrow();
    found.push({ place, stream, about, grievance });
  };
  for (const place of PLACES) for (const stream of STREAMS) await file(place, stream, 'nobody');
  await file('own', 'ordinary', 'child');
  await file('own', 'ordinary', 'own');
  await file('parent', 'ordinary', 'own');
  await file('child', 'ordinary', 'parent');
  return found;
}

const SAMPLE_ID = '018f0000-0000-7000-8000-000000000000';

/** A body with which an action of the API would be done; of a focal point's with the code of an approved text. */
function bodyFor(route: string, { role }: Somebody): object {
  const action = /[a-z-]+$/.exec(route)?.[0] ?? '';
  const said = (approved: string) =>
    role === 'focal' ? { approved, note: 'What was done' } : { text: 'We come today' };
  const bodies: Readonly<Record<string, object>> = {
    reply: role === 'focal' ? { approved: 'read' } : { text: 'We come today' },
    resolve: said('done'),
    'await-citizen': role === 'focal' ? { approved: 'more' } : { text: 'Where exactly?' },
    reject: role === 'focal' ? { approved: 'not_ours', note: 'Not ours' } : { reason: 'Not ours' },
    note: { text: 'A note' },
    transfer: { office: role === 'focal' ? 'child_desk' : 'water_company@KE.003', reason: 'Theirs' },
    'hand-back': { reason: 'Not ours' },
    assign: { account: null },
    merge: { into: '48217739' },
    reopen: { reason: 'Looked at again' },
  };
  return bodies[action] ?? {};
}

/** Fields of the console's forms; each takes what it knows. */
const FORM = new URLSearchParams({
  unmasking: SAMPLE_ID,
  decision: 'grant',
  note: 'What was done',
  step: 'send',
}).toString();

interface Options {
  readonly query?: string;
  /** With a body that does something, where there is one; an empty one unless told. */
  readonly isWhole?: boolean;
}

/** Sends a request as a program or a browser does. */
async function send(
  { app }: Gateway,
  somebody: Somebody | null,
  route: string,
  about: Case | undefined,
  { query = '', isWhole = false }: Options = {},
): Promise<Reply> {
  const [method = '', pattern = ''] = route.split(' ');
  const isApi = route.includes('/api/');
  const path = pattern
    .replace(/:reference|\{reference\}/, about?.grievance.reference ?? '')
    .replace(/:code/, pattern.includes('/texts/') ? 'sms.receipt' : 'water_company@KE.001')
    .replace(/:day/, '2026-12-12')
    .replace(/:(id|once|card|action)\b|\{id\}/g, SAMPLE_ID);
  const line = await lineTo(app);
  const key = { Authorization: `Bearer ${somebody?.key ?? ''}`, 'content-type': 'application/json' };
  const form = { 'sec-fetch-site': 'same-origin', 'content-type': 'application/x-www-form-urlencoded' };
  const page = { cookie: `__Host-majibu=${somebody?.person.token ?? ''}`, ...form };
  return line.send({
    method,
    path: path + (isApi ? query.replace('view=all&', '') : query),
    headers: isApi ? key : page,
    body: isWhole && somebody && method === 'POST' ? (isApi ? JSON.stringify(bodyFor(route, somebody)) : FORM) : '',
  });
}
