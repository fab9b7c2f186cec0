import type { Language } from '../routing/programme.ts';
import { languageTag } from './language-tag.ts';

/**
 * A number as a language writes it, in Latin digits: `1,250.5`, `1.250,5`.
 *
 * @param decimals at most so many
 */
export function showNumber(language: Language, value: number, decimals = 0): string {
  const format = new Intl.NumberFormat(`${languageTag(language)}-u-nu-latn`, { maximumFractionDigits: decimals });
  return format.format(value).replace(/\p{Zs}/gu, ' ');
}
