import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { checkPassword } from '../../src/accounts/check-password.ts';
import { COMMON_PASSWORDS } from '../../src/accounts/common-passwords.ts';

const OWN = ['amina.yusuf', 'Amina Yusuf'];

describe('checkPassword', () => {
  it.each([
    ['', 'short'],
    ['maji12345', 'short'],
    ['পানিসরবরা', 'short'],
    ['x'.repeat(201), 'long'],
    ['1234567890', 'common'],
    ['Password123!', 'common'],
    ['QWERTYUIOP', 'common'],
    ['aaaaabbbbbb', 'common'],
    ['majibu2026!', 'common'],
    ['Karibu12345', 'common'],
    ['aminayusuf1', 'own'],
    ['Yusuf.Amina!', 'own'],
    ['amina-12345', 'own'],
  ])('refuses %j: %s', (password, problem) => {
    expect(checkPassword(password, OWN)).toBe(problem);
  });

  it.each([
    'correct horse battery staple',
    'samaki wa kupaka nazi',
    'Amina anapenda samaki',
    'পানি নেই তিন দিন ধরে',
    '8472639105827',
    'x7!kQ2@pL9',
    'ujë i pijshëm',
  ])('takes %j, with no rule about kinds of characters', (password) => {
    expect(checkPassword(password, OWN)).toBeNull();
  });

  it('knows every password of its list, whatever the case', () => {
    expect(COMMON_PASSWORDS.length).toBeGreaterThan(1500);
    for (const password of COMMON_PASSWORDS) expect(checkPassword(password.toUpperCase(), [])).not.toBeNull();
  });

  it('never throws, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), fc.array(fc.string()), (password, own) => {
        expect([null, 'short', 'long', 'common', 'own']).toContain(checkPassword(password, own));
      }),
    );
  });
});
