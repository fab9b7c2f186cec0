import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import express from 'express';
import request from 'supertest';
import { MESSAGE_STATES } from '../../src/db/schema.ts';
import { createSimulatorRouter } from '../../src/simulator/router.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { fixedProgrammes, SAMPLE_PROGRAMMES } from './sample-programmes.ts';
import { config, type StandIn, startStandIn, storeOutgoing } from './stand-in-gateway.ts';

const PHONE = '+254712000001';
const INBOX = '/simulator/api/messages';
let database: TestDatabase;
let gateway: StandIn;

beforeAll(async () => {
  database = await createTestDatabase();
  gateway = await startStandIn(database.db);
});

afterAll(async () => {
  await gateway?.close();
  await database?.close();
});

describe('GET /simulator/api/messages', () => {
  it('lists what the handset received, oldest first, and nothing else', async () => {
    const ids = new Map<string, string>();
    for (const state of MESSAGE_STATES) {
      ids.set(state, await storeOutgoing(database.db, { to: PHONE, text: `I am ${state}`, state }));
    }
    await storeOutgoing(database.db, { to: '+254712000002', text: 'for another handset' });
    await storeOutgoing(database.db, { to: PHONE, text: 'over a real network', carrier: 'africastalking' });
    const incoming = await storeOutgoing(database.db, { to: PHONE, text: 'from the handset' });
    await database.db.updateTable('messages').set({ direction: 'in' }).where('id', '=', incoming).execute();

    const { status, headers, body } = await request(gateway.url).get(INBOX).query({ phone: PHONE });

    expect(status).toBe(200);
    expect(headers['cache-control']).toBe('private, no-cache');
    expect(body).toEqual(
      ['accepted', 'delivered'].map((state) => ({
        id: ids.get(state),
        at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
        from: '22101',
        to: PHONE,
        text: `I am ${state}`,
      })),
    );
  });

  it('keeps to the newest hundred', async () => {
    const phone = '+254712000003';
    for (let number = 1; number <= 102; number += 1) {
      await storeOutgoing(database.db, { to: phone, text: String(number) });
    }
    const { body } = await request(gateway.url).get(INBOX).query({ phone });
    const texts = (body as { text: string }[]).map(({ text }) => text);
    expect([texts.length, texts[0], texts.at(-1)]).toEqual([100, '3', '102']);
  });

  it.each(['phone=+8801812000001', 'phone=%208801812000001', 'phone=8801812000001', 'phone=%2B8801812000001'])(
    'reads ?%s',
    async (query) => {
      const { status, body } = await request(gateway.url).get(`${INBOX}?${query}`);
      expect([status, body]).toEqual([200, []]);
    },
  );

  it.each([
    '',
    'phone=',
    'phone=0712000001',
    'phone=%2B254',
    'phone=%2B1234567890123456',
    'phone=%2B254712x',
    'phone=1&phone=2',
  ])('refuses ?%s with 422 and does not repeat it', async (query) => {
    const { status, text } = await request(gateway.url).get(`${INBOX}?${query}`);
    expect(status).toBe(422);
    expect(text).not.toContain('0712000001');
  });

  it('answers 304 while nothing is new', async () => {
    const query = { phone: '+254712000009' };
    const first = await request(gateway.url).get(INBOX).query(query);
    const ask = () =>
      request(gateway.url)
        .get(INBOX)
        .query(query)
        .set('If-None-Match', first.headers.etag ?? '');
    expect((await ask()).status).toBe(304);
    await storeOutgoing(database.db, { to: query.phone, text: 'news' });
    expect((await ask()).status).toBe(200);
  });
});

describe('GET /simulator', () => {
  it('holds the first callback secret only, and is kept by no cache', async () => {
    const { status, headers, text } = await request(gateway.url).get('/simulator');
    expect(status).toBe(200);
    expect(headers['content-type']).toBe('text/html; charset=utf-8');
    expect(headers['cache-control']).toBe('no-store');
    expect(text).toContain('data-secret="first-secret"');
    expect(text).not.toContain('second-secret');
  });

  it('offers handsets and codes of every programme, with nothing inline', async () => {
    const { text } = await request(gateway.url).get('/simulator');
    expect(text.match(/name="handset" value="[^"]+"/g)).toHaveLength(6);
    for (const { ussdCode } of SAMPLE_PROGRAMMES) expect(text).toContain(`data-code="${ussdCode}"`);
    for (const label of ['Kenya Coast', 'Khulna', 'Kosovo']) expect(text).toContain(label);
    expect(text).not.toMatch(/<script>|<style|\sstyle=|\son[a-z]+=/);
  });

  it.each(['/', '/api/messages?phone=%2B254712000001', '/static/phone.js'])(
    'has no %s beside a real carrier',
    async (path) => {
      const deps = { db: database.db, programmes: fixedProgrammes([]), config: { ...config, hasSimulator: false } };
      const { status, text } = await request(express().use(createSimulatorRouter(deps))).get(path);
      expect(status).toBe(404);
      expect(text).not.toContain('secret');
    },
  );

  it('says what to do while no programme is loaded', async () => {
    const deps = { db: database.db, config, programmes: fixedProgrammes([]) };
    const { text } = await request(express().use(createSimulatorRouter(deps))).get('/');
    expect(text).toContain('No programme is loaded yet.');
    expect(text).not.toContain('<script');
  });
});
