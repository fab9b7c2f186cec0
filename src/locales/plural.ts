import type { Language } from '../routing/programme.ts';

const RULES = new Map<Language, Intl.PluralRules>();

/** The forms of a counted word. `other` always; `one`, `few` where the language has them (CLDR plural rules). */
export type Forms = { readonly other: string } & Readonly<Partial<Record<Intl.LDMLPluralRule, string>>>;

/** The form of a word that goes with `count`: `plural('sr', 3, {one: 'prijava', few: 'prijave', other: 'prijava'})`. */
export function plural(language: Language, count: number, forms: Forms): string {
  const rules = RULES.get(language) ?? new Intl.PluralRules(language);
  RULES.set(language, rules);
  return forms[rules.select(count)] ?? forms.other;
}
