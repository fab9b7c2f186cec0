import { LANGUAGES, type Language } from '../routing/programme.ts';
import { languageTag } from './language-tag.ts';

const DIGITS = [0, 1, 2] as const;
type Digits = (typeof DIGITS)[number];

// Digits are Latin in every language, as on the keys of a phone. Making a format takes longer than a page has.
const FORMATS: ReadonlyMap<string, Intl.NumberFormat> = new Map(
  LANGUAGES.flatMap((language) =>
    DIGITS.flatMap((most) =>
      [...new Set([0, most])].map((least) => {
        const options = { minimumFractionDigits: least, maximumFractionDigits: most };
        return [`${language} ${least} ${most}`, new Intl.NumberFormat(`${languageTag(language)}-u-nu-latn`, options)];
      }),
    ),
  ),
);

/** A number as a language writes it, always with so many decimals: `1,204`, `3.0`, `3,0`. Parted by spaces of SMS and pages alike. */
export function showNumber(language: Language, value: number, digits: Digits = 0): string {
  return show(`${language} ${digits} ${digits}`, value);
}

/** The same with so many decimals at most, as people type it: `5`, `2.5`, `2,5`. */
export function showUpTo(language: Language, value: number, most: Digits): string {
  return show(`${language} 0 ${most}`, value);
}

/** A share of 1 as whole hundredths: `92 %`. */
export function showShare(language: Language, share: number): string {
  return `${showNumber(language, share * 100)} %`;
}

function show(format: string, value: number): string {
  return (FORMATS.get(format)?.format(value) ?? String(value)).replace(/\p{Zs}/gu, ' ');
}
