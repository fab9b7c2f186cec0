import { randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { indexPhone, isE164, openPhone, type Phone, parsePhone, sealPhone } from '../src/phone.ts';

const place = { table: 'citizens', column: 'phone_sealed', rowId: 'row-1' };
const keys = [
  { id: 'b2', key: randomBytes(32) },
  { id: 'a1', key: randomBytes(32) },
];
const phone = '+254712345678' as Phone;

describe('parsePhone', () => {
  it.each([
    ['+254712345678', 'KE', '+254712345678'],
    ['254712345678', 'KE', '+254712345678'],
    [' 254712345678', 'KE', '+254712345678'],
    ['0712345678', 'KE', '+254712345678'],
    ['0712 345-678', 'KE', '+254712345678'],
    ['+8801712345678', 'BD', '+8801712345678'],
    ['01712345678', 'BD', '+8801712345678'],
    ['+38344123456', 'XK', '+38344123456'],
    ['044123456', 'XK', '+38344123456'],
    ['+38344123456', 'KE', '+38344123456'],
  ])('reads %j in %s', (raw, region, expected) => {
    expect(parsePhone(raw, region)).toBe(expected);
  });

  it.each(['', ' ', '+', '12', 'SAFARICOM', '+2547', '0000000000', '+254712345678901234', '22101', "'; drop table"])(
    'knows that %j is no telephone',
    (raw) => {
      expect(parsePhone(raw, 'KE')).toBeNull();
    },
  );

  it('never throws and gives only E.164, whatever comes', () => {
    fc.assert(
      fc.property(fc.string(), (raw) => {
        const read = parsePhone(raw, 'KE');
        expect(read === null || isE164(read)).toBe(true);
      }),
    );
  });
});

describe('a sealed number', () => {
  it('opens in its own place, and looks different every time', () => {
    const sealed = sealPhone(keys, phone, place);
    expect(openPhone(keys, sealed, place)).toBe(phone);
    expect(sealPhone(keys, phone, place).equals(sealed)).toBe(false);
    expect(sealed.toString('latin1')).not.toContain('712345678');
  });

  it.each([
    ['another row', { ...place, rowId: 'row-2' }],
    ['another column', { ...place, column: 'other' }],
    ['another table', { ...place, table: 'messages' }],
  ])('does not open in %s', (_name, elsewhere) => {
    const sealed = sealPhone(keys, phone, place);
    expect(() => openPhone(keys, sealed, elsewhere)).toThrow();
  });

  it('does not open when one bit was changed', () => {
    const sealed = sealPhone(keys, phone, place);
    for (let at = 0; at < sealed.length; at += 1) {
      const changed = Buffer.from(sealed);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(() => openPhone(keys, changed, place)).toThrow();
    }
  });

  it('is sealed with the newest key, and opens with an older one after a rotation', () => {
    const [newest, older] = keys;
    if (!newest || !older) throw new Error('two keys');
    const before = sealPhone([older], phone, place);
    expect(openPhone([newest, older], before, place)).toBe(phone);
    expect(() => openPhone([older], sealPhone([newest, older], phone, place), place)).toThrow();
  });
});

describe('indexPhone', () => {
  it('is the same for one number and key, and another for another key', () => {
    const key = randomBytes(32);
    expect(indexPhone(key, phone)).toEqual(indexPhone(key, phone));
    expect(indexPhone(key, phone).equals(indexPhone(randomBytes(32), phone))).toBe(false);
  });
});
