import { z } from 'zod';
import { ACTION_STATES, MEETING_ORIGINS, PROJECT_STATES } from '../db/schema.ts';
import { VERDICTS } from '../projects/compare-with-list.ts';
import { INDICATOR_SCALES } from '../routing/programme.ts';
import { GAPS } from '../scorecards/compare-scores.ts';
import { listOf, moment, named, names } from './schema-parts.ts';

const day = z.iso.date();

const actionCounts = z.strictObject({
  open: z.int(),
  overdue: z.int().describe('Of the open ones.'),
  kept: z.int(),
  broken: z.int(),
});

const scoreCard = z.strictObject({
  id: z.uuid(),
  unit: named,
  area: named,
  office: named.nullable().describe('Which keeps the card; null: it is no more.'),
  from: day.describe('Ratings from this day'),
  until: day.describe('to this one, both with it, are what users said by phone.'),
  met_on: day.nullable().describe('The interface meeting; null: not yet.'),
  closed_at: moment.nullable().describe('From then on everybody may read it and its scores stand still.'),
  promised: actionCounts,
});

const voices = z.strictObject({
  people: z.int(),
  given: z.array(z.int()).length(5).describe('How many gave 1, 2, 3, 4, 5; of yes_no 1 is yes and 2 is no.'),
  mean: z.number().describe('1 to 5; of yes_no the share of yes, 0 to 1.'),
});

const scoreLine = z.strictObject({
  indicator: z
    .strictObject({ code: z.string(), name: z.string(), scale: z.enum(INDICATOR_SCALES) })
    .nullable()
    .describe('Null: the service as a whole.'),
  users: voices.nullable().describe('By phone and at the meeting; a source of fewer than 5 people is left out.'),
  by_phone: z.int().nullable(),
  at_meeting: z.int().nullable(),
  providers: voices.nullable(),
  difference: z.number().nullable().describe('Users less providers, as a part of the whole scale, -1 to 1.'),
  gap: z.enum(GAPS).nullable().describe('How the users lie to the providers.'),
});

const agreedAction = z.strictObject({
  id: z.uuid(),
  what: z.string(),
  office: named.nullable().describe('Who has promised it.'),
  post: z.string().nullable().describe('Whose post it is there; never a name.'),
  due_on: day,
  state: z.enum(ACTION_STATES),
  overdue: z.boolean(),
  answer: z.string().nullable(),
  answered_at: moment.nullable(),
});

const interfaceMeeting = z.strictObject({
  held_on: day,
  venue: z.string(),
  women: z.int(),
  men: z.int(),
  groups: z.record(z.string(), z.int()).describe('How many of each group, by its code.'),
  notes: z.string().nullable(),
});

const finding = z.strictObject({
  verdict: z
    .enum(VERDICTS)
    .describe(
      'differs, agrees: most residents contradict the list, or do not, with 95 % certainty; unclear: neither is certain; ' +
        'none: the list says nothing they could contradict; few: fewer than 5 have answered.',
    ),
  people: z.int().nullable(),
  found: z.strictObject({ done: z.int(), started: z.int(), nothing: z.int() }).nullable(),
  against: z
    .strictObject({ share: z.number(), low: z.number(), high: z.number() })
    .nullable()
    .describe('Of those who answered, how many contradict the list, with 95 % certainty from low to high.'),
});

const project = z.strictObject({
  code: z.string(),
  name: z.string(),
  names,
  area: named,
  state: z.enum(PROJECT_STATES),
  amount: z.string().nullable().describe('Decimal, in `currency`.'),
  currency: z.string().nullable(),
  contractor: z.string().nullable(),
  starts_on: day.nullable(),
  ends_on: day.nullable(),
  past_its_end: z.boolean().describe('The day it was to be done has passed, and the list does not call it done.'),
  source: z.string(),
  as_of: day,
  residents: finding,
});

const meeting = z.strictObject({
  id: z.uuid(),
  area: named,
  names: names.describe('What it is about.'),
  venues: names,
  starts_at: moment,
  state: z.enum(['coming', 'begun', 'cancelled']),
  origin: z.enum(MEETING_ORIGINS),
  came: z.int().nullable().describe('Said by phone that they came, to the nearest five; null: fewer than 10.'),
  promises: z.int(),
});

const promise = z.strictObject({
  id: z.uuid(),
  area: named,
  meeting: z.strictObject({ id: z.uuid(), names, starts_at: moment }),
  names: names.describe('What was promised.'),
  office: named.nullable().describe('Who owes it; null: it is no more.'),
  due_on: day,
  result: z
    .enum(['open', 'asking', 'kept', 'broken', 'divided', 'few'])
    .describe('By the word of those who came. asking: they are being asked; few: fewer than 10 have answered.'),
  answers: z
    .strictObject({ kept: z.int(), broken: z.int() })
    .nullable()
    .describe('To the nearest five; null: not yet, or too few.'),
});

const vote = z.strictObject({
  id: z.uuid(),
  area: named,
  names,
  opens_at: moment,
  closes_at: moment,
  state: z.enum(['open', 'over']),
  turnout: z.int().nullable().describe('Null: it is open, or fewer than 10 voted.'),
  proposals: z.array(
    z.strictObject({
      number: z.int().describe('Its key on the phone.'),
      names,
      votes: z.int().nullable().describe('Null with `turnout`.'),
      won: z.boolean().nullable().describe('Several where they are tied.'),
    }),
  ),
});

const release = z.strictObject({
  month: z.string(),
  made_at: moment,
  sums_sha256: z.string().describe('Of the file SHA256SUMS.'),
  files: z.array(
    z.strictObject({ name: z.string(), bytes: z.int(), href: z.string().describe('At this gateway, without a key.') }),
  ),
});

/** Schemas of the tools of social accountability, by the names that the OpenAPI document gives them. */
export const TOOL_SCHEMAS = {
  ScoreCard: scoreCard,
  ScoreCardList: listOf(scoreCard),
  WholeScoreCard: scoreCard.extend({
    lines: z.array(scoreLine),
    meeting: interfaceMeeting.nullable(),
    actions: z.array(agreedAction).describe('The earliest due first.'),
  }),
  Project: project,
  ProjectList: listOf(project),
  Meeting: meeting,
  MeetingList: listOf(meeting),
  Promise: promise,
  PromiseList: listOf(promise),
  Vote: vote,
  VoteList: listOf(vote),
  Release: release,
  ReleaseList: listOf(release),
} as const;
