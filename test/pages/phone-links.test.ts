import { describe, expect, it } from '@jest/globals';
import { dialLink, smsLink } from '../../src/pages/phone-links.ts';

describe('dialLink', () => {
  it.each([
    ['*384*2101#', 'tel:*384*2101%23'],
    ['116', 'tel:116'],
    ['0800 221 349', 'tel:0800221349'],
    ['+383 38 223 782', 'tel:+38338223782'],
    ['0800"><script>', 'tel:0800'],
  ])('dials %s as %s', (number, link) => {
    expect(dialLink(number)).toBe(link);
  });
});

describe('smsLink', () => {
  it.each([
    ['22101', undefined, 'sms:22101'],
    ['22101', 'RIPOTI ', 'sms:22101?body=RIPOTI%20'],
    ['22102', 'বন্ধ', 'sms:22102?body=%E0%A6%AC%E0%A6%A8%E0%A7%8D%E0%A6%A7'],
    ['22103', 'a&to=1', 'sms:22103?body=a%26to%3D1'],
  ])('to %s with %j is %s', (shortCode, text, link) => {
    expect(smsLink(shortCode, text)).toBe(link);
  });
});
