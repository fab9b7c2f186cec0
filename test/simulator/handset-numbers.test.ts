import { describe, expect, it } from '@jest/globals';
import { parsePhone } from '../../src/phone.ts';
import { handsetNumbers } from '../../src/simulator/handset-numbers.ts';

describe('handsetNumbers', () => {
  it.each([
    ['KE', ['+254712000001', '+254712000002']],
    ['BD', ['+8801812000001', '+8801812000002']],
    ['XK', ['+38343000001', '+38343000002']],
    ['UG', ['+256712000001', '+256712000002']],
  ])('makes numbers of %s that a telephone could have', (region, numbers) => {
    expect(handsetNumbers(region, 2)).toEqual(numbers);
    expect(numbers.map((number) => parsePhone(number, region))).toEqual(numbers);
  });

  it.each(['ZZ', '', 'ke'])('has none for %j, which is no region', (region) => {
    expect(handsetNumbers(region, 2)).toEqual([]);
  });
});
