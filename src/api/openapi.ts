import { z } from 'zod';
import { isKept, type Route } from './route.ts';
import { SCHEMAS } from './schemas.ts';

type Json = Record<string, unknown>;

const COMPONENTS = '#/components/schemas/';

/** What can go wrong on any route; the rest follows from what it takes. */
const EVERYWHERE = { 401: 'No key, or one that is not in force', 403: 'The role of the key may not do this' };

/** The OpenAPI 3.1 document of these routes. Nothing in it is written twice: it is read from the schemas that check. */
export function describeApi(routes: readonly Route[]): Json {
  const paths: Record<string, Json> = {};
  for (const route of routes) {
    paths[route.path] = { ...paths[route.path], [route.method]: describeRoute(route) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Majibu',
      version: '1',
      description: 'Grievances, who owes the answer, and how long it takes. docs/api.md explains it in words.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/api/v1' }],
    security: [{ key: [] }],
    paths,
    components: {
      securitySchemes: { key: { type: 'http', scheme: 'bearer', description: '`majibu key create` makes one.' } },
      schemas: describeSchemas(),
    },
  };
}

function describeRoute(route: Route): Json {
  const { params, query, headers, body } = route.input.shape;
  return {
    operationId: operationIdOf(route),
    summary: route.summary,
    parameters: [
      ...describeParameters('path', params),
      ...describeParameters('query', query),
      ...describeParameters('header', headers),
    ],
    ...(body === undefined ? {} : { requestBody: { required: !acceptsNothing(body), content: jsonOf(body) } }),
    responses: describeResponses(route, body !== undefined),
  };
}

/** `get-grievances-reference`: unique, for it is method and path. */
function operationIdOf({ method, path }: Route): string {
  return [method, ...(path.match(/[\w-]+/g) ?? [])].join('-');
}

function acceptsNothing(body: z.core.$ZodType): boolean {
  return z.core.safeParse(body, {}).success;
}

function describeParameters(place: 'path' | 'query' | 'header', schema: z.core.$ZodType | undefined): Json[] {
  if (!(schema instanceof z.ZodObject)) return [];
  const { properties = {}, required = [] } = z.toJSONSchema(schema, { io: 'input' });
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: place,
    required: required.includes(name),
    schema: property,
  }));
}

function describeResponses(route: Route, hasBody: boolean): Json {
  const failures: Record<string, string> = {
    ...EVERYWHERE,
    422: 'Understood, and not possible as it stands: `issues` says what and where',
    500: 'Our fault; the id leads to the log',
    503: 'The programme of the key is not loaded yet: try again in a minute',
    ...('params' in route.input.shape ? { 404: 'Not there, or not for this key to see' } : {}),
    ...(hasBody ? { 400: 'Not JSON', 409: 'Not possible in its present state', 413: 'Larger than 16 kB' } : {}),
  };
  const described = Object.entries(failures).map(([status, description]): [string, Json] => [
    status,
    { description, content: jsonOf(SCHEMAS.Error) },
  ]);
  const content =
    route.media === undefined ? jsonOf(route.response) : { [route.media]: { schema: { type: 'string' } } };
  return {
    [route.status]: { description: 'Done', content },
    ...(isKept(route) ? { 304: { description: 'Still what the ETag in `if-none-match` stands for' } } : {}),
    ...Object.fromEntries(described),
  };
}

/** @throws when the schema has no name in `SCHEMAS` */
function jsonOf(schema: z.core.$ZodType): Json {
  const name = Object.entries(SCHEMAS).find(([, known]) => known === schema)?.[0];
  if (name === undefined) throw new Error('a body or an answer is missing in SCHEMAS');
  return { 'application/json': { schema: { $ref: COMPONENTS + name } } };
}

function describeSchemas(): Json {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(SCHEMAS)) registry.add(schema, { id });
  const { schemas } = z.toJSONSchema(registry, { uri: (id) => COMPONENTS + id, io: 'input' });
  return Object.fromEntries(
    Object.entries(schemas).map(([name, { $schema, $id, ...schema }]) => [name, schema satisfies Json]),
  );
}
