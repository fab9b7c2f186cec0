import { foldName } from '../routing/fold-name.ts';
import type { Language } from '../routing/programme.ts';

/** What a name ends with in the cases of a language: *u Prizrenu*, *në Prizrenit*, *জলমায়*. Elsewhere names do not change. */
const ENDINGS: Readonly<Partial<Record<Language, readonly string[]>>> = {
  sr: ['u', 'i', 'a', 'e', 'om', 'у', 'и', 'а', 'е', 'ом'],
  sq: ['it', 'in', 'n', 'a', 'ës', 'së', 'i', 'e', 'ë'],
  bn: ['ে', 'তে', 'এর', 'ের', 'র', 'য়'],
};

const FOLDED = new Map(Object.entries(ENDINGS).map(([language, endings]) => [language, endings.map(foldName)]));

/** A shorter word without its ending is another word. */
const FEWEST_LETTERS = 4;

/** The name as it is, and with the ending of each language off its last word. */
export function stemsOf(name: string, languages: readonly Language[]): string[] {
  const endings = languages.flatMap((language) => FOLDED.get(language) ?? []);
  if (endings.length === 0) return [];
  const last = name.slice(name.lastIndexOf(' ') + 1);
  if (last.length < FEWEST_LETTERS || /\d/.test(last)) return [];
  const fitting = endings.filter((ending) => last.endsWith(ending) && last.length - ending.length >= FEWEST_LETTERS);
  return [...new Set([name, ...fitting.map((ending) => name.slice(0, -ending.length))])];
}
