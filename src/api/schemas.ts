import { z } from 'zod';
import { CHANNELS, GRIEVANCE_STATUSES, MESSAGE_STATES, OUTCOMES, PURPOSES } from '../db/schema.ts';
import { LONGEST_TEXT } from '../grievances/file-grievance.ts';
import { parseReference } from '../grievances/reference.ts';
import { GRIEVANCE_KINDS, LANGUAGES, STREAMS } from '../routing/programme.ts';
import { FIGURE_SCHEMAS } from './figure-schemas.ts';
import { listOf, moment, named, names } from './schema-parts.ts';
import { TOOL_SCHEMAS } from './tool-schemas.ts';
import { WATCH_SCHEMAS } from './watch-schemas.ts';
import { longestWords, smsWords } from './words.ts';

const language = z.enum(LANGUAGES);

const event = z.strictObject({
  type: z.string(),
  at: moment,
  actor: z.enum(['citizen', 'official', 'system']),
  channel: z.enum(CHANNELS),
  office: named.nullable().describe('Who had the grievance after it.'),
  data: z.record(z.string(), z.unknown()).describe('What the event is about. Without words for observers.'),
});

const message = z.strictObject({
  direction: z.enum(['in', 'out']),
  purpose: z.enum(PURPOSES).nullable(),
  language: language.nullable(),
  state: z.enum(MESSAGE_STATES),
  reason: z.string().nullable().describe('Why it was not sent or did not arrive, in one word.'),
  segments: z.int().nullable(),
  created_at: moment,
  settled_at: moment.nullable(),
});

const grievance = z.strictObject({
  reference: z.string().regex(/^[1-9]\d{7}$/),
  programme: z.string(),
  kind: z.enum(GRIEVANCE_KINDS),
  category: z.string(),
  area: named,
  office: named.nullable().describe('Null while no office has it.'),
  status: z.enum(GRIEVANCE_STATUSES),
  outcome: z.enum(OUTCOMES).nullable().describe('What the citizen last said after "resolved".'),
  channel: z.enum(CHANNELS),
  language,
  text: z.string().nullable().describe('Null for observers. Of a sealed stream only where one grievance is read.'),
  filed_at: moment,
  respond_by: moment.nullable(),
  resolve_by: moment.nullable(),
  first_answered_at: moment.nullable(),
  resolved_at: moment.nullable(),
  overdue: z.boolean().describe('A promised time was missed at any time, or has passed while it is open.'),
  joiners: z.int().describe('Others who said "me too": how many, never who.'),
  for_other: z.boolean().describe('Reported for somebody else.'),
  assignee: z.string().nullable().describe('The official who has it, by her sign-in name. Null for observers.'),
});

const grievanceWithHistory = grievance.extend({ events: z.array(event), messages: z.array(message) });

const rating = z.strictObject({
  id: z.uuid(),
  unit: named,
  score: z.int().min(1).max(5),
  comment: z.string().nullable().describe('Null for observers.'),
  answers: z
    .record(z.string(), z.int().min(1).max(5))
    .describe("By code of the unit's questions: 1 to 5, or 1 yes and 2 no. Those not answered are not in it."),
  language,
  channel: z.enum(CHANNELS),
  rated_on: z.iso.date(),
});

const area = named.extend({ names, level: z.string(), parent: z.string().nullable() });
const office = named.extend({ names, kind: z.string(), area: z.string(), parent: z.string().nullable() });
const unit = named.extend({ names, number: z.int(), type: z.string(), area: z.string() });
const category = named.extend({
  names,
  parent: z.string().nullable(),
  kind: z.enum(GRIEVANCE_KINDS),
  stream: z.enum(STREAMS),
  clock: z.enum(['working', 'elapsed']),
  first_answer_hours: z.number(),
  resolve_hours: z.number(),
});

const newGrievance = z.strictObject({
  category: z.string().describe('A code of GET /categories.'),
  area: z.string().describe('A code of GET /areas.'),
  text: longestWords(LONGEST_TEXT),
  language: language.describe('Of the programme: the citizen is written to in it.'),
  phone: z.string().optional().describe('Of the citizen; without it nobody can be told.'),
  kind: z.enum(GRIEVANCE_KINDS).optional().describe("The category's own unless given."),
});

/** In place of words for the citizen, where the report is of a sealed stream. */
const approved = z
  .string()
  .optional()
  .describe('Of a report of a sealed stream only, in place of words: the code of an approved text, see docs/api.md.');
const endNote = longestWords(1_000)
  .optional()
  .describe('With `approved`, to end a report: what was done or found. The focal points of its stream read it.');

/** Says that a body lacks the words for the citizen, also where other things are wrong with it. */
const mustSay = <Body extends z.ZodObject>(field: string, body: Body) =>
  body.refine((sent) => typeof sent !== 'object' || sent === null || 'approved' in sent || field in sent, {
    path: [field],
    message: 'Is missing.',
    when: () => true,
  });

/** The reference of another report, with or without spaces and dashes. */
const otherReference = z.string().transform((typed, context) => {
  const parsed = parseReference(typed);
  if (parsed.ok) return parsed.reference;
  const message = 'Is no reference: eight digits, of which the last one checks the others.';
  context.issues.push({ code: 'custom', input: typed, message });
  return z.NEVER;
});

const problem = z.strictObject({
  error: z.strictObject({
    code: z.string(),
    message: z.string(),
    id: z.string().describe('Also in `x-request-id`, and in the log.'),
    issues: z.array(z.strictObject({ path: z.string(), message: z.string() })).optional(),
  }),
});

/** Every schema that the OpenAPI document gives a name; bodies and answers of all routes are among them. */
export const SCHEMAS = {
  Named: named,
  Event: event,
  Message: message,
  Grievance: grievance,
  GrievanceWithHistory: grievanceWithHistory,
  GrievanceList: listOf(grievance),
  NewGrievance: newGrievance,
  Nothing: z.strictObject({}),
  Reply: mustSay('text', z.strictObject({ text: smsWords().optional(), approved })),
  Resolution: mustSay(
    'text',
    z.strictObject({
      text: smsWords().optional().describe('What was done; the citizen is asked whether it is true.'),
      approved,
      note: endNote,
    }),
  ),
  Rejection: mustSay('reason', z.strictObject({ reason: smsWords().optional(), approved, note: endNote })),
  Note: z.strictObject({ text: longestWords(1_000) }),
  Transfer: z.strictObject({ office: z.string().describe('A code of GET /offices.'), reason: longestWords(1_000) }),
  Reopening: z.strictObject({ reason: longestWords(1_000) }),
  HandingBack: z.strictObject({ reason: longestWords(1_000).describe('Why it is not for this office.') }),
  Question: mustSay(
    'text',
    z.strictObject({
      text: smsWords().optional().describe('What the citizen is asked; the clock stands still meanwhile.'),
      approved,
    }),
  ),
  Assignment: z.strictObject({
    account: z.string().nullable().describe('The sign-in name of an official of the office that has it; null: nobody.'),
  }),
  Merging: z.strictObject({ into: otherReference.describe('The reference of the report that goes on for both.') }),
  Rating: rating,
  RatingList: listOf(rating),
  ...FIGURE_SCHEMAS,
  ...TOOL_SCHEMAS,
  ...WATCH_SCHEMAS,
  Area: area,
  AreaList: listOf(area),
  Office: office,
  OfficeList: listOf(office),
  Unit: unit,
  UnitList: listOf(unit),
  Category: category,
  CategoryList: listOf(category),
  Error: problem,
} as const satisfies Record<string, z.ZodType>;
