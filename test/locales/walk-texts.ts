import type { Locale } from '../../src/locales/index.ts';

/** One text of a language: where it stands, what it says, and the marks it was given. */
export interface Said {
  readonly path: string;
  readonly text: string;
  readonly given: readonly string[];
}

/** Keys that hold words people type, or names for a language, and no text of ours. */
const NOT_TEXTS: ReadonlySet<string> = new Set(['keywords', 'thanks', 'alsoCalled']);

/** Every text of a language. One that needs values is given marks that stand in no text: `<1>`, `<2>` ... */
export function walkTexts(locale: Locale): Said[] {
  return Object.entries(locale).flatMap(([key, value]) => (NOT_TEXTS.has(key) ? [] : walk(key, value)));
}

function walk(path: string, value: unknown): Said[] {
  if (typeof value === 'string') return [{ path, text: value, given: [] }];
  if (typeof value === 'function') {
    const given = Array.from({ length: value.length }, (_, index) => `<${index + 1}>`);
    const text: unknown = Reflect.apply(value, undefined, given);
    return [{ path, text: String(text), given }];
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => walk(`${path}.${key}`, inner));
}
