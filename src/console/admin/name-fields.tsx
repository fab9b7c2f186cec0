import type { VNode } from 'preact';
import { wordsOf } from '../../locales/console/index.ts';
import { localeOf } from '../../locales/index.ts';
import { letterProblem } from '../../routing/name-problem.ts';
import type { Language, Names, Programme } from '../../routing/programme.ts';
import { TextField } from '../parts/fields.tsx';
import { fieldOf } from '../read-form.ts';
import type { Form } from '../route.ts';

/** What was typed into a form, by field, and what is wrong with it. */
export interface Typed {
  readonly values: ReadonlyMap<string, string>;
  readonly errors: readonly FieldError[];
}

export interface FieldError {
  readonly name: string;
  readonly message: string;
}

/** The languages that names of a programme are written in: its own, and English, which stands in for a missing one. */
export function nameLanguages({ languages }: Pick<Programme, 'languages'>): readonly Language[] {
  return languages.includes('en') ? languages : [...languages, 'en'];
}

/** One field for each language's name. */
export function NameFields({
  programme,
  language,
  typed,
}: {
  readonly programme: Programme;
  readonly language: Language;
  readonly typed: Typed;
}): VNode {
  const { admin } = wordsOf(language);
  return (
    <>
      {nameLanguages(programme).map((one) => {
        const name = nameField(one);
        return (
          <TextField
            key={one}
            name={name}
            label={admin.name(localeOf(one).self)}
            value={typed.values.get(name)}
            error={errorOf(typed, name)}
          />
        );
      })}
    </>
  );
}

/** What is wrong with a field; undefined: nothing. */
export function errorOf({ errors }: Typed, name: string): string | undefined {
  return errors.find((error) => error.name === name)?.message;
}

function nameField(language: Language): string {
  return `name-${language}`;
}

/** Names as the fields show them. */
export function nameValues(names: Names): [string, string][] {
  return Object.entries(names).map(([language, name]) => [`name-${language}`, name]);
}

/** As long as the longest that a file may have; to measure a longer one on every screen takes minutes. */
const LONGEST_NAME = 120;

/** The names in a form. English may be left out where the programme does not speak it; then the first language stands in. */
export function readNames(
  form: Form,
  programme: Programme,
  language: Language,
): { names: Names; values: [string, string][]; errors: FieldError[] } {
  const { errors: words } = wordsOf(language).admin;
  const values = nameLanguages(programme).map((one): [string, string] => [
    nameField(one),
    fieldOf(form, nameField(one)).trim().normalize('NFC'),
  ]);
  const errors = nameLanguages(programme).flatMap((one, index): FieldError[] => {
    const [name, value] = values[index] ?? ['', ''];
    if (value === '') return [{ name, message: words.name }];
    if (value.length > LONGEST_NAME) return [{ name, message: words.long }];
    return letterProblem(value, one) === null && !/\p{Cc}/u.test(value) ? [] : [{ name, message: words.letters }];
  });
  const entries = nameLanguages(programme).map((one, index) => [one, values[index]?.[1] ?? '']);
  return { names: { en: '', ...Object.fromEntries(entries) }, values, errors };
}
