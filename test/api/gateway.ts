import express from 'express';
import request from 'supertest';
import { createKey, type NewKey } from '../../src/accounts/create-key.ts';
import { createApiRouter } from '../../src/api/router.ts';
import { ROUTES } from '../../src/api/routes/index.ts';
import { SCHEMAS } from '../../src/api/schemas.ts';
import { readConfig } from '../../src/config.ts';
import { rememberCitizen } from '../../src/db/citizens.ts';
import type { Grievance } from '../../src/db/schema.ts';
import { transact } from '../../src/db/transact.ts';
import type { Deps } from '../../src/deps.ts';
import { fileGrievance } from '../../src/grievances/file-grievance.ts';
import { routeGrievance } from '../../src/grievances/route-grievance.ts';
import { createLog } from '../../src/log.ts';
import { createMetrics } from '../../src/metrics.ts';
import type { Phone } from '../../src/phone.ts';
import type { Programme } from '../../src/routing/programme.ts';
import { openProgrammes } from '../../src/routing/programmes.ts';
import { createTestDatabase } from '../support/database.ts';

/** Monday morning in Kosovo. */
export const MONDAY = new Date('2026-03-02T09:00:00Z');
/** A number that must never come out of the API. */
export const CITIZEN_PHONE = '+38344123456' as Phone;

export type Gateway = Awaited<ReturnType<typeof openGateway>>;

/** The API over real PostgreSQL with the real programmes, and a clock that tests set. */
export async function openGateway() {
  const database = await createTestDatabase({ template: 'majibu_template_programmes' });
  const log = createLog('silent');
  const clock = { now: MONDAY };
  const now = () => clock.now;
  const programmes = await openProgrammes(database.db, log, { pollMs: null });
  const woken: [string, string][] = [];
  const deps: Deps = {
    config: readConfig({}),
    db: database.db,
    log,
    now,
    wake: (job, id) => woken.push([job, id]),
    carriers: new Map(),
    programmes,
    metrics: createMetrics(),
  };
  const kosovo = programmes.byName('kosovo');
  const khulna = programmes.byName('khulna');
  if (!kosovo || !khulna) throw new Error('the programmes did not load');
  const app = express().use('/api/v1', createApiRouter(deps));
  return {
    deps,
    programmes,
    clock,
    woken,
    kosovo,
    khulna,
    app,
    /** A new key of kosovo, unless told otherwise. */
    key: async (wanted: Omit<NewKey, 'programme'> & { programme?: string }) =>
      (await createKey(deps, { programme: 'kosovo', ...wanted })).key,
    get: (key: string, path: string) => call(app, 'get', key, path),
    post: (key: string, path: string, body?: object, headers: Record<string, string> = {}) =>
      call(app, 'post', key, path, body, headers),
    close: async () => {
      programmes.close();
      await database.close();
    },
  };
}

/** One call; whatever comes back must be what the API's own description says. */
async function call(
  app: express.Express,
  method: 'get' | 'post',
  key: string,
  path: string,
  body?: object,
  headers: Record<string, string> = {},
) {
  const asked = request(app)
    [method](`/api/v1${path}`)
    .set({ authorization: `Bearer ${key}`, ...headers });
  const response = await (body === undefined ? asked : asked.send(body));
  expectDescribed(method, path, response);
  return response;
}

/** Throws when an answer is not what the schema of its route, or the schema of errors, describes. */
export function expectDescribed(method: string, path: string, response: request.Response): void {
  const id = response.get('x-request-id');
  if (response.status >= 400) {
    const { error } = SCHEMAS.Error.parse(response.body);
    if (error.id !== id) throw new Error('x-request-id and the id of the error differ');
    return;
  }
  const [asked = ''] = path.split('?');
  const route = ROUTES.find(
    (candidate) =>
      candidate.method === method && new RegExp(`^${candidate.path.replace(/\{\w+\}/, '[^/]+')}$`).test(asked),
  );
  if (!route) throw new Error(`no route for ${method} ${path}`);
  if (!id) throw new Error('no x-request-id');
  route.response.parse(response.body);
  if (response.status !== route.status) throw new Error(`${response.status} instead of ${route.status}`);
}

/** Files and routes a report as a citizen's call would; the reference and the row come back. */
export async function fileReport(
  { deps, kosovo }: Pick<Gateway, 'deps' | 'kosovo'>,
  report: {
    category?: string;
    area?: string;
    text?: string;
    phone?: Phone | null;
    programme?: Programme;
    /** Code of the office that it is about. */
    about?: string;
  } = {},
): Promise<Grievance> {
  const programme = report.programme ?? kosovo;
  const category = programme.categories.get(report.category ?? 'SAS.DELAY');
  const area = programme.areas.get(report.area ?? 'XK.04.28');
  if (!category || !area) throw new Error('no such category or area');
  const about = report.about === undefined ? null : programme.offices.get(report.about);
  if (about === undefined) throw new Error('no such office');
  const phone = report.phone === undefined ? CITIZEN_PHONE : report.phone;
  const filed = await transact(deps, async (tx) => {
    const citizen =
      phone && (await rememberCitizen(tx.db, deps.config, { programmeId: programme.id, phone, now: deps.now() }));
    return fileGrievance(deps, tx, {
      programme,
      citizenId: citizen?.id ?? null,
      category,
      area,
      text: report.text ?? 'Kam aplikuar para tre muajsh',
      language: programme.languages[0],
      channel: 'ussd',
      source: `test-${crypto.randomUUID()}`,
      aboutOffice: about,
    });
  });
  await routeGrievance(deps, filed.id);
  return deps.db.selectFrom('grievances').selectAll().where('id', '=', filed.id).executeTakeFirstOrThrow();
}
