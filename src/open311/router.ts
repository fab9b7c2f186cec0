import express, {
  type ErrorRequestHandler,
  type Request,
  type RequestHandler,
  type Response,
  type Router,
} from 'express';
import type { Deps } from '../deps.ts';
import type { Programme } from '../routing/programme.ts';
import { describeEndpoint } from './discovery.ts';
import { countRequest } from './limit.ts';
import { Open311Error } from './open311-error.ts';
import { givenIn } from './read-query.ts';
import { listRequests, readRequest } from './requests.ts';
import { defineService, listServices } from './services.ts';
import { type EntryNames, toXml, type Xml } from './to-xml.ts';

type Format = 'xml' | 'json';

/** `/services/SAS.DELAY.json`: what, which one, and in which format. Codes hold dots. */
const ADDRESS = /^\/(discovery|services|requests)(?:\/([^/]+?))?(?:\.(xml|json))?$/;

/** What the entries of each list are called in XML. */
const ENTRIES: EntryNames = {
  services: 'service',
  service_requests: 'request',
  attributes: 'attribute',
  endpoints: 'endpoint',
  formats: 'format',
  errors: 'error',
};

/** Kept by whoever asks and by what is in between: a month that is listed changes by the day at most. */
const KEPT = 'public, max-age=3600';

/**
 * Open311 GeoReport v2, to be mounted at `/open311/v2`: discovery, services and requests in XML and JSON, for everybody and read-only.
 * What it tells of reports is decided in docs/decisions/0022-open311.md.
 */
export function createOpen311Router(deps: Deps): Router {
  const router = express.Router();
  router.use(openToAll);
  router.get('/{*path}', answer(deps));
  router.post('/{*path}', refuseReports);
  router.use(() => {
    throw new Open311Error(404, 'There is nothing here. GET discovery.json tells what there is.');
  });
  router.use(sendErrors(deps));
  return router;
}

/** Also to the pages of other sites: it is public, and nobody signs in here. */
const openToAll: RequestHandler = (_request, response, next) => {
  response.set({ 'access-control-allow-origin': '*', 'cross-origin-resource-policy': 'cross-origin' });
  next();
};

function answer(deps: Deps): RequestHandler {
  return async (request, response) => {
    await countRequest(deps, 'page', request.ip ?? '');
    const { what, id } = addressOf(request);
    const { root, value, kept } = await look(deps, request, what, id);
    response.set('cache-control', kept);
    send(request, response, root, value);
  };
}

async function look(
  deps: Deps,
  request: Request,
  what: string,
  id: string | undefined,
): Promise<{ root: string; value: Xml; kept: string }> {
  if (what === 'discovery' && id === undefined) {
    return { root: 'discovery', value: await describeEndpoint(deps), kept: KEPT };
  }
  const given = givenIn(request.query);
  const programme = programmeOf(deps, given('jurisdiction_id'));
  if (what === 'services') {
    if (id === undefined) return { root: 'services', value: listServices(programme), kept: KEPT };
    return { root: 'service_definition', value: defineService(programme, id), kept: KEPT };
  }
  if (what !== 'requests')
    throw new Open311Error(404, 'There is nothing here. GET discovery.json tells what there is.');
  const address = request.ip ?? '';
  // What was asked for by name is nobody else's to keep.
  const isNamed = id !== undefined || given('service_request_id') !== undefined;
  const value =
    id === undefined
      ? await listRequests(deps, programme, given, address)
      : await readRequest(deps, programme, id, address);
  return { root: 'service_requests', value, kept: isNamed ? 'no-store' : KEPT };
}

/**
 * The standard has no way to send a request again without filing it twice, and none to say that the reporter was told what is kept of
 * her: see docs/decisions/0022-open311.md.
 */
const refuseReports: RequestHandler = () => {
  throw new Open311Error(
    403,
    'Reports are not taken here. People report by phone (USSD and SMS); programs of an office by POST /api/v1/grievances with a key.',
  );
};

function addressOf(request: Request): { what: string; id: string | undefined } {
  const found = ADDRESS.exec(request.path);
  if (!found?.[1]) throw new Open311Error(404, 'There is nothing here. GET discovery.json tells what there is.');
  try {
    return { what: found[1], id: found[2] === undefined ? undefined : decodeURIComponent(found[2]) };
  } catch {
    throw new Open311Error(400, 'The address is not well formed.');
  }
}

/** The standard: required where an endpoint serves several jurisdictions. */
function programmeOf({ programmes }: Pick<Deps, 'programmes'>, name: string | undefined): Programme {
  const all = programmes.all();
  const [first] = all;
  if (name === undefined && all.length === 1 && first) return first;
  if (name === undefined) {
    const names = all.map((programme) => programme.name).join(', ');
    throw new Open311Error(400, `jurisdiction_id was not provided. It is one of: ${names}.`);
  }
  const found = programmes.byName(name);
  if (!found) throw new Open311Error(404, 'jurisdiction_id was not found.');
  return found;
}

/** XML is what the standard requires, so it is also what comes where nothing is asked for. */
function formatOf(request: Request): Format {
  const named = ADDRESS.exec(request.path)?.[3] ?? /\.(xml|json)$/.exec(request.path)?.[1];
  if (named === 'xml' || named === 'json') return named;
  return request.accepts(['text/xml', 'application/xml', 'application/json']) === 'application/json' ? 'json' : 'xml';
}

function send(request: Request, response: Response, root: string, value: Xml): void {
  response.vary('accept');
  if (formatOf(request) === 'json') response.type('application/json').send(JSON.stringify(value));
  else response.type('text/xml').send(toXml(root, value, ENTRIES));
}

function sendErrors(deps: Pick<Deps, 'log'>): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    if (response.headersSent) return next(error);
    const known = error instanceof Open311Error ? error : asProblem(deps, error);
    const status = known.problems[0]?.code ?? 500;
    if (known.retryAfterS !== undefined) response.set('retry-after', String(known.retryAfterS));
    response.status(status).set('cache-control', 'no-store');
    send(
      request,
      response,
      'errors',
      known.problems.map((problem) => ({ ...problem })),
    );
  };
}

/** What Express refuses is the caller's doing; anything else is ours, and goes to the log. */
function asProblem({ log }: Pick<Deps, 'log'>, error: unknown): Open311Error {
  const isRefusal =
    error instanceof Error && 'status' in error && typeof error.status === 'number' && error.status < 500;
  if (isRefusal) return new Open311Error(400, 'The request cannot be read: is the address well formed?');
  log.error({ err: error }, 'an Open311 request failed');
  return new Open311Error(500, 'Something went wrong here. Try again later.');
}
