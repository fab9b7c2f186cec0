import { describe, expect, it } from '@jest/globals';
import express, { type ErrorRequestHandler } from 'express';
import supertest from 'supertest';
import { createCallbackRoutes } from '../src/callback-routes.ts';

describe('createCallbackRoutes', () => {
  const app = express();
  app.use(
    createCallbackRoutes(
      { callbackSecrets: ['right', 'new/one'] },
      {
        sms: async (_request, response) => void response.send('sms'),
        'sms/delivery': async (_request, response) => void response.send('delivery'),
        ussd: async () => {
          throw new Error('it broke');
        },
      },
    ),
  );
  app.use((_request, response) => void response.status(404).send('nothing here'));
  const sendError: ErrorRequestHandler = (error, _request, response, _next) => {
    response.status(500).send(error.message);
  };
  app.use(sendError);

  it.each([
    ['/at/right/sms', 'sms'],
    ['/at/right/sms/', 'sms'],
    ['/at/right/sms?from=x', 'sms'],
    ['/AT/right/SMS', 'sms'],
    ['/at/right/sms/delivery', 'delivery'],
    ['/at/ri%67ht/sms', 'sms'],
    ['/at/new%2Fone/sms', 'sms'],
  ])('finds %s', async (path, text) => {
    const answer = await supertest(app).post(path);
    expect([answer.status, answer.text]).toEqual([200, text]);
  });

  it.each([
    '/at/wrong/sms',
    '/at/right',
    '/at/right/',
    '/at//sms',
    '/at/right/smsx',
    '/at/right/sms/delivery/more',
    '/at/right/sms/other',
    '/at/Right/sms',
    '/at/%ZZ/sms',
    '/x/at/right/sms',
    '/at/right/constructor',
  ])('answers %s like a path that never was', async (path) => {
    const wrong = await supertest(app).post(path);
    const unknown = await supertest(app).post('/nowhere/at/all');
    const [wrongHeaders, unknownHeaders] = [wrong, unknown].map(({ headers }) => ({ ...headers, date: '' }));
    expect([wrong.status, wrong.text, wrongHeaders]).toEqual([404, unknown.text, unknownHeaders]);
  });

  it('takes nothing but POST', async () => {
    expect((await supertest(app).get('/at/right/sms')).status).toBe(404);
  });

  it('hands on what a handler rejects with', async () => {
    const answer = await supertest(app).post('/at/right/ussd');
    expect([answer.status, answer.text]).toEqual([500, 'it broke']);
  });
});
