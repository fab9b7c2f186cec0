import type { Language } from '../routing/programme.ts';
import { CHANGEABLE } from './changeable.ts';
import type { Locale } from './en.ts';
import { localeOf } from './index.ts';

export const SECTIONS = ['sms', 'ussd'] as const;
export type Section = (typeof SECTIONS)[number];

/** Other words for texts of one language, by `sms.receipt`; what stands for a name or a day in it is written `{office}`. */
export type Wording = Readonly<Record<string, string>>;

/** One text that may be put in other words. */
export interface ChangeableText {
  readonly code: string;
  readonly section: Section;
  readonly key: string;
  readonly given: readonly string[];
}

/** All of them in the order of `en.ts`. */
export const CHANGEABLE_TEXTS: readonly ChangeableText[] = SECTIONS.flatMap((section) =>
  Object.entries(CHANGEABLE[section]).map(([key, given]) => ({ code: `${section}.${key}`, section, key, given })),
);

const BY_CODE = new Map(CHANGEABLE_TEXTS.map((text) => [text.code, text]));

/** Undefined: no such text, or none that may be changed. */
export function changeableText(code: string): ChangeableText | undefined {
  return BY_CODE.get(code);
}

/** A text of a locale as it is written down: `Majibu {reference}: ...`. */
export function templateOf(locale: Locale, { section, key, given }: ChangeableText): string {
  const text: unknown = Reflect.get(locale[section], key);
  return typeof text === 'function' ? String(text(...given.map((name) => `{${name}}`))) : String(text);
}

/** What stands in braces. */
const PLACE = /\{([^{}]*)\}/g;

export type TemplateProblem = { readonly missing: string } | { readonly unknown: string };

/** What is wrong with other words for a text: all that it is given must be said, and nothing else can be. Null: nothing. */
export function templateProblem(locale: Locale, text: ChangeableText, template: string): TemplateProblem | null {
  const needed = namesIn(templateOf(locale, text));
  const said = namesIn(template);
  const unknown = [...said].find((name) => !needed.has(name));
  if (unknown !== undefined) return { unknown };
  const missing = [...needed].find((name) => !said.has(name));
  return missing === undefined ? null : { missing };
}

function namesIn(template: string): ReadonlySet<string> {
  return new Set([...template.matchAll(PLACE)].map(([, name = '']) => name));
}

/**
 * The texts of `language` with other words for some. Words that no longer fit their text (an older version wrote them) are
 * passed over.
 */
export function localeWith(language: Language, wording: Wording | undefined): Locale {
  const locale = localeOf(language);
  if (wording === undefined) return locale;
  const changed = { sms: {}, ussd: {} };
  for (const [code, template] of Object.entries(wording)) {
    const text = changeableText(code);
    if (!text || templateProblem(locale, text, template) !== null) continue;
    Reflect.set(changed[text.section], text.key, text.given.length === 0 ? template : filler(text.given, template));
  }
  return { ...locale, sms: { ...locale.sms, ...changed.sms }, ussd: { ...locale.ussd, ...changed.ussd } };
}

/** Says a template with values; what a value holds in braces stays as it is. */
function filler(given: readonly string[], template: string): (...args: readonly unknown[]) => string {
  return (...args) => template.replace(PLACE, (_, name: string) => String(args[given.indexOf(name)] ?? ''));
}
