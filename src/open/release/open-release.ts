import { z } from 'zod';
import { storedNames } from '../../routing/stored-settings.ts';

/** `few`: fewer than ten; `most`: all that were received but for fewer than ten; null: hidden to protect another figure. */
const told = z.union([z.number().int(), z.enum(['few', 'most'])]).nullable();

const figures = {
  /** Rounded to five. */
  received: z.number().int(),
  answered: told,
  resolved: told,
  late: told,
  confirmed: told,
  disputed: told,
  silent: told,
  /** From filing to the first answer, nights and weekends counted in; null: fewer than ten were answered, or it is hidden. */
  median_hours: z.number().nullable(),
};

const areaRow = z.object({
  level: z.string(),
  area: z.string(),
  area_names: storedNames,
  /** Null: the whole programme. */
  within: z.string().nullable(),
  /** Null: all categories together. */
  category: z.string().nullable(),
  category_names: storedNames.nullable(),
  ...figures,
});
const officeRow = z.object({ office: z.string(), office_names: storedNames, area: z.string(), ...figures });

/** `release.json`: the figures of a month as they were published, with what is needed to read them. */
export const openRelease = z.object({
  format: z.literal('majibu-release-1'),
  programme: z.string(),
  titles: storedNames,
  /** `2026-10`, of filing. */
  month: z.string(),
  time_zone: z.string(),
  made_at: z.string(),
  licence: z.literal('CC-BY-4.0'),
  attribution: z.string(),
  rules: z.object({ fewest: z.number(), rounded_to: z.number(), closed_days_after_month: z.number() }),
  /** SHA-256 of `SHA256SUMS` of the release before this one; null: it is the first. */
  previous: z.string().nullable(),
  areas: z.array(areaRow),
  offices: z.array(officeRow),
});

export type OpenRelease = z.infer<typeof openRelease>;
export type AreaRow = z.infer<typeof areaRow>;
export type OfficeRow = z.infer<typeof officeRow>;

/** The columns of figures, in the order of the files. */
export const FIGURE_COLUMNS = [
  'received',
  'answered',
  'resolved',
  'late',
  'confirmed',
  'disputed',
  'silent',
  'median_hours',
] as const;
