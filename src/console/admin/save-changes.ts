import type { Deps } from '../../deps.ts';
import { AppError } from '../../errors.ts';
import { wordsOf } from '../../locales/console/index.ts';
import type { Language } from '../../routing/programme.ts';
import type { Answer, SignedInVisit } from '../route.ts';
import { changeProgramme, type Wanted } from './change-programme.ts';
import { type FieldError, nameLanguages, type Typed } from './name-fields.tsx';

/** How a page begins: with what was done, or with what was typed and cannot be taken. */
export interface Shown {
  readonly done?: string | undefined;
  readonly typed?: Typed;
  /** What is in the way, where nothing was typed. */
  readonly errors?: readonly FieldError[];
}

/** What was just done, in words; undefined: nothing. */
export function doneText({ language }: SignedInVisit, done: string | undefined): string | undefined {
  return done === 'saved' || done === 'undone' ? wordsOf(language).admin[done] : undefined;
}

/** Saves it, or shows the page again with what does not fit on a phone. */
export async function saveChanges(
  deps: Deps,
  { caller, language, form }: SignedInVisit,
  again: (errors: readonly FieldError[]) => Promise<Answer>,
  path: string,
  wanted: readonly Wanted[],
  done: 'saved' | 'undone' = 'saved',
): Promise<Answer> {
  try {
    await changeProgramme(deps, caller, wanted, form.get('seen')?.[0]);
    return { redirect: `${path}?done=${done}` };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    if (error.code === 'conflict') return { ...(await again([staleError(caller, wanted, language)])), status: 409 };
    if (error.code !== 'invalid') throw error;
    const { long, longText } = wordsOf(language).admin.errors;
    const isFaulty = (field: string) => (error.issues ?? []).some(({ path: issue }) => issue === field);
    const errors = nameLanguages(caller.programme).flatMap((one): FieldError[] => [
      ...(isFaulty(`names.${one}`) ? [{ name: `name-${one}`, message: long }] : []),
      ...(isFaulty(`text.${one}`) ? [{ name: `text-${one}`, message: longText }] : []),
    ]);
    if (errors.length === 0) throw error;
    return again(errors);
  }
}

/** At the first field of the form, so that the summary leads there. */
function staleError(
  { programme }: SignedInVisit['caller'],
  [first]: readonly Wanted[],
  language: Language,
): FieldError {
  const [one] = first?.kind === 'text' ? programme.languages : nameLanguages(programme);
  const name = `${first?.kind === 'text' ? 'text' : 'name'}-${one}`;
  return { name, message: wordsOf(language).admin.errors.stale };
}
