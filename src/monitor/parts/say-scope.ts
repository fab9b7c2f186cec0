import { type Language, nameIn } from '../../routing/programme.ts';
import type { Scope } from '../scope/read-scope.ts';
import { showPeriod } from './show-period.ts';

/** What figures are of, in words: area, office, category, period. */
export function sayScope(language: Language, { area, office, category, period }: Scope): string[] {
  const places = [area, office, category].flatMap((one) => (one === null ? [] : [nameIn(one.names, language)]));
  return [...places, showPeriod(language, period)];
}
