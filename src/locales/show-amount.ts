import type { Language } from '../routing/programme.ts';
import { languageTag } from './language-tag.ts';

const FORMATS = new Map<string, Intl.NumberFormat>();

/** An amount of money as a language writes it, whole units only: `KES 6,500,000`, `1,25,00,000৳`, `35.000 €`. */
export function showAmount(language: Language, amount: number, currency: string): string {
  const key = `${language} ${currency}`;
  const format = FORMATS.get(key) ?? formatOf(language, currency);
  FORMATS.set(key, format);
  return format.format(amount).replace(/\p{Zs}/gu, ' ');
}

function formatOf(language: Language, currency: string): Intl.NumberFormat {
  // Digits are Latin in every language, as on the keys of a phone.
  return new Intl.NumberFormat(`${languageTag(language)}-u-nu-latn`, {
    style: 'currency',
    currency,
    // Not the narrow one: a sign outside GSM-7 in an English text would halve what its screen holds.
    currencyDisplay: 'symbol',
    maximumFractionDigits: 0,
  });
}
