import { type CountryCode, getExampleNumber, isSupportedCountry } from 'libphonenumber-js/max';
import examples from 'libphonenumber-js/mobile/examples';
import { type Phone, parsePhone } from '../phone.ts';

const SERIAL_DIGITS = 6;

/**
 * Numbers for made-up handsets of a country: its numbering plan's example mobile number with the last six digits counted
 * up from 000001 (`+254712000001`, `+254712000002`, ...). Only numbers a telephone could have are returned, so there may
 * be fewer than `count`, and none for a country unknown to the numbering plan. They may belong to somebody: only the
 * simulator, which sends nothing, may use them.
 *
 * @param region ISO 3166-1 alpha-2
 */
export function handsetNumbers(region: string, count: number): Phone[] {
  const example = isSupportedCountry(region) ? getExampleNumber(region satisfies CountryCode, examples) : undefined;
  if (example === undefined) return [];
  const prefix = example.number.slice(0, -SERIAL_DIGITS);
  return Array.from({ length: count }, (_, index) => `${prefix}${String(index + 1).padStart(SERIAL_DIGITS, '0')}`)
    .map((number) => parsePhone(number, region))
    .filter((phone) => phone !== null);
}
