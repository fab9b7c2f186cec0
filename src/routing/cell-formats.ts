import { z } from 'zod';
import { nameProblem } from './name-problem.ts';
import { parseHours } from './parse-hours.ts';
import { LANGUAGES, type Language, type Names, STREAMS, type WeeklyHours } from './programme.ts';

const AREA_CODE = /^[A-Z0-9]{1,12}(\.[A-Z0-9]{1,12})*$/;
const KIND = /^[a-z][a-z0-9_]{1,39}$/;
/** What the column holds; more people than in any country. */
const MOST_PEOPLE = 2_000_000_000;
const WORD = /^[a-z][a-z0-9_]*$/;

export const areaCode = z
  .string()
  .regex(AREA_CODE, 'must be capital letters and digits with dots between, like KE.001');
export const topicCode = z
  .string()
  .regex(AREA_CODE, 'must be capital letters and digits with dots between, like WATER.DRY');
export const unitCode = z
  .string()
  .regex(/^[A-Z0-9]{1,16}([.-][A-Z0-9]{1,16})*$/, 'must be capital letters and digits with - or . between');
export const kind = z.string().regex(KIND, 'must be small letters, digits and _, like ward_admin');
export const word = z.string().regex(WORD, 'must be one word of small letters, digits and _');
export const text = z.string().min(1, 'must not be empty; write it');
export const shortText = text.max(120, 'has more than 120 characters; shorten it');
export const count = z
  .string()
  .regex(/^[1-9][0-9]{0,5}$/, 'must be a whole number, 1 or more')
  .transform(Number);

/** People of one area: at most as many as live anywhere. */
export const people = z
  .string()
  .regex(/^[1-9][0-9]{0,9}$/, 'must be a whole number without commas, 1 or more')
  .transform(Number)
  .refine((value) => value <= MOST_PEOPLE, `must be ${MOST_PEOPLE} or fewer`);
export const year = z
  .string()
  .regex(/^(19|20)[0-9]{2}$/, 'must be the year of the count, like 2019')
  .transform(Number);

/** An empty cell is null; anything else is what `schema` says. */
export const orNull = <Value>(schema: z.ZodType<Value, string>) =>
  z.string().transform((value, context): Value | null => {
    if (value === '') return null;
    const parsed = schema.safeParse(value);
    if (parsed.success) return parsed.data;
    context.addIssue({ code: 'custom', message: parsed.error.issues[0]?.message ?? 'is wrong' });
    return z.NEVER;
  });

/** `a;b;c`: spaces around a part do not count, empty and repeated parts are left out. */
export const parts = z.string().transform((value) => [
  ...new Set(
    value
      .split(';')
      .map((part) => part.trim())
      .filter((part) => part !== ''),
  ),
]);
export const someParts = parts.refine((value) => value.length > 0, {
  message: 'must name at least one; separate several by ;',
});
export const kinds = someParts.refine((value) => value.every((part) => KIND.test(part)), {
  message: 'must be kinds of office-kinds.csv, separated by ;',
});
export const streams = parts.pipe(
  z.array(z.enum(STREAMS, { error: `must be of ${STREAMS.join(', ')}, separated by ;` })),
);
export const hours = z.string().transform((value, context): WeeklyHours | null => {
  if (value === '') return null;
  const parsed = parseHours(value);
  if ('hours' in parsed) return parsed.hours;
  context.addIssue({ code: 'custom', message: `cannot be read: ${parsed.problem}` });
  return z.NEVER;
});
export const day = z.string().refine((value) => /^(19|20|21)\d{2}-\d{2}-\d{2}$/.test(value) && isDay(value), {
  message: 'must be a date like 2027-06-01',
});

function isDay(value: string): boolean {
  const time = Date.parse(`${value}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(value);
}

export const yesOrEmpty = z
  .enum(['yes', ''], { error: 'must be yes or empty' })
  .transform((value): boolean => value === 'yes');
export const unitTypes = someParts.refine((value) => value.every((part) => WORD.test(part)), {
  message: 'must be types of units.csv, separated by ;',
});
export const localTime = z
  .string()
  .refine((value) => /^\d{4}-\d{2}-\d{2} ([01]\d|2[0-3]):[0-5]\d$/.test(value) && isDay(value.slice(0, 10)), {
    message: 'must be a date and a time like 2027-06-01 10:00',
  });
/** As PostgreSQL writes a `numeric(16, 2)`. */
export const amount = z
  .string()
  .regex(/^[1-9]\d{0,12}(\.\d{1,2})?$/, 'must be digits, with a point and cents at most, like 1250000 or 1250000.50')
  .transform((value) => {
    const [whole = '', cents = ''] = value.split('.');
    return `${whole}.${cents.padEnd(2, '0')}`;
  });
export const currency = z.string().regex(/^[A-Z]{3}$/, 'must be the three capital letters of ISO 4217, like KES');

/** The names of a meeting's place, in columns `venue_en`, `venue_sw`, ...: all that the row has. */
export function venuesOf(limitOf: (language: Language) => number): z.ZodType<{ readonly venues: Names }> {
  return z.record(z.string(), z.string()).transform((cells, context) => {
    const venues: Partial<Record<Language, string>> = {};
    for (const language of LANGUAGES) {
      const venue = cells[`venue_${language}`];
      if (venue === undefined) continue;
      const message = nameProblem(venue, language, limitOf(language));
      if (message !== null) context.addIssue({ code: 'custom', path: [`venue_${language}`], message });
      venues[language] = venue;
    }
    return { venues: { ...venues, en: venues.en ?? '' } };
  });
}
