import { DateTime } from 'luxon';
import type { ConsoleWords } from '../../locales/console/index.ts';
import type { Programme } from '../../routing/programme.ts';
import type { FieldError } from '../admin/name-fields.tsx';
import { fieldOf } from '../read-form.ts';
import type { Form } from '../route.ts';

/** A year typed wrongly is further away: a vote that has opened cannot be called off any more. */
const MOST_YEARS = 2;

/** A day and a time on the clock of the programme, as they were typed. */
export interface ReadMoment {
  /** Null: it cannot be read, or is over. */
  readonly at: Date | null;
  readonly values: readonly (readonly [string, string])[];
  readonly errors: readonly FieldError[];
}

/** Reads two fields as one moment to come. A time that the clock leaves out on that day is none. */
export function readMoment(
  form: Form,
  programme: Programme,
  words: ConsoleWords['forums']['errors'],
  fields: { readonly day: string; readonly time: string },
  now: Date,
): ReadMoment {
  const zone = programme.calendar.timeZone;
  const day = fieldOf(form, fields.day).trim();
  const time = fieldOf(form, fields.time).trim().padStart(5, '0');
  const values = [
    [fields.day, day],
    [fields.time, fieldOf(form, fields.time).trim()],
  ] as const;
  const refused = (name: string, message: string): ReadMoment => ({ at: null, values, errors: [{ name, message }] });
  if (!DateTime.fromFormat(day, 'yyyy-MM-dd', { zone }).isValid) return refused(fields.day, words.day);
  const read = DateTime.fromFormat(`${day} ${time}`, 'yyyy-MM-dd HH:mm', { zone });
  if (!read.isValid || read.toFormat('HH:mm') !== time) return refused(fields.time, words.time);
  if (read.toJSDate() <= now) return refused(fields.day, words.past);
  if (read > DateTime.fromJSDate(now).plus({ years: MOST_YEARS })) return refused(fields.day, words.far);
  return { at: read.toJSDate(), values, errors: [] };
}
