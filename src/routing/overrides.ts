import { z } from 'zod';
import { LANGUAGES, type Language, type Wordings } from './programme.ts';
import type { ProgrammeRows } from './programme-rows.ts';
import { storedHours, storedNames } from './stored-settings.ts';

/** Longer than four years of working hours nobody promises; without an end the clock of every new report would run on. */
export const LONGEST_TARGET_HOURS = 10_000;

const targetHours = z.number().positive().max(LONGEST_TARGET_HOURS);

function fieldOfEach<Value extends z.ZodType>(languages: readonly Language[], value: Value): Record<Language, Value> {
  return Object.fromEntries(languages.map((language) => [language, value])) as Record<Language, Value>;
}

/** What an administrator may change in the browser, by kind and field. `holiday`: null takes a day of the files away. */
export const OVERRIDABLE = {
  office: { names: storedNames, hours: storedHours.nullable() },
  category: { names: storedNames, first_answer_hours: targetHours, resolve_hours: targetHours },
  holiday: { names: storedNames.nullable() },
  /** A text that people are told, by language; see `src/locales/wording.ts`. */
  text: fieldOfEach(LANGUAGES, z.string().min(1)),
} as const;

export type OverrideKind = keyof typeof OVERRIDABLE;

function isKind(kind: string): kind is OverrideKind {
  return Object.hasOwn(OVERRIDABLE, kind);
}

/**
 * One change on top of a programme's files. `code`: of an office or a category; of a holiday its ISO date; of a text where it
 * stands, `sms.receipt`.
 */
export interface Override {
  readonly kind: string;
  readonly code: string;
  readonly field: string;
  readonly value: unknown;
}

/**
 * The rows as administrators changed them. The files stay as they are: what is no longer overridden is again what they say, and
 * a change to something that the files no longer have waits until it comes back. One that this version cannot read
 * (`isReadable`) is passed over, so that it holds up neither its programme nor the others.
 */
export function applyOverrides(rows: ProgrammeRows, stored: readonly Override[]): ProgrammeRows {
  const overrides = stored.filter(isReadable);
  if (overrides.length === 0) return rows;
  const { offices, categories } = rows;
  return {
    ...rows,
    offices: offices.map((row) => ({ ...row, ...changesOf('office', row.code, overrides) })),
    categories: categories.map((row) => ({ ...row, ...changesOf('category', row.code, overrides) })),
    holidays: withHolidays(rows, overrides),
    wording: wordingOf(overrides),
  };
}

/** Whether a change is one that this version writes. Another version may have left what it does not know. */
export function isReadable({ kind, field, value }: Override): boolean {
  const fields: Readonly<Record<string, z.ZodType | undefined>> = isKind(kind) ? OVERRIDABLE[kind] : {};
  return fields[field]?.safeParse(value).success === true;
}

type Changes<Kind extends OverrideKind> = {
  -readonly [Field in keyof (typeof OVERRIDABLE)[Kind]]?: (typeof OVERRIDABLE)[Kind][Field] extends z.ZodType<infer T>
    ? T
    : never;
};

function changesOf<Kind extends OverrideKind>(kind: Kind, code: string, overrides: readonly Override[]): Changes<Kind> {
  const shape = z.object(OVERRIDABLE[kind]).partial();
  const given = overrides.filter((override) => override.kind === kind && override.code === code);
  return shape.parse(Object.fromEntries(given.map(({ field, value }) => [field, value]))) as Changes<Kind>;
}

function withHolidays({ programme, holidays }: ProgrammeRows, overrides: readonly Override[]) {
  const days = new Map(holidays.map((row) => [row.day, row]));
  for (const { kind, code, value } of overrides) {
    if (kind !== 'holiday') continue;
    const names = OVERRIDABLE.holiday.names.parse(value);
    if (names === null) days.delete(code);
    else days.set(code, { programme_id: programme.id, day: code, names });
  }
  return [...days.values()].sort((one, other) => one.day.localeCompare(other.day));
}

function wordingOf(overrides: readonly Override[]): Wordings {
  const wording: Partial<Record<Language, Record<string, string>>> = {};
  for (const { kind, code, field, value } of overrides) {
    const language = LANGUAGES.find((one) => one === field);
    if (kind !== 'text' || language === undefined) continue;
    wording[language] = { ...wording[language], [code]: String(value) };
  }
  return wording;
}
