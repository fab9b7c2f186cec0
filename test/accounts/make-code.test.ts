import { randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { hashCode, makeCode, readCode } from '../../src/accounts/make-code.ts';

describe('codes to be copied by hand', () => {
  it('have no letter that looks like another, and are never the same', () => {
    const codes = Array.from({ length: 500 }, () => makeCode(3));
    expect(new Set(codes).size).toBe(500);
    for (const code of codes) expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){2}$/);
  });

  it.each([
    ['7kq2-m9xd-4tr0', '7KQ2M9XD4TR0'],
    [' 7KQ2 M9XD 4TRO ', '7KQ2M9XD4TR0'],
    ['il00–1111', '11001111'],
  ])('%j is read as %s', (typed, read) => {
    expect(readCode(typed)).toBe(read);
  });

  it('are kept as keyed hashes that hold for one account and one use', () => {
    const key = randomBytes(32);
    const hash = hashCode(key, 'setup', 'one', '7KQ2-M9XD-4TR0');
    expect(hash.equals(hashCode(key, 'setup', 'one', '7kq2m9xd4tro'))).toBe(true);
    for (const other of [
      hashCode(key, 'recovery', 'one', '7KQ2-M9XD-4TR0'),
      hashCode(key, 'setup', 'two', '7KQ2-M9XD-4TR0'),
      hashCode(randomBytes(32), 'setup', 'one', '7KQ2-M9XD-4TR0'),
    ]) {
      expect(hash.equals(other)).toBe(false);
    }
  });
});
