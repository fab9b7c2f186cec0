import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import { wordsOf } from '../../locales/console/index.ts';
import type { Typed } from '../admin/name-fields.tsx';
import { fieldOf } from '../read-form.ts';
import type { Form, SignedInVisit } from '../route.ts';

const ID = z.uuid();

/** The name of a form, which becomes the row id of what it enters: sent twice, it enters one. */
export function readOnce(form: Form): string {
  const read = ID.safeParse(fieldOf(form, 'once'));
  return read.success ? read.data : uuidv7();
}

/**
 * The form again, where other words were kept under its name: with all that was typed, and a new name, under which it is kept as a
 * second one if she says so.
 *
 * @param at the id of what on the page she is led to
 */
export function secondTime({ language }: Pick<SignedInVisit, 'language'>, { values }: Typed, at: string): Typed {
  const errors = [{ name: at, message: wordsOf(language).forums.errors.used }];
  return { values: new Map([...values, ['once', uuidv7()]]), errors };
}
