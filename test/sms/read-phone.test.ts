import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parsePhone } from '../../src/phone.ts';
import { createPhoneReader, readPhones } from '../../src/sms/read-phone.ts';
import { programmesOf } from './fixtures.ts';

describe('createPhoneReader', () => {
  const read = createPhoneReader();

  it.each([
    ['+254711000001', 'KE', '+254711000001'],
    ['254711000001', 'KE', '+254711000001'],
    [' 254711000001', 'KE', '+254711000001'],
    ['0711000001', 'KE', '+254711000001'],
    ['+2540711000001', 'KE', '+254711000001'],
    ['+8801711000001', 'BD', '+8801711000001'],
    ['+383044123456', 'XK', '+38344123456'],
    ['+254711000001', 'XK', '+254711000001'],
    ['+254711000001', '', '+254711000001'],
    ['+254711000001', 'nowhere', '+254711000001'],
    ['MTN', 'KE', null],
    ['22101', 'KE', null],
    ['+25471100000122222', 'KE', null],
    ['', 'KE', null],
  ])('%s in %s is %s', (raw, region, expected) => {
    expect(read(raw, region)).toBe(expected);
  });

  it('says the same as parsePhone of every number that exists', () => {
    const number = fc
      .constantFrom('+2547', '+2541', '+88017', '+38344', '07')
      .chain((prefix) => fc.integer({ min: 0, max: 99_999_999 }).map((rest) => prefix + String(rest).padStart(8, '0')));
    fc.assert(
      fc.property(number, fc.constantFrom('KE', 'BD', 'XK'), (raw, region) => {
        const parsed = parsePhone(raw, region);
        if (parsed !== null) expect(read(raw, region)).toBe(parsed);
      }),
    );
  });
});

describe('readPhones', () => {
  const programmes = programmesOf([
    { shortCode: '22101', region: 'KE' },
    { shortCode: '22102', region: 'BD' },
  ]);

  it.each([
    ['+254711000001', ['+254711000001']],
    ['0711000001', ['+254711000001']],
    ['01711000001', ['+8801711000001']],
    ['MTN', []],
    ['+2547****0001', []],
  ])('%s can be %j', (raw, expected) => {
    expect(readPhones(raw, programmes)).toEqual(expected);
  });
});
