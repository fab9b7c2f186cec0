import { z } from 'zod';
import { LANGUAGES, type Names, STREAMS } from './programme.ts';
import type { ProgrammeSource } from './programme-source.ts';

const names: z.ZodType<Names> = z
  .partialRecord(z.enum(LANGUAGES), z.string())
  .refine((value): value is Names => value.en !== undefined);

const spans = z.array(z.object({ fromMinute: z.number(), toMinute: z.number() }));

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
  titles: names,
  operators: names,
  languages: z.tuple([z.enum(LANGUAGES)], z.enum(LANGUAGES)),
  ussdCode: z.string(),
  shortCode: z.string(),
  timeZone: z.string(),
  hours: storedHours,
  confirmWithinDays: z.number(),
  levels: z.array(z.object({ level: z.string(), names })),
  carrier: z.string().nullable().default(null),
  noticeVersion: z.number().default(1),
  groups: z.array(z.object({ code: z.string(), names })).default([]),
  helplines: z.array(z.object({ streams: z.array(z.enum(STREAMS)), names, phone: z.string() })),
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
    levels: Object.entries(settings.levels).map(([level, levelNames]) => ({ level, names: levelNames })),
    carrier: settings.carrier ?? null,
    noticeVersion: settings.notice_version,
    groups: Object.entries(settings.groups ?? {}).map(([code, groupNames]) => ({ code, names: groupNames })),
    helplines: helplines.map(({ streams, names: called, phone }) => ({ streams, names: called, phone })),
  };
}
