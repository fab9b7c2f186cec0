import { openWordsOf } from '../../locales/open/index.ts';
import type { Language } from '../../routing/programme.ts';

/** A month (`2026-10`) as a person says it. */
export function showMonth(month: string, language: Language): string {
  const words = openWordsOf(language);
  const [year = '', number = ''] = month.split('-');
  return words.month(words.months[Number(number) - 1] ?? '', year);
}
