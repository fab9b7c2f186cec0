import { z } from 'zod';
import { listOf, moment, named } from './schema-parts.ts';

/** A part of a whole, and where it truly lies. */
export const share = z.strictObject({
  share: z.number(),
  low: z.number().describe('With 95 % certainty the true share lies from here (Wilson)'),
  high: z.number().describe('to here.'),
});

const spread = z
  .strictObject({
    median: z.number().nullable(),
    median_low: z
      .number()
      .nullable()
      .describe('With 95 % certainty the true median lies from here; null: too few to say'),
    median_high: z.number().nullable().describe('to here.'),
    p90: z.number().nullable(),
  })
  .describe('Hours, at most 4.9 % off: times are kept in buckets.');
const hoursBoth = z.strictObject({
  calendar: spread.describe('Every hour counts.'),
  working: spread.describe('By the working hours of the office that owed the answer.'),
});

/** What a figure is of. */
export const group = z.strictObject({
  code: z.string().nullable().describe('A code or a month (2026-11); null: with no office yet, or all.'),
  name: z.string(),
});

const figure = z.strictObject({
  group,
  received: z.int(),
  answered: z.int(),
  resolved: z.int(),
  rejected: z.int(),
  late: z.int(),
  late_share: share.nullable().describe('Of the received ones.'),
  escalated: z.int(),
  confirmed: z.int(),
  disputed: z.int(),
  silent: z.int(),
  confirmed_share: share.nullable().describe('Of those confirmed or disputed.'),
  joiners: z.int(),
  first_answer_hours: hoursBoth,
  resolution_hours: hoursBoth,
});

const backlog = z.strictObject({
  group,
  open: z.int(),
  overdue: z.int(),
  waiting_for_citizen: z.int(),
  without_office: z.int(),
  ages: z
    .array(z.strictObject({ up_to_days: z.int().nullable(), open: z.int() }))
    .describe('Each from the end of the one before; null: all that is older.'),
  oldest_filed_at: moment.nullable(),
});

const charge = z.strictObject({
  month: z.string().describe('In which the turns ended: 2026-11.'),
  holder: z.enum(['office', 'triage', 'citizen']),
  office: named.nullable().describe('Of `citizen`: the office that asked her.'),
  turns: z.int(),
  calendar_hours: z.number(),
  working_hours: z.number().describe('By the hours of the office.'),
});

const given = z
  .array(z.int())
  .length(5)
  .nullable()
  .describe('How many gave 1, 2, 3, 4, 5; null: too few of the group.');
const reportCard = z.strictObject({
  unit: named,
  area: named,
  ratings: z.int().nullable(),
  average: z.number().nullable(),
  given,
  good_share: share.nullable().describe('4 or 5.'),
  reports_there: z
    .strictObject({ confirmed: z.int(), disputed: z.int(), silent: z.int(), confirmed_share: share.nullable() })
    .nullable()
    .describe("How reports from the unit's area ended; null with `group`."),
  indicators: z
    .array(z.strictObject({ code: z.string(), name: z.string(), scale: z.enum(['score', 'yes_no']), given }))
    .describe('yes_no: 1 yes, 2 no.'),
});
const months = { first_month: z.string(), last_month: z.string() };

/** Schemas of the figures of the monitor, by the names that the OpenAPI document gives them. */
export const FIGURE_SCHEMAS = {
  Share: share,
  Hours: spread,
  Figure: figure,
  FigureList: listOf(figure).extend({
    group_by: z.string(),
    ...months,
    total: figure,
    previous: z
      .strictObject({ ...months, total: figure })
      .nullable()
      .describe('As many months right before, with `compare=previous`.'),
  }),
  Backlog: backlog,
  BacklogList: listOf(backlog).extend({ group_by: z.string(), counted_at: moment.nullable(), total: backlog }),
  Charge: charge,
  ChargeList: listOf(charge).extend(months),
  ReportCard: reportCard,
  ReportCardList: listOf(reportCard).extend({ ...months, group: z.string().nullable() }),
} as const;
