import { describe, expect, it } from '@jest/globals';
import { generate } from 'otplib';
import { makeTotpSecret, openTotpSecret, sealTotpSecret, stepOfCode, totpUri } from '../../src/accounts/totp.ts';
import { readConfig } from '../../src/config.ts';

const NOW = new Date('2026-11-23T06:30:10Z');
const at = (seconds: number) => new Date(NOW.getTime() + seconds * 1000);
const codeAt = (secret: string, moment: Date) => generate({ secret, epoch: Math.floor(moment.getTime() / 1000) });

describe('one-time codes', () => {
  it('are what RFC 6238 says', async () => {
    // Appendix B, SHA-1: the last six of eight digits.
    const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
    for (const [seconds, code] of [
      [59, '287082'],
      [1111111109, '081804'],
      [20000000000, '353130'],
    ] as const) {
      const step = await stepOfCode(secret, code, { lastStep: null, now: new Date(seconds * 1000) });
      expect(step).toBe(Math.floor(seconds / 30));
    }
  });

  it('hold for a step before and after, typed with spaces or in other digits, and no longer', async () => {
    const secret = makeTotpSecret();
    const code = await codeAt(secret, NOW);
    const isTaken = async (typed: string, now: Date) =>
      (await stepOfCode(secret, typed, { lastStep: null, now })) !== null;
    expect(await isTaken(code, at(30))).toBe(true);
    expect(await isTaken(code, at(-30))).toBe(true);
    expect(await isTaken(`${code.slice(0, 3)} ${code.slice(3)} `, NOW)).toBe(true);
    expect(await isTaken(code, at(90))).toBe(false);
    expect(await isTaken(code, at(-90))).toBe(false);
    for (const typed of ['', '12345', '1234567', 'abcdef', `${code}0`]) expect(await isTaken(typed, NOW)).toBe(false);
  });

  it('are never taken twice, nor one that is older than the last', async () => {
    const secret = makeTotpSecret();
    const [before, code, after] = [
      await codeAt(secret, at(-30)),
      await codeAt(secret, NOW),
      await codeAt(secret, at(30)),
    ];
    const lastStep = await stepOfCode(secret, code, { lastStep: null, now: NOW });
    expect(lastStep).not.toBeNull();
    for (const typed of [code, before]) {
      for (const now of [NOW, at(5), at(30)]) expect(await stepOfCode(secret, typed, { lastStep, now })).toBeNull();
    }
    expect(await stepOfCode(secret, after, { lastStep, now: at(30) })).toBe((lastStep ?? 0) + 1);
    // A clock that was put back.
    expect(await stepOfCode(secret, before, { lastStep: (lastStep ?? 0) + 10, now: NOW })).toBeNull();
  });
});

describe('a secret', () => {
  it('is 160 random bits, and an authenticator reads it with name and issuer', () => {
    const secret = makeTotpSecret();
    expect(secret).toMatch(/^[A-Z2-7]{32}$/);
    expect(makeTotpSecret()).not.toBe(secret);
    expect(totpUri(secret, 'amina', 'Majibu')).toBe(`otpauth://totp/Majibu:amina?secret=${secret}&issuer=Majibu`);
  });

  it('is sealed, and opens for its own account and use only', () => {
    const config = readConfig({ NODE_ENV: 'test' });
    const secret = makeTotpSecret();
    const sealed = sealTotpSecret(config, secret, 'one', 'totp_sealed');
    expect(sealed.toString('latin1')).not.toContain(secret);
    expect(openTotpSecret(config, sealed, 'one', 'totp_sealed')).toBe(secret);
    expect(() => openTotpSecret(config, sealed, 'other', 'totp_sealed')).toThrow();
    expect(() => openTotpSecret(config, sealed, 'one', 'totp_offered')).toThrow();
  });
});
