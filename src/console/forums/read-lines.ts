import { fitsUnits } from '../../forums/limits.ts';
import type { ConsoleWords } from '../../locales/console/index.ts';
import { letterProblem } from '../../routing/name-problem.ts';
import type { Names, Programme } from '../../routing/programme.ts';
import { type FieldError, nameLanguages } from '../admin/name-fields.tsx';
import { fieldOf } from '../read-form.ts';
import type { Form } from '../route.ts';

/** One line of text in every language of the programme, as it was typed. */
export interface ReadLines {
  readonly names: Names;
  readonly values: readonly (readonly [string, string])[];
  readonly errors: readonly FieldError[];
  /** Nothing was typed in any language. */
  readonly isEmpty: boolean;
}

/** What a phone is to show: in all languages, in letters it has, and no longer than there is room for. */
export function readLines(
  form: Form,
  programme: Programme,
  words: ConsoleWords['forums']['errors'],
  field: { readonly prefix: string; readonly mostUnits: number },
): ReadLines {
  const languages = nameLanguages(programme);
  const values = languages.map((language): readonly [string, string] => {
    const name = `${field.prefix}-${language}`;
    return [name, fieldOf(form, name).replaceAll(/\s+/g, ' ').trim().normalize('NFC')];
  });
  const errors = languages.flatMap((language, index): FieldError[] => {
    const [name, value] = values[index] ?? ['', ''];
    if (value === '') return [{ name, message: words.text }];
    if (letterProblem(value, language) !== null || /\p{Cc}/u.test(value)) return [{ name, message: words.letters }];
    return fitsUnits(value, field.mostUnits) ? [] : [{ name, message: words.long(field.mostUnits) }];
  });
  const entries = languages.map((language, index) => [language, values[index]?.[1] ?? '']);
  return {
    names: { en: '', ...Object.fromEntries(entries) },
    values,
    errors,
    isEmpty: values.every(([, value]) => value === ''),
  };
}
