import { expect, it } from '@jest/globals';
import { readConfig } from '../../../src/config.ts';
import { findMissingCarriers } from '../../../src/sms/carriers/find-missing.ts';

const AT = { CARRIER: 'africastalking', AT_USERNAME: 'x', AT_API_KEY: 'y' };
const KANNEL = { KANNEL_SENDSMS_URL: 'http://127.0.0.1:1/', KANNEL_USERNAME: 'x', KANNEL_PASSWORD: 'y' };
const PROGRAMMES = [
  { name: 'own', carrier: 'kannel' },
  { name: 'default', carrier: null },
];

it.each([
  ['with the simulator nothing is missing', {}, []],
  ['a carrier without its account', AT, ['own']],
  ['both', { ...AT, ...KANNEL }, []],
])('%s', (_what, environment, expected) => {
  const missing = findMissingCarriers(readConfig(environment), PROGRAMMES);
  expect(missing.map(({ programme }) => programme)).toEqual(expected);
  for (const { carrier, mend } of missing) {
    expect(carrier).toBe('kannel');
    expect(mend).toContain('.env.example');
  }
});
