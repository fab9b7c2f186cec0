import type { Language } from '../routing/programme.ts';

/** The language of a page for browsers and for `Intl`, BCP 47. Serbian is written in Latin letters here. */
export function languageTag(language: Language): string {
  return language === 'sr' ? 'sr-Latn' : language;
}
