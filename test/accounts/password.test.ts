import { describe, expect, it } from '@jest/globals';
import { parseOptions, verify } from '@node-rs/argon2';
import { hashPassword, isPassword } from '../../src/accounts/password.ts';

describe('a password', () => {
  it('is kept as argon2id with 19 MiB and two passes, another hash every time', async () => {
    const hash = await hashPassword('maji ya kunywa safi');
    expect(hash).toMatch(/^\$argon2id\$/);
    expect(parseOptions(hash)).toMatchObject({ memoryCost: 19_456, timeCost: 2, parallelism: 1 });
    expect(await hashPassword('maji ya kunywa safi')).not.toBe(hash);
    expect(await isPassword(hash, 'maji ya kunywa safi')).toBe(true);
    expect(await isPassword(hash, 'Maji ya kunywa safi')).toBe(false);
  });

  it('is the same from a keyboard that composes letters otherwise', async () => {
    const hash = await hashPassword('ujë të ftohtë'.normalize('NFD'));
    expect(await isPassword(hash, 'ujë të ftohtë'.normalize('NFC'))).toBe(true);
  });

  it('costs as much where there is no account: the same parameters are worked through', async () => {
    const spent = async (kept: string | null) => {
      const from = performance.now();
      for (let time = 0; time < 5; time += 1) expect(await isPassword(kept, 'wrong password here')).toBe(false);
      return performance.now() - from;
    };
    const hash = await hashPassword('maji ya kunywa safi');
    const [known, nobody] = [await spent(hash), await spent(null)];
    // A way past the hash would be a hundred times faster; the machine may be busy.
    expect(nobody).toBeGreaterThan(known / 5);
    await expect(verify(hash, 'x')).resolves.toBe(false);
  });
});
