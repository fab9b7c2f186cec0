import { expect, it } from '@jest/globals';
import { carrierOf } from '../../src/grievances/carrier-of.ts';

it.each([
  ['simulator', null, 'simulator'],
  ['simulator', 'kannel', 'simulator'],
  ['africastalking', null, 'africastalking'],
  ['africastalking', 'kannel', 'kannel'],
  ['kannel', 'africastalking', 'africastalking'],
  ['kannel', 'simulator', 'simulator'],
] as const)('with CARRIER=%s and the programme saying %s it is %s', (inUse, own, expected) => {
  expect(carrierOf({ carrier: inUse }, { carrier: own })).toBe(expected);
});
