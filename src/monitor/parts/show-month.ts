import { localeOf } from '../../locales/index.ts';
import type { Language } from '../../routing/programme.ts';

/** A month by its first day: `Mar 2026`. */
export function showMonth(language: Language, month: string): string {
  return `${shortMonth(language, month)} ${month.slice(0, 4)}`;
}

/** A month by its first day, without its year: `Mar`. */
export function shortMonth(language: Language, month: string): string {
  return localeOf(language).months[Number(month.slice(5, 7)) - 1] ?? '';
}
