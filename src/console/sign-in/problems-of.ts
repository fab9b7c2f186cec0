import { PasswordError } from '../../accounts/choose-password.ts';
import { SignInError, type SignInRefusal } from '../../accounts/sign-in-error.ts';
import { TooManyTriesError } from '../../accounts/try-limits.ts';
import { type ConsoleWords, wordsOf } from '../../locales/console/index.ts';
import type { Language } from '../../routing/programme.ts';
import { fieldOf } from '../read-form.ts';
import type { Visit } from '../route.ts';
import type { FieldError } from './door.tsx';

/** What went wrong, in words and beside a field, and the status of the answer. */
export interface Problems {
  readonly errors: readonly FieldError[];
  readonly status: number;
}

/** The field that each refusal stands beside. */
type Fields = Readonly<Record<SignInRefusal, string>>;

const FIELDS: Fields = { password: 'sign_in', setup: 'sign_in', code: 'code', taken: 'code' };

/**
 * An expected failure of signing in as a person reads it.
 *
 * @param first the field that stands for the whole form
 * @throws `error` itself when it is none
 */
export function problemsOf(language: Language, error: unknown, first: string): Problems {
  const { errors } = wordsOf(language).signIn;
  if (error instanceof TooManyTriesError) {
    return { errors: [{ name: first, message: errors.tooMany(error.minutes) }], status: error.status };
  }
  if (error instanceof PasswordError) {
    return { errors: [{ name: 'password', message: errors[error.problem] }], status: error.status };
  }
  if (!(error instanceof SignInError)) throw error;
  const isOwn = error.refusal === 'password' && first !== 'sign_in';
  const name = isOwn ? 'current' : FIELDS[error.refusal];
  return { errors: [{ name, message: errors[isOwn ? 'currentPassword' : error.refusal] }], status: error.status };
}

type Label = {
  [Key in keyof ConsoleWords['signIn']]: ConsoleWords['signIn'][Key] extends string ? Key : never;
}[keyof ConsoleWords['signIn']];

/** Fields that must not be empty, by the words of their labels; null: all are filled. */
export function missingFields(visit: Visit, fields: Readonly<Record<string, Label>>): Problems | null {
  const words = wordsOf(visit.language).signIn;
  const errors = Object.entries(fields)
    .filter(([name]) => fieldOf(visit.form, name).trim() === '')
    .map(([name, label]) => ({ name, message: words.errors.missing(words[label]) }));
  return errors.length === 0 ? null : { errors, status: 422 };
}

/** A new password that was not typed the same way twice; null: it was. */
export function differentPasswords({ form, language }: Visit): Problems | null {
  if (fieldOf(form, 'password') === fieldOf(form, 'again')) return null;
  return { errors: [{ name: 'again', message: wordsOf(language).signIn.errors.again }], status: 422 };
}
