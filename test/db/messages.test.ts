import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuidv7 } from 'uuid';
import { type InboundRow, insertInbound } from '../../src/db/messages.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

describe('insertInbound', () => {
  it('two statements with the same messages in opposite order do not wait for each other for ever', async () => {
    const rowOf = (carrierMessageId: string): InboundRow => ({
      id: uuidv7(),
      programmeId: null,
      carrier: 'simulator',
      carrierMessageId,
      phoneSealed: null,
      phoneIndex: null,
      shortCode: '22101',
      text: 'maji',
      state: 'received',
      reason: null,
      createdAt: new Date(),
    });
    for (let round = 0; round < 5; round += 1) {
      const ids = Array.from({ length: 1_000 }, (_, index) => `${round}-${index}`);
      const [one, other] = await Promise.all([
        insertInbound(database.db, ids.map(rowOf)),
        insertInbound(database.db, ids.toReversed().map(rowOf)),
      ]);
      expect(one.size + other.size).toBe(1_000);
    }
  });
});
