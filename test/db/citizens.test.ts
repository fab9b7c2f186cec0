import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuidv7, version } from 'uuid';
import { readConfig } from '../../src/config.ts';
import { type Choice, rememberChoices, rememberCitizen } from '../../src/db/citizens.ts';
import { saveConsent } from '../../src/db/consents.ts';
import type { Phone } from '../../src/phone.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

const config = readConfig({ NODE_ENV: 'test' });
const programmeId = uuidv7();
const NOW = new Date('2026-11-23T21:59:58Z');

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
  await database.db
    .insertInto('programmes')
    .values({ id: programmeId, name: 'a', settings: '{}', checksum: '', revision: 1, loaded_at: NOW })
    .execute();
});
afterAll(() => database.close());

let serial = 0;
function newPhone(): Phone {
  serial += 1;
  return `+25472210${String(serial).padStart(4, '0')}` as Phone;
}

const agreed = (phone: Phone, agreedTo = 1): Choice => ({ programmeId, phone, language: 'en', agreedTo, now: NOW });

const proofsOf = (citizenId: string) =>
  database.db
    .selectFrom('consents')
    .select(['version', 'channel'])
    .where('citizen_id', '=', citizenId)
    .orderBy('version')
    .execute();

describe('a yes to the notice', () => {
  it('is kept once for each version, however often and at once it is said', async () => {
    const { db } = database;
    const [one, other] = [newPhone(), newPhone()];
    const both = [agreed(one), agreed(other), agreed(one)];
    const [[id = ''] = []] = await Promise.all(
      Array.from({ length: 12 }, (_, index) => rememberChoices(db, config, index % 2 ? both : both.toReversed())),
    );
    const bySms = { programmeId, citizenId: id, choice: 'agreed', language: 'en', channel: 'sms', now: NOW } as const;
    await Promise.all([saveConsent(db, { ...bySms, version: 1 }), saveConsent(db, { ...bySms, version: 1 })]);
    expect(await proofsOf(id)).toEqual([{ version: 1, channel: 'ussd' }]);
    await Promise.all([saveConsent(db, { ...bySms, version: 2 }), rememberChoices(db, config, [agreed(one, 2)])]);
    expect(await proofsOf(id)).toEqual([{ version: 1, channel: 'ussd' }, expect.objectContaining({ version: 2 })]);
  });

  it('to stay anonymous is kept each time', async () => {
    const { db } = database;
    const consent = { programmeId, citizenId: null, choice: 'anonymous', version: 1 } as const;
    for (let times = 0; times < 2; times += 1) {
      await saveConsent(db, { ...consent, language: 'en', channel: 'ussd', now: NOW });
    }
    const rows = await db.selectFrom('consents').select('id').where('citizen_id', 'is', null).execute();
    expect(rows).toHaveLength(2);
  });
});

describe("a citizen's row", () => {
  it('says neither by its id nor by its date at what time of the day it was made', async () => {
    const { db } = database;
    const written = await rememberCitizen(db, config, { programmeId, phone: newPhone(), now: NOW });
    const [dialled = ''] = await rememberChoices(db, config, [agreed(newPhone())]);
    for (const id of [written.id, dialled]) {
      expect(version(id)).toBe(4);
      const { created_at: madeAt } = await db
        .selectFrom('citizens')
        .select('created_at')
        .where('id', '=', id)
        .executeTakeFirstOrThrow();
      expect(madeAt).toEqual(new Date('2026-11-23T00:00:00Z'));
    }
  });

  it('is the same one, with its number, however it is found again', async () => {
    const phone = newPhone();
    const [id] = await rememberChoices(database.db, config, [agreed(phone)]);
    const found = await rememberCitizen(database.db, config, { programmeId, phone, now: NOW });
    expect(found).toMatchObject({ id, language: 'en', consent_version: 1 });
  });
});
