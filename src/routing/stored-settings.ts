import { z } from 'zod';
import { LANGUAGES, type Names, type Span, STREAMS } from './programme.ts';
import type { ProgrammeSource } from './programme-source.ts';

/** A name in some languages, English among them. */
export const storedNames: z.ZodType<Names> = z
  .partialRecord(z.enum(LANGUAGES), z.string())
  .refine((value): value is Names => value.en !== undefined);

const span = z.object({ fromMinute: z.number(), toMinute: z.number() });
const spans = z.array(span);

/** Where the programme says nothing: half a working day before the promise, and from 21:00 to 07:00. */
const REMIND_BEFORE_HOURS = 4;
const QUIET_HOURS: Span = { fromMinute: 21 * 60, toMinute: 7 * 60 };

/** Weekly hours as the tables hold them. */
export const storedHours = z.object({
  mon: spans,
  tue: spans,
  wed: spans,
  thu: spans,
  fri: spans,
  sat: spans,
  sun: spans,
});

/**
 * What the column `programmes.settings` holds: `programme.yaml` and the helplines. Lists where the order matters. A default
 * is for programmes that were loaded before there was such a key, and whose folder is gone.
 */
export const storedSettings = z.object({
  region: z.string(),
  titles: storedNames,
  operators: storedNames,
  languages: z.tuple([z.enum(LANGUAGES)], z.enum(LANGUAGES)),
  ussdCode: z.string(),
  shortCode: z.string(),
  timeZone: z.string(),
  hours: storedHours,
  confirmWithinDays: z.number(),
  remindBeforeHours: z.number().default(REMIND_BEFORE_HOURS),
  quietHours: span.default(QUIET_HOURS),
  levels: z.array(z.object({ level: z.string(), names: storedNames })),
  carrier: z.string().nullable().default(null),
  noticeVersion: z.number().default(1),
  groups: z.array(z.object({ code: z.string(), names: storedNames })).default([]),
  targetPeople: z.number().nullable().default(null),
  targetUnits: z.number().nullable().default(null),
  helplines: z.array(z.object({ streams: z.array(z.enum(STREAMS)), names: storedNames, phone: z.string() })),
});

export type StoredSettings = z.output<typeof storedSettings>;

/** What a programme's row will hold. */
export function toStoredSettings({ settings, helplines }: Pick<ProgrammeSource, 'settings' | 'helplines'>) {
  return {
    region: settings.region,
    titles: settings.titles,
    operators: settings.operators,
    languages: settings.languages,
    ussdCode: settings.ussd_code,
    shortCode: settings.short_code,
    timeZone: settings.time_zone,
    hours: settings.hours,
    confirmWithinDays: settings.confirm_within_days,
    remindBeforeHours: settings.remind_before_hours ?? REMIND_BEFORE_HOURS,
    quietHours: settings.quiet_hours ?? QUIET_HOURS,
    levels: Object.entries(settings.levels).map(([level, levelNames]) => ({ level, names: levelNames })),
    carrier: settings.carrier ?? null,
    noticeVersion: settings.notice_version,
    groups: Object.entries(settings.groups ?? {}).map(([code, groupNames]) => ({ code, names: groupNames })),
    targetPeople: settings.target_people ?? null,
    targetUnits: settings.target_units ?? null,
    helplines: helplines.map(({ streams, names: called, phone }) => ({ streams, names: called, phone })),
  };
}
