import { localeOf } from '../../locales/index.ts';
import { languageTag } from '../../locales/language-tag.ts';
import { LANGUAGES, type Language } from '../../routing/programme.ts';

// Digits are Latin in every language, as on the keys of a phone. Making a format takes longer than a page has.
const FORMATS = new Map(
  LANGUAGES.flatMap((language) =>
    [0, 1, 2].map((digits) => {
      const options = { minimumFractionDigits: digits, maximumFractionDigits: digits };
      return [`${language} ${digits}`, new Intl.NumberFormat(`${languageTag(language)}-u-nu-latn`, options)] as const;
    }),
  ),
);

/** A number as a language writes it: `1,204`, `3.0`, `3,0`. */
export function showNumber(language: Language, value: number, digits: 0 | 1 | 2 = 0): string {
  return FORMATS.get(`${language} ${digits}`)?.format(value) ?? String(value);
}

/** A share of 1 as whole hundredths: `92 %`. */
export function showShare(language: Language, share: number): string {
  return `${showNumber(language, share * 100)} %`;
}

/** A month by its first day: `Mar 2026`. */
export function showMonth(language: Language, month: string): string {
  return `${shortMonth(language, month)} ${month.slice(0, 4)}`;
}

/** A month by its first day, without its year: `Mar`. */
export function shortMonth(language: Language, month: string): string {
  return localeOf(language).months[Number(month.slice(5, 7)) - 1] ?? '';
}
