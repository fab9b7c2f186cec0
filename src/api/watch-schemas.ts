import { z } from 'zod';
import { LANGUAGES } from '../routing/programme.ts';
import { group, share } from './figure-schemas.ts';
import { listOf, moment, named } from './schema-parts.ts';

const months = { first_month: z.string(), last_month: z.string() };
const countedAt = moment.nullable().describe('Counted some minutes ago; null: not yet.');

const hours = z.strictObject({ median: z.number().nullable(), p90: z.number().nullable() });

const responseTimes = z.strictObject({
  group: z.strictObject({
    code: z.string().nullable().describe('A code or a month (2026-11); null: with no office yet.'),
    name: z.string(),
  }),
  received: z.int(),
  answered: z.int(),
  resolved: z.int(),
  overdue: z.int(),
  first_answer_hours: hours.describe('Hours elapsed from filing to the first answer.'),
  resolution_hours: hours.describe('Hours elapsed from filing to "resolved".'),
  confirmed: z.int(),
  disputed: z.int(),
  silent: z.int(),
});

const ranked = z.strictObject({
  rank: z.int().nullable().describe('From 1; null: it has no place, see `unranked`.'),
  office: named,
  received: z.int(),
  answered: z.int(),
  first_answer_hours: z.strictObject({
    median: z.number().nullable(),
    median_low: z.number().nullable(),
    median_high: z.number().nullable().describe('The rank goes by this one: a quick one or two cannot win.'),
  }),
  unranked: z
    .enum(['too_few', 'half_open'])
    .nullable()
    .describe('too_few: fewer than 10 answered; half_open: most of its people still wait.'),
});

const reach = z.strictObject({
  area: named,
  reports: z.int(),
  people: z.int().nullable().describe('Null: no count is known that is fit for rates.'),
  counted_in: z.int().nullable().describe('The year of that count.'),
  reports_per_1000_people: z.number().nullable(),
});

const silentArea = z.strictObject({ area: named, within: named.nullable(), people: z.int().nullable() });

const groupFigure = z.strictObject({
  group: group.describe('`code` null: people who said they belong to none.'),
  received: z.int().nullable().describe('Null, as all that follows: fewer than 10.'),
  answered: z.int().nullable(),
  confirmed: z.int().nullable(),
  disputed: z.int().nullable(),
  confirmed_share: share.nullable().describe('Of those confirmed or disputed.'),
});

const served = z.strictObject({
  group: group.describe('`code` null: everybody.'),
  people: z.int().nullable().describe('Null: fewer than 10 of a group.'),
  share_of_target: z.number().nullable(),
});

const messageCount = z.strictObject({
  month: z.string(),
  direction: z.string().describe('in or out.'),
  purpose: z.string().nullable(),
  state: z.string().describe('What became of it.'),
  messages: z.int(),
  segments: z.int(),
  costs: z.record(z.string(), z.number()).describe('By currency, as the carrier charged.'),
});

const callEnd = z.strictObject({
  screen: z.string().describe('The screen that was shown last.'),
  language: z.enum(LANGUAGES),
  finished: z.int(),
  dropped: z.int(),
  dropped_share: z.number().describe('Of all calls in this language.'),
});

/** Schemas of what else the monitor shows, by the names that the OpenAPI document gives them. */
export const WATCH_SCHEMAS = {
  ResponseTimes: responseTimes,
  ResponseTimesList: listOf(responseTimes).extend({
    group_by: z.string(),
    from: z.iso.date(),
    to: z.iso.date(),
    exact: z.boolean().describe('false: from sums of whole months; hours are at most 4.9 % off.'),
  }),
  RankedOffice: ranked,
  League: listOf(ranked).extend({ ...months, times: z.enum(['working', 'calendar']) }),
  Reach: reach,
  ReachList: listOf(reach).extend({
    ...months,
    total: reach,
    smallest_areas: z.int(),
    silent_areas: z.int().describe('Of the smallest ones, how many nobody reported from.'),
  }),
  SilentArea: silentArea,
  SilentAreaList: listOf(silentArea).extend(months),
  GroupFigure: groupFigure,
  GroupFigureList: listOf(groupFigure).extend({ ...months, counted_at: countedAt }),
  PeopleServed: served,
  PeopleServedList: listOf(served).extend({ target_people: z.int().nullable(), counted_at: countedAt }),
  MessageCount: messageCount,
  MessageCountList: listOf(messageCount).extend({ ...months, counted_at: countedAt }),
  CallEnd: callEnd,
  CallEndList: listOf(callEnd).extend(months),
} as const;
