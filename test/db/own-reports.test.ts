import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readConfig } from '../../src/config.ts';
import { rememberCitizen } from '../../src/db/citizens.ts';
import { listMine, listOwnReports, readMine, readOwnReport } from '../../src/db/own-reports.ts';
import type { Phone } from '../../src/phone.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { insertGrievance, insertPlace, type Place } from '../workers/stuck-rows.ts';

const NOW = new Date('2026-11-23T06:30:00Z');

let database: TestDatabase;
let place: Place;
let citizenId: string;
beforeAll(async () => {
  database = await createTestDatabase();
  place = await insertPlace(database.db);
  const at = { programmeId: place.programmeId, phone: '+254711000001' as Phone, now: NOW };
  citizenId = (await rememberCitizen(database.db, readConfig({ NODE_ENV: 'test' }), at)).id;
});
afterAll(() => database.close());

/** A resolved report of hers; resolves to its reference. */
async function report(about: { pin_hash?: Buffer; stream?: 'child'; citizen_id?: null } = {}): Promise<string> {
  const id = await insertGrievance(database.db, place, { status: 'resolved', filed_at: NOW });
  const { reference } = await database.db
    .updateTable('grievances')
    .set({ citizen_id: citizenId, resolved_at: NOW, ...about })
    .where('id', '=', id)
    .returning('reference')
    .executeTakeFirstOrThrow();
  return reference;
}

describe('by her number alone', () => {
  it('she finds neither a sealed report nor one with a PIN, whatever the channel', async () => {
    const { db } = database;
    const viewer = { programmeId: place.programmeId, citizenId, opened: undefined };
    const pinned = [
      await report({ pin_hash: Buffer.alloc(32, 1) }),
      await report({ pin_hash: Buffer.alloc(32, 2), stream: 'child' }),
      await report({ stream: 'child' }),
      await report({ citizen_id: null, pin_hash: Buffer.alloc(32, 3) }),
    ];
    expect(await listOwnReports(db, citizenId)).toEqual([]);
    expect(await listMine(db, citizenId)).toEqual([]);
    for (const reference of pinned) {
      expect(await readOwnReport(db, citizenId, reference)).toBeUndefined();
      expect(await readMine(db, viewer, reference)).toBeUndefined();
    }

    const plain = await report();
    expect(await listOwnReports(db, citizenId)).toMatchObject([{ reference: plain }]);
    expect(await listMine(db, citizenId)).toMatchObject([{ reference: plain }]);
    expect(await readOwnReport(db, citizenId, plain)).toMatchObject({ reference: plain });
    expect(await readMine(db, viewer, plain)).toMatchObject({ reference: plain, is_hers: true });
  });
});
