import { expect, it } from '@jest/globals';
import { v7 as uuidv7 } from 'uuid';
import { readConfig } from '../../src/config.ts';
import { fromPublicId, toPublicId } from '../../src/open311/public-id.ts';

const config = readConfig({});
const other = { indexKey: Buffer.alloc(32, 9) };

it('leads back to the row, with the same key only, and is the same each time', () => {
  const ids = Array.from({ length: 200 }, () => uuidv7());
  for (const id of ids) {
    const shown = toPublicId(config, id);
    expect(shown).toMatch(/^[0-9a-f]{32}$/);
    expect(toPublicId(config, id)).toBe(shown);
    expect(fromPublicId(config, shown)).toBe(id);
    expect(fromPublicId(other, shown)).not.toBe(id);
  }
});

it('says nothing of the time: ids of one moment have no beginning in common', () => {
  const shown = Array.from({ length: 64 }, () => toPublicId(config, uuidv7({ msecs: 1_796_000_000_000 })));
  expect(new Set(shown.map((id) => id.slice(0, 6))).size).toBe(64);
});

it.each(['', '12345678', 'g'.repeat(32), '0'.repeat(31), 'x', '48217736'])('%j is none', (typed) => {
  expect(fromPublicId(config, typed)).toBeNull();
});
