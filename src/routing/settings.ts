import { z } from 'zod';
import { CARRIER_NAMES } from '../config.ts';
import { letterProblem, nameProblem } from './name-problem.ts';
import { parseHours, parseSpan } from './parse-hours.ts';
import { LANGUAGES, type Language, type Names, type Span, type WeeklyHours } from './programme.ts';
import { limitIn, OWN_LEVELS, SHORT_NAME } from './table-format.ts';

/** Groups on one list: as many as have a key of their own beside "none of them". */
const MOST_GROUPS = 8;

/** A name in several languages, each as `problemOf` wants it. */
const namesWhere = (problemOf: (name: string, language: Language) => string | null) =>
  z
    .partialRecord(z.enum(LANGUAGES), z.string().min(1, 'must not be empty'))
    .superRefine((value, context) => {
      for (const language of LANGUAGES) {
        const name = value[language];
        const message = name === undefined ? null : problemOf(name, language);
        if (message !== null) context.addIssue({ code: 'custom', path: [language], message });
      }
    })
    .transform((value, context): Names => {
      const { en } = value;
      if (en !== undefined) return { ...value, en };
      context.addIssue({ code: 'custom', message: 'has no en; add the name in English' });
      return z.NEVER;
    });

const names = namesWhere(letterProblem);

const hours = z.string().transform((value, context): WeeklyHours => {
  const parsed = parseHours(value);
  if ('hours' in parsed) return parsed.hours;
  context.addIssue({ code: 'custom', message: `cannot be read: ${parsed.problem}` });
  return z.NEVER;
});

const quietHours = z.string().transform((value, context): Span => {
  const parsed = parseSpan(value);
  if (parsed) return parsed;
  context.addIssue({ code: 'custom', message: 'must be a stretch of a night or a day, in quotes: "21:00-07:00"' });
  return z.NEVER;
});

const level = z
  .string()
  .regex(/^[a-z][a-z0-9_]*$/, 'must be one word of small letters, digits and _')
  .refine((value) => OWN_LEVELS.every((own) => own !== value), {
    message: `must not be one of ${OWN_LEVELS.join(', ')}: they have a meaning of their own`,
  });

/** Groups by code; each name is one line of a list on a phone. */
const groups = z
  .record(
    z.string().regex(/^[a-z][a-z0-9_]*$/, 'must be one word of small letters, digits and _'),
    namesWhere((name, language) => nameProblem(name, language, limitIn(SHORT_NAME, language))),
  )
  .refine((value) => Object.keys(value).length <= MOST_GROUPS, {
    message: `has more than ${MOST_GROUPS} groups; a phone's list ends there, leave the last ones out`,
  });

function isTimeZone(value: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: value });
    return /^[A-Za-z]+\/[A-Za-z_/-]+$/.test(value);
  } catch {
    return false;
  }
}

/** What `programme.yaml` may say: see `docs/adding-a-programme.md`. */
export const settingsSchema = z
  .strictObject({
    name: z.string().regex(/^[a-z][a-z0-9-]{1,30}$/, 'must be small letters, digits and -, like kenya-coast'),
    region: z.string().regex(/^[A-Z]{2}$/, 'must be the two capital letters of ISO 3166-1, like KE'),
    titles: names,
    operators: names,
    languages: z.tuple([z.enum(LANGUAGES)], z.enum(LANGUAGES)),
    ussd_code: z.string().regex(/^\*\d+(\*\d+)*#$/, 'must be a code as people dial it, in quotes: "*384*2101#"'),
    short_code: z.string().regex(/^\d{3,8}$/, 'must be 3 to 8 digits, in quotes: "22101"'),
    time_zone: z.string().refine(isTimeZone, { message: 'must be a name of the tz database, like Africa/Nairobi' }),
    hours,
    confirm_within_days: z.int().min(1, 'must be 1 or more').max(60, 'must be 60 or fewer'),
    remind_before_hours: z.int().min(0, 'must be 0 or more').max(80, 'must be 80 or fewer').optional(),
    quiet_hours: quietHours.optional(),
    levels: z.record(level, names),
    carrier: z.enum(CARRIER_NAMES).optional(),
    notice_version: z.int().min(1, 'must be 1 or more').max(9999, 'must be 9999 or less'),
    groups: groups.optional(),
    target_people: z.int().min(1, 'must be 1 or more').optional(),
    target_units: z.int().min(1, 'must be 1 or more').optional(),
  })
  .refine(({ languages }) => new Set(languages).size === languages.length, {
    path: ['languages'],
    message: 'names a language twice; give each once',
  });

/** `programme.yaml` after validation. */
export type Settings = z.output<typeof settingsSchema>;
