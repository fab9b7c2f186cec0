import type { Language } from '../routing/programme.ts';

/** Serbian is written in Latin letters here; digits are Latin in every language, as on the keys of a phone. */
const TAGS: Readonly<Record<Language, string>> = { en: 'en', sw: 'sw', bn: 'bn', sq: 'sq', sr: 'sr-Latn' };

/** An amount of money as a language writes it, whole units only: `KES 6,500,000`, `1,25,00,000৳`, `35.000 €`. */
export function showAmount(language: Language, amount: number, currency: string): string {
  const format = new Intl.NumberFormat(`${TAGS[language]}-u-nu-latn`, {
    style: 'currency',
    currency,
    // Not the narrow one: a sign outside GSM-7 in an English text would halve what its screen holds.
    currencyDisplay: 'symbol',
    maximumFractionDigits: 0,
  });
  return format.format(amount).replace(/\p{Zs}/gu, ' ');
}
