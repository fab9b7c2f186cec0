import { toDigits } from '../encoding.ts';

/** Longer than any name with its district and everything; what is longer is a report and not a place. */
const LONGEST_TYPED = 100;

/**
 * A name as it is compared: small letters, words with one space between them, digits of every script as ASCII without
 * leading zeros. Accents and Bangla's dot below are dropped (people leave them out, and phones write them in two ways),
 * apostrophes vanish (*ng'ombe*, *ngombe*), every other mark is a space. `Ward No-07` is `ward no 7`, `Gjakovë` is
 * `gjakove`. Empty for what has no letter or digit, or more than 100 characters.
 */
export function foldName(text: string): string {
  if (text.length > LONGEST_TYPED) return '';
  return toDigits(text)
    .normalize('NFD')
    .replace(/[\u0300-\u036f\u09bc]/g, '')
    .normalize('NFC')
    .toLowerCase()
    .replace(/đ/g, 'dj')
    .replace(/ı/g, 'i')
    .replace(/['‘’ʹʻʼ`´\u200b-\u200d]/g, '')
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .replace(/(?<!\d)0+(?=\d)/g, '')
    .trim();
}
