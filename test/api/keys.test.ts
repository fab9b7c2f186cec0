import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import request from 'supertest';
import { createKey } from '../../src/accounts/create-key.ts';
import { hashToken } from '../../src/accounts/token.ts';
import { revokeKey } from '../../src/db/api-keys.ts';
import { expectDescribed, type Gateway, MONDAY, openGateway } from './gateway.ts';

let gateway: Gateway;
beforeAll(async () => {
  gateway = await openGateway();
});
afterAll(() => gateway.close());

async function ask(authorization?: string) {
  const asked = request(gateway.app).get('/api/v1/grievances');
  const response = await (authorization === undefined ? asked : asked.set({ authorization }));
  expectDescribed('get', '/grievances', response);
  return response;
}

describe('a request without a good key', () => {
  const forged = `mjb_${Buffer.alloc(32, 7).toString('base64url')}`;
  it.each([
    ['no header', undefined],
    ['an empty header', ''],
    ['another scheme', 'Basic bWpiOng='],
    ['no secret', 'Bearer '],
    ['a secret in two', 'Bearer mjb_a b'],
    ['an unknown secret', `Bearer ${forged}`],
    ['something very long', `Bearer ${'x'.repeat(8_000)}`],
    ['bytes that are no text', 'Bearer \u00ff\u00fe'],
  ])('%s: 401 with the challenge', async (_name, authorization) => {
    const response = await ask(authorization);
    expect(response.status).toBe(401);
    expect(response.get('www-authenticate')).toBe('Bearer realm="majibu"');
    expect(response.body.error.code).toBe('unauthorized');
  });
});

it('accepts the scheme in any case, and answers nothing that a cache may keep', async () => {
  const key = await gateway.key({ role: 'admin' });
  const response = await ask(`bearer ${key}`);
  expect(response.status).toBe(200);
  expect(response.get('cache-control')).toBe('no-store');
});

it('keeps the hash of a key and not the key', async () => {
  const { id, key } = await createKey(gateway.deps, { programme: 'kosovo', role: 'admin', label: 'county system' });
  const { rows } = await sql<{ row: string }>`select api_keys::text as row from api_keys`.execute(gateway.deps.db);
  const all = rows.map(({ row }) => row).join('\n');
  expect(all).toContain(id);
  expect(all).toContain(hashToken(key).toString('hex'));
  expect(all).not.toContain(key.slice(4));
});

it('refuses a key from the moment it is revoked', async () => {
  const { id, key } = await createKey(gateway.deps, { programme: 'kosovo', role: 'admin' });
  expect((await ask(`Bearer ${key}`)).status).toBe(200);
  expect(await revokeKey(gateway.deps.db, id, MONDAY)).toBe(true);
  const refused = await ask(`Bearer ${key}`);
  const unknown = await ask('Bearer mjb_never');
  expect(refused.status).toBe(401);
  expect(refused.body.error.message).toBe(unknown.body.error.message);
});

it('keeps the time of the first revocation', async () => {
  const { id } = await createKey(gateway.deps, { programme: 'kosovo', role: 'admin' });
  await revokeKey(gateway.deps.db, id, MONDAY);
  await revokeKey(gateway.deps.db, id, new Date(MONDAY.getTime() + 1_000));
  const row = await gateway.deps.db.selectFrom('api_keys').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
  expect(row.revoked_at).toEqual(MONDAY);
});

describe('createKey', () => {
  it.each([
    [
      { programme: 'nowhere', role: 'admin' },
      'There is no programme "nowhere". There are: kenya-coast, khulna, kosovo.',
    ],
    [
      { programme: 'kosovo', role: 'official', office: 'nobody' },
      'The programme kosovo has no office "nobody". GET /api/v1/offices lists the codes.',
    ],
    [
      { programme: 'kosovo', role: 'supervisor', area: 'BD.40.47' },
      'The programme kosovo has no area "BD.40.47". programmes/kosovo/areas.csv holds the codes.',
    ],
  ] as const)('names the mend: %o', async (wanted, message) => {
    await expect(createKey(gateway.deps, wanted)).rejects.toMatchObject({ code: 'not_found', message });
  });
});
