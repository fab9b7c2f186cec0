import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import express from 'express';
import request from 'supertest';
import { createApiRouter } from '../../src/api/router.ts';
import { createLog } from '../../src/log.ts';
import { expectDescribed, fileReport, type Gateway, openGateway } from './gateway.ts';

let gateway: Gateway;
let key: string;
let reference: string;
beforeAll(async () => {
  gateway = await openGateway();
  key = await gateway.key({ role: 'admin' });
  reference = (await fileReport(gateway)).reference;
});
afterAll(() => gateway.close());

describe('a body that cannot be read', () => {
  const send = async (body: string | Buffer, headers: Record<string, string>) => {
    const asked = request(gateway.app).post(`/api/v1/grievances/${reference}/note`);
    const response = await asked.set({ authorization: `Bearer ${key}`, ...headers }).send(body);
    expectDescribed('post', `/grievances/${reference}/note`, response);
    return response;
  };
  const json = { 'content-type': 'application/json' };

  it.each([
    ['half of it', '{"text": "x"', json, 400, 'bad_request'],
    ['a bare word', 'null', json, 400, 'bad_request'],
    ['a form', 'text=x', { 'content-type': 'application/x-www-form-urlencoded' }, 400, 'bad_request'],
    ['no type', 'text', { 'content-type': '' }, 400, 'bad_request'],
    ['another charset', '{}', { 'content-type': 'application/json; charset=klingon' }, 400, 'bad_request'],
    ['an encoding', '{}', { ...json, 'content-encoding': 'compress' }, 400, 'bad_request'],
    ['a list', '["x"]', json, 422, 'invalid'],
    ['over 16 kB', JSON.stringify({ text: 'x'.repeat(16_384) }), json, 413, 'too_large'],
  ])('%s', async (_name, body, headers, status, code) => {
    const response = await send(body, headers);
    expect([response.status, response.body.error.code]).toEqual([status, code]);
  });

  it('is not even read for a stranger', async () => {
    const response = await request(gateway.app).post('/api/v1/grievances').set(json).send('{');
    expect(response.status).toBe(401);
  });
});

it('answers what is nowhere with 404 in the same shape, with or without a key', async () => {
  for (const [method, path] of [
    ['get', '/nothing'],
    ['get', '/'],
    ['post', '/offices'],
    ['delete', '/grievances'],
    ['put', `/grievances/${reference}`],
    ['post', `/grievances/${reference}/escalate`],
  ] as const) {
    const response = await request(gateway.app)[method](`/api/v1${path}`);
    expect(response.status).toBe(404);
    expectDescribed(method, path, response);
  }
  const broken = await request(gateway.app).get('/api/v1/grievances/%E0%A4%A');
  expect(broken.status).toBe(400);
  expectDescribed('get', '/', broken);
});

it('says nothing of what broke, but the id under which the log has it', async () => {
  const lines: string[] = [];
  const broken = {
    ...gateway.deps,
    log: createLog('error', { write: (line) => lines.push(line) }),
    now: () => {
      throw new Error(`clock of ${reference} stopped`);
    },
  };
  const app = express().use('/api/v1', createApiRouter(broken));
  const response = await request(app)
    .get('/api/v1/response-times?group_by=office')
    .set({ authorization: `Bearer ${key}` });
  expect(response.status).toBe(500);
  expectDescribed('get', '/response-times', response);
  expect(response.text).not.toMatch(/clock/);
  expect(lines).toHaveLength(1);
  expect(JSON.parse(lines[0] ?? '{}')).toMatchObject({ requestId: response.body.error.id });
});
