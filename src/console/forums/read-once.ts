import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import { fieldOf } from '../read-form.ts';
import type { Form } from '../route.ts';

const ID = z.uuid();

/** The name of a form, which becomes the row id of what it enters: sent twice, it enters one. */
export function readOnce(form: Form): string {
  const read = ID.safeParse(fieldOf(form, 'once'));
  return read.success ? read.data : uuidv7();
}
