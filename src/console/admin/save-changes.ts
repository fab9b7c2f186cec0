import type { Deps } from '../../deps.ts';
import { AppError } from '../../errors.ts';
import { wordsOf } from '../../locales/console/index.ts';
import type { Answer, SignedInVisit } from '../route.ts';
import { changeProgramme, type Wanted } from './change-programme.ts';
import { type FieldError, nameLanguages, type Typed } from './name-fields.tsx';

/** How a page begins: with what was done, or with what was typed and cannot be taken. */
export interface Shown {
  readonly done?: string | undefined;
  readonly typed?: Typed;
}

/** What was just done, in words; undefined: nothing. */
export function doneText({ language }: SignedInVisit, done: string | undefined): string | undefined {
  return done === 'saved' || done === 'undone' ? wordsOf(language).admin[done] : undefined;
}

/** Saves it, or shows the page again with what does not fit on a phone. */
export async function saveChanges(
  deps: Deps,
  { caller, language }: SignedInVisit,
  again: (errors: readonly FieldError[]) => Promise<Answer>,
  path: string,
  wanted: readonly Wanted[],
): Promise<Answer> {
  try {
    await changeProgramme(deps, caller, wanted);
    return { redirect: `${path}?done=saved` };
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'invalid') throw error;
    const long = wordsOf(language).admin.errors.long;
    const fields = nameLanguages(caller.programme).filter((one) =>
      (error.issues ?? []).some(({ path: issue }) => issue === `names.${one}`),
    );
    if (fields.length === 0) throw error;
    return again(fields.map((one) => ({ name: `name-${one}`, message: long })));
  }
}
