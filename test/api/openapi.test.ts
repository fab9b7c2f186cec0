import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { describeApi } from '../../src/api/openapi.ts';
import { createApiRouter } from '../../src/api/router.ts';
import { ROUTES } from '../../src/api/routes/index.ts';
import { type Gateway, openGateway } from './gateway.ts';

let gateway: Gateway;
beforeAll(async () => {
  gateway = await openGateway();
});
afterAll(() => gateway.close());

interface Operation {
  operationId: string;
  parameters: { name: string; in: string; required: boolean; schema: object }[];
  requestBody?: { required: boolean };
  responses: Record<string, object>;
}
interface Document {
  openapi: string;
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Record<string, unknown>> };
}
const read = async (): Promise<Document> => (await request(gateway.app).get('/api/v1/openapi.json')).body;

/** `get /grievances/{reference}` for everything that the router really answers. */
function served(): string[] {
  return createApiRouter(gateway.deps).stack.flatMap(({ route }) => {
    if (!route) return [];
    const path = route.path.replace(/:(\w+)/g, '{$1}');
    return route.stack.map(({ method }) => `${method} ${path}`);
  });
}

function operations(document: Document): [string, Operation][] {
  return Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]): [string, Operation] => [`${method} ${path}`, operation]),
  );
}

it('is to be had without a key, and says what it is', async () => {
  const response = await request(gateway.app).get('/api/v1/openapi.json');
  expect(response.status).toBe(200);
  expect(response.get('content-type')).toMatch(/^application\/json/);
  expect(response.get('x-request-id')).toBeTruthy();
  expect(response.body).toMatchObject({ openapi: '3.1.0', servers: [{ url: '/api/v1' }], security: [{ key: [] }] });
});

it('describes what the router answers, nothing less and nothing more', async () => {
  const described = operations(await read()).map(([name]) => name);
  expect([...described, 'get /openapi.json'].sort()).toEqual(served().sort());
  expect(new Set(described).size).toBe(ROUTES.length);
});

it('leads every reference to a schema, and uses every schema', async () => {
  const document = await read();
  const references = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].map(([, reference]) => reference);
  const defined = Object.keys(document.components.schemas).map((name) => `#/components/schemas/${name}`);
  expect([...new Set(references)].sort()).toEqual(defined.sort());
  for (const schema of Object.values(document.components.schemas)) {
    expect(schema).not.toHaveProperty('$id');
    expect(schema.additionalProperties).toBe(false);
  }
});

describe.each(operations(describeApi(ROUTES) as unknown as Document))('%s', (name, operation) => {
  it('names its path parameters, and every other way to call it', () => {
    const inPath = operation.parameters.filter((parameter) => parameter.in === 'path');
    expect(inPath.map((parameter) => `{${parameter.name}}`)).toEqual(name.match(/\{\w+\}/g) ?? []);
    for (const parameter of inPath) expect(parameter.required).toBe(true);
    expect(operation.requestBody !== undefined).toBe(name.startsWith('post'));
    for (const status of ['401', '403', '422', '500']) expect(operation.responses).toHaveProperty(status);
  });
});

it('gives every operation an id of its own', async () => {
  const ids = operations(await read()).map(([, { operationId }]) => operationId);
  expect(new Set(ids).size).toBe(ids.length);
});
