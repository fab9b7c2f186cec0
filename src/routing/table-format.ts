import { z } from 'zod';
import { PROJECT_STATES } from '../db/schema.ts';
import {
  amount,
  areaCode,
  count,
  currency,
  day,
  hours,
  kind,
  kinds,
  localTime,
  orNull,
  parts,
  people,
  shortText,
  someParts,
  streams,
  text,
  topicCode,
  unitCode,
  unitTypes,
  venuesOf,
  word,
  year,
  yesOrEmpty,
} from './cell-formats.ts';
import { GRIEVANCE_KINDS, INDICATOR_SCALES, type Language, type Names, STREAMS } from './programme.ts';

/** Where an office kind stands besides the levels of the tree: see `docs/adding-a-programme.md`. */
export const OWN_LEVELS = ['programme', 'national', 'facility'] as const;

/** Columns that every table may have: for the people who keep the data, never loaded. */
export const NOTE_COLUMNS: readonly string[] = ['source', 'status', 'note', 'answers_for'];

/** The longest name of something in UTF-16 units. A screen holds less than half as much in Bangla. */
export interface NameLimit {
  readonly bn: number;
  readonly others: number;
}

/** How long a name may be in a language. */
export function limitIn({ bn, others }: NameLimit, language: Language): number {
  return language === 'bn' ? bn : others;
}

/** How one table of a programme's folder looks. Names (`name_en`, `name_sw`, ...) come besides the columns. */
export interface TableFormat<Cells extends object> {
  readonly file: string;
  readonly columns: readonly string[];
  /** From the cells of a row, all of them text, to their values. */
  readonly cells: z.ZodType<Cells>;
  /** Columns that may be left out; their cells then count as empty. */
  readonly mayLack: readonly string[];
  /** Columns besides `name_` that hold something in each language: `venue` for `venue_en`, `venue_sw`, ... */
  readonly alsoNamed: readonly string[];
  /** What a phone's screen has room for; null: the rows of this table have no names. */
  readonly nameLimit: NameLimit | null;
  /** Columns that together tell one row from the others. */
  readonly key: readonly (keyof Cells & string)[];
  /** Whether a folder may do without the whole file. */
  readonly isOptional: boolean;
}

/** One row of a table: its cells by column, its names, and the line it stands on. */
export type Row<Cells extends object> = Readonly<Cells> & { readonly line: number; readonly names: Names };
export type RowOf<Format> = Format extends TableFormat<infer Cells> ? Row<Cells> : never;

function format<Shape extends z.ZodRawShape>(
  file: string,
  shape: Shape,
  rest: Pick<TableFormat<z.output<z.ZodObject<Shape>>>, 'nameLimit' | 'key'> & {
    mayLack?: readonly string[];
    isOptional?: boolean;
  },
): TableFormat<z.output<z.ZodObject<Shape>>> {
  const usual = { mayLack: [], alsoNamed: [], isOptional: false };
  return { file, columns: Object.keys(shape), cells: z.object(shape), ...usual, ...rest };
}

/** What is chosen from a list of several on one screen. */
export const SHORT_NAME: NameLimit = { bn: 18, others: 28 };

/** What stands alone on a screen, or nearly so. */
const LINE_NAME: NameLimit = { bn: 24, others: 44 };

/** The administrative tree, parents anywhere in the file; the order of the rows is the order of the menus. */
export const AREAS = format(
  'areas.csv',
  { code: areaCode, parent_code: orNull(areaCode), level: word, aliases: parts },
  { mayLack: ['aliases'], nameLimit: { bn: 40, others: 40 }, key: ['code'] },
);

/** How many people live in an area, as a census or an estimate says: what rates are reckoned on. One row an area. */
export const POPULATION = format(
  'population.csv',
  { area_code: areaCode, population: people, year, source: text },
  { nameLimit: null, key: ['area_code'], isOptional: true },
);

/** What kinds of office there are, where each stands and who is above it. */
export const OFFICE_KINDS = format(
  'office-kinds.csv',
  { kind, level: someParts, escalates_to: orNull(kind), streams, within: parts, hours },
  { mayLack: ['streams', 'within', 'hours'], nameLimit: { bn: 120, others: 120 }, key: ['kind'] },
);

/** Offices that have a name of their own, or stand where their kind usually does not. */
export const OFFICES = format(
  'offices.csv',
  { kind, area_code: areaCode, hours },
  { mayLack: ['hours'], nameLimit: { bn: 120, others: 120 }, key: ['kind', 'area_code'], isOptional: true },
);

/** What a report can be about, in the order of the menus. */
export const CATEGORIES = format(
  'categories.csv',
  {
    code: topicCode,
    parent_code: orNull(topicCode),
    kind: z.enum(GRIEVANCE_KINDS, { error: `must be one of ${GRIEVANCE_KINDS.join(', ')}` }),
    stream: z.enum(STREAMS, { error: `must be one of ${STREAMS.join(', ')}` }),
    office_kinds: kinds,
    clock: z.enum(['working', 'elapsed'], { error: 'must be working or elapsed' }),
    first_answer_hours: count,
    resolve_hours: count,
    legal_days: orNull(count),
    basis: text,
    joinable: yesOrEmpty,
    aliases: parts,
  },
  { mayLack: ['legal_days', 'joinable', 'aliases'], nameLimit: SHORT_NAME, key: ['code'] },
);

/** Facilities that people rate, each with the number printed on its notice. */
export const UNITS = format(
  'units.csv',
  { code: unitCode, number: count, type: word, area_code: areaCode },
  { nameLimit: { bn: 34, others: 44 }, key: ['code'], isOptional: true },
);

/** What is asked about a unit after its score: of several for one type of unit the first three. */
export const INDICATORS = format(
  'indicators.csv',
  {
    code: topicCode,
    unit_types: unitTypes,
    scale: z.enum(INDICATOR_SCALES, { error: `must be one of ${INDICATOR_SCALES.join(', ')}` }),
  },
  { nameLimit: { bn: 24, others: 30 }, key: ['code'], isOptional: true },
);

const MEETING_CELLS = { code: unitCode, area_code: areaCode, starts_at: localTime };

/** Public meetings, in the local time of the programme. */
export const MEETINGS = {
  ...format('meetings.csv', MEETING_CELLS, { nameLimit: LINE_NAME, key: ['code'], isOptional: true }),
  cells: z.intersection(
    z.object(MEETING_CELLS),
    venuesOf((language) => limitIn(LINE_NAME, language)),
  ),
  alsoNamed: ['venue'],
};

/** Public projects with what a public list says of them. */
export const PROJECTS = format(
  'projects.csv',
  {
    code: unitCode,
    area_code: areaCode,
    amount: orNull(amount),
    currency: orNull(currency),
    contractor: orNull(shortText),
    starts_on: orNull(day),
    ends_on: orNull(day),
    state: z.enum(PROJECT_STATES, { error: `must be one of ${PROJECT_STATES.join(', ')}` }),
    source: text,
    as_of: day,
  },
  {
    mayLack: ['amount', 'currency', 'contractor', 'starts_on', 'ends_on'],
    nameLimit: LINE_NAME,
    key: ['code'],
    isOptional: true,
  },
);

/** Days on which no office works, also those given in place of a holiday on a weekend. */
export const HOLIDAYS = format(
  'holidays.csv',
  { date: day },
  { nameLimit: { bn: 120, others: 120 }, key: ['date'], isOptional: true },
);

/** Numbers shown to a person who may be in danger: only verified ones are taken. */
export const HELPLINES = format(
  'helplines.csv',
  {
    streams: streams.refine((value) => value.length > 0, { message: 'must name at least one stream' }),
    phone: z.string().regex(/^\+?[0-9][0-9 ]{1,18}$/, 'must be the digits to dial, with spaces between at most'),
    status: z.literal('verified', {
      error: 'must be verified: a number nobody checked is not shown to people; check it or remove the row',
    }),
  },
  { nameLimit: { bn: 40, others: 40 }, key: ['phone'], isOptional: true },
);
