import { expect, it } from '@jest/globals';
import { hashToken, makeToken } from '../../src/accounts/token.ts';

it('makes 256 random bits behind a prefix, another one each time', () => {
  const tokens = new Set(Array.from({ length: 1_000 }, makeToken));
  expect(tokens.size).toBe(1_000);
  for (const token of tokens) {
    expect(token).toMatch(/^mjb_[\w-]{43}$/);
    expect(Buffer.from(token.slice(4), 'base64url')).toHaveLength(32);
  }
});

it('keeps SHA-256 of the whole secret', () => {
  expect(hashToken('abc').toString('hex')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
});
