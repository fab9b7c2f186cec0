import { describe, expect, it } from '@jest/globals';
import express from 'express';
import supertest from 'supertest';
import { createSecretCheck, requireCallbackSecret } from '../src/callback-secret.ts';

describe('createSecretCheck', () => {
  const isSecret = createSecretCheck(['the-old-secret', 'the-new-secret-which-is-longer']);

  it.each(['the-old-secret', 'the-new-secret-which-is-longer'])('knows %s', (given) => {
    expect(isSecret(given)).toBe(true);
  });

  it.each(['', 'the', 'the-old-secret ', 'The-old-secret', 'the-old-secret,the-new-secret-which-is-longer'])(
    'does not know "%s"',
    (given) => {
      expect(isSecret(given)).toBe(false);
    },
  );

  it('takes an empty secret for none', () => {
    expect(createSecretCheck([''])('')).toBe(false);
    expect(createSecretCheck([])('')).toBe(false);
  });
});

describe('requireCallbackSecret', () => {
  const app = express();
  app.post('/at/:secret/sms', requireCallbackSecret({ callbackSecrets: ['right'] }), (_request, response) => {
    response.send('in');
  });
  app.use((_request, response) => {
    response.status(404).send('nothing here');
  });

  it('lets the secret in', async () => {
    expect((await supertest(app).post('/at/right/sms')).text).toBe('in');
  });

  it('answers a wrong secret like a path that never was', async () => {
    const wrong = await supertest(app).post('/at/wrong/sms');
    const unknown = await supertest(app).post('/nowhere/at/all');
    const [wrongHeaders, unknownHeaders] = [wrong, unknown].map(({ headers }) => ({ ...headers, date: '' }));
    expect([wrong.status, wrong.text, wrongHeaders]).toEqual([404, unknown.text, unknownHeaders]);
  });
});
