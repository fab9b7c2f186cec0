import { type Language, nameIn } from '../../routing/programme.ts';
import type { Scope } from '../scope/read-scope.ts';
import { showPeriod } from './show-period.ts';

/** What figures are of, in words: area, office, category, unit, and the period unless they are of now. */
export function sayScope(
  language: Language,
  { area, office, category, unit, period }: Scope,
  hasPeriod = true,
): string[] {
  const places = [area, office, category, unit].flatMap((one) => (one === null ? [] : [nameIn(one.names, language)]));
  return hasPeriod ? [...places, showPeriod(language, period)] : places;
}
