import { z } from 'zod';
import { parseHours } from './parse-hours.ts';
import { GRIEVANCE_KINDS, type Names, STREAMS, type WeeklyHours } from './programme.ts';

/** Where an office kind stands besides the levels of the tree: see `docs/adding-a-programme.md`. */
export const OWN_LEVELS = ['programme', 'national', 'facility'] as const;

/** Columns that every table may have: for the people who keep the data, never loaded. */
export const NOTE_COLUMNS: readonly string[] = ['source', 'status', 'note', 'answers_for'];

const AREA_CODE = /^[A-Z0-9]{1,12}(\.[A-Z0-9]{1,12})*$/;
const KIND = /^[a-z][a-z0-9_]{1,39}$/;

const areaCode = z.string().regex(AREA_CODE, 'must be capital letters and digits with dots between, like KE.001');
const topicCode = z.string().regex(AREA_CODE, 'must be capital letters and digits with dots between, like WATER.DRY');
const unitCode = z
  .string()
  .regex(/^[A-Z0-9]{1,16}([.-][A-Z0-9]{1,16})*$/, 'must be capital letters and digits with - or . between');
const kind = z.string().regex(KIND, 'must be small letters, digits and _, like ward_admin');
const word = z.string().regex(/^[a-z][a-z0-9_]*$/, 'must be one word of small letters, digits and _');
const text = z.string().min(1, 'must not be empty; write it');
const count = z
  .string()
  .regex(/^[1-9][0-9]{0,5}$/, 'must be a whole number, 1 or more')
  .transform(Number);

/** An empty cell is null; anything else is what `schema` says. */
const orNull = <Value>(schema: z.ZodType<Value, string>) =>
  z.string().transform((value, context): Value | null => {
    if (value === '') return null;
    const parsed = schema.safeParse(value);
    if (parsed.success) return parsed.data;
    context.addIssue({ code: 'custom', message: parsed.error.issues[0]?.message ?? 'is wrong' });
    return z.NEVER;
  });

/** `a;b;c`: spaces around a part do not count, empty and repeated parts are left out. */
const parts = z.string().transform((value) => [
  ...new Set(
    value
      .split(';')
      .map((part) => part.trim())
      .filter((part) => part !== ''),
  ),
]);
const someParts = parts.refine((value) => value.length > 0, {
  message: 'must name at least one; separate several by ;',
});
const kinds = someParts.refine((value) => value.every((part) => KIND.test(part)), {
  message: 'must be kinds of office-kinds.csv, separated by ;',
});
const streams = parts.pipe(z.array(z.enum(STREAMS, { error: `must be of ${STREAMS.join(', ')}, separated by ;` })));
const hours = z.string().transform((value, context): WeeklyHours | null => {
  if (value === '') return null;
  const parsed = parseHours(value);
  if ('hours' in parsed) return parsed.hours;
  context.addIssue({ code: 'custom', message: `cannot be read: ${parsed.problem}` });
  return z.NEVER;
});
const day = z
  .string()
  .refine((value) => /^\d{4}-\d{2}-\d{2}$/.test(value) && isDay(value), { message: 'must be a date like 2027-06-01' });

function isDay(value: string): boolean {
  const time = Date.parse(`${value}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(value);
}

/** How one table of a programme's folder looks. Names (`name_en`, `name_sw`, ...) come besides the columns. */
export interface TableFormat<Cells extends object> {
  readonly file: string;
  readonly columns: readonly string[];
  /** From the cells of a row, all of them text, to their values. */
  readonly cells: z.ZodType<Cells>;
  /** Columns that may be left out; their cells then count as empty. */
  readonly mayLack: readonly string[];
  /** The longest name in UTF-16 units: what a phone's screen has room for. */
  readonly nameLimit: number;
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
  return { file, columns: Object.keys(shape), cells: z.object(shape), mayLack: [], isOptional: false, ...rest };
}

/** The administrative tree, parents anywhere in the file; the order of the rows is the order of the menus. */
export const AREAS = format(
  'areas.csv',
  { code: areaCode, parent_code: orNull(areaCode), level: word, aliases: parts },
  { mayLack: ['aliases'], nameLimit: 40, key: ['code'] },
);

/** What kinds of office there are, where each stands and who is above it. */
export const OFFICE_KINDS = format(
  'office-kinds.csv',
  { kind, level: someParts, escalates_to: orNull(kind), streams, within: parts, hours },
  { mayLack: ['streams', 'within', 'hours'], nameLimit: 120, key: ['kind'] },
);

/** Offices that have a name of their own, or stand where their kind usually does not. */
export const OFFICES = format(
  'offices.csv',
  { kind, area_code: areaCode, hours },
  { mayLack: ['hours'], nameLimit: 120, key: ['kind', 'area_code'], isOptional: true },
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
  },
  { mayLack: ['legal_days'], nameLimit: 28, key: ['code'] },
);

/** Facilities that people rate, each with the number printed on its notice. */
export const UNITS = format(
  'units.csv',
  { code: unitCode, number: count, type: word, area_code: areaCode },
  { nameLimit: 44, key: ['code'], isOptional: true },
);

/** Days on which no office works, also those given in place of a holiday on a weekend. */
export const HOLIDAYS = format('holidays.csv', { date: day }, { nameLimit: 120, key: ['date'], isOptional: true });

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
  { nameLimit: 40, key: ['phone'], isOptional: true },
);
