import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuid } from 'uuid';
import { type CallEnd, countCallEnds, readCallEnds } from '../../src/db/call-ends.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;
const [coast, khulna] = [uuid(), uuid()];

beforeAll(async () => {
  database = await createTestDatabase();
  for (const [id, name] of [
    [coast, 'kenya-coast'],
    [khulna, 'khulna'],
  ] as const) {
    await database.db
      .insertInto('programmes')
      .values({ id, name, settings: '{}', checksum: '', revision: 1, loaded_at: new Date() })
      .execute();
  }
});
afterAll(() => database.close());

function ends(count: number, end: Partial<CallEnd>): CallEnd[] {
  const one: CallEnd = {
    programme_id: coast,
    day: '2026-11-23',
    screen: 'menu',
    language: 'sw',
    how: 'dropped',
    ...end,
  };
  return Array.from({ length: count }, () => one);
}

describe('call ends', () => {
  it('add up over statements, and are told by screen and language with their share of all calls', async () => {
    const { db } = database;
    await countCallEnds(db, []);
    await countCallEnds(db, [...ends(3, {}), ...ends(2, { screen: 'report-place' }), ...ends(1, { language: 'en' })]);
    await countCallEnds(db, [...ends(2, {}), ...ends(3, { screen: 'report-receipt', how: 'finished' })]);
    await countCallEnds(db, ends(1, { day: '2026-11-24', screen: 'report-place', how: 'finished' }));
    await countCallEnds(db, ends(4, { programme_id: khulna, language: 'bn' }));
    const sw = { programme: 'kenya-coast', language: 'sw' };
    expect(await readCallEnds(db, { programme: 'kenya-coast' })).toEqual([
      { ...sw, screen: 'menu', finished: 0, dropped: 5, dropped_share: 0.455 },
      { ...sw, screen: 'report-place', finished: 1, dropped: 2, dropped_share: 0.182 },
      { programme: 'kenya-coast', screen: 'menu', language: 'en', finished: 0, dropped: 1, dropped_share: 1 },
      { ...sw, screen: 'report-receipt', finished: 3, dropped: 0, dropped_share: 0 },
    ]);
    const all = await readCallEnds(db, {});
    expect(all).toHaveLength(5);
    expect(all.at(-1)).toEqual({
      programme: 'khulna',
      screen: 'menu',
      language: 'bn',
      finished: 0,
      dropped: 4,
      dropped_share: 1,
    });
  });

  it('are told for the days from the first to before the last', async () => {
    const { db } = database;
    const shown = await readCallEnds(db, { programme: 'kenya-coast', from: '2026-11-24', to: '2026-11-25' });
    expect(shown).toEqual([
      { programme: 'kenya-coast', screen: 'report-place', language: 'sw', finished: 1, dropped: 0, dropped_share: 0 },
    ]);
    expect(await readCallEnds(db, { from: '2026-11-25' })).toEqual([]);
    expect(await readCallEnds(db, { to: '2026-11-23' })).toEqual([]);
  });

  it('are counted whole by many at once, without waiting for each other in a circle', async () => {
    const { db } = database;
    const screens = ['resume', 'consent', 'info', 'language', 'rate-unit'];
    const mixed = screens.flatMap((screen) => ends(4, { screen, day: '2026-01-01' }));
    await Promise.all(
      Array.from({ length: 20 }, (_, index) => countCallEnds(db, index % 2 === 0 ? mixed : mixed.toReversed())),
    );
    const shown = await readCallEnds(db, { to: '2026-01-02' });
    expect(shown.map(({ screen, dropped }) => [screen, dropped])).toEqual(screens.sort().map((screen) => [screen, 80]));
  });
});
