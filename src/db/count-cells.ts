import { type RawBuilder, sql } from 'kysely';
import { NIL } from 'uuid';

/** What is counted of a report, 0 or 1 each but `joiners`. */
export const COUNTS = [
  'answered',
  'resolved',
  'rejected',
  'late',
  'escalated',
  'confirmed',
  'disputed',
  'silent',
  'joiners',
] as const;
export type Count = (typeof COUNTS)[number];

/** Times from filing: to the first answer or to the end, every hour or the working ones only. */
export const METRICS = ['answer_elapsed', 'answer_worked', 'resolve_elapsed', 'resolve_worked'] as const;
export type Metric = (typeof METRICS)[number];

/**
 * The kinds of sums that are kept, with what each is told apart by. An area's sum holds everything below it, a category's that of
 * its parts; so any page reads the sum it shows and adds up months only. A new kind: one line here, and a rebuild.
 */
const KINDS = {
  all: [],
  office: ['office_id'],
  area: ['area_id'],
  category: ['category_id'],
  office_category: ['office_id', 'category_id'],
  area_category: ['area_id', 'category_id'],
} as const;

export type CellKind = keyof typeof KINDS;
export const CELL_KINDS = Object.keys(KINDS) as readonly CellKind[];

/** What tells the sums of a kind apart, besides programme and kind. */
export function keysOf(kind: CellKind): readonly string[] {
  return ['month', ...KINDS[kind], 'is_about'];
}

/** The columns that say which sum it is; what a kind is not told apart by is the nil UUID: of all. */
function cellColumns(kind: CellKind, programmeId: string): RawBuilder<unknown> {
  const own = (name: string) =>
    keysOf(kind).includes(name) ? sql.ref(name) : sql`${sql.lit(NIL)}::uuid as ${sql.ref(name)}`;
  return sql`
    ${programmeId}::uuid as programme_id, ${sql.lit(kind)} as kind, month, ${own('office_id')}, ${own('area_id')},
    ${own('category_id')}, is_about`;
}

/** `area_line(area_id, whole_id)` and `category_line`: each row with itself and everything above it. */
export function linesOf(programmeId: string): RawBuilder<unknown> {
  const line = (name: string, table: string, id: string) => sql`
    ${sql.raw(name)}(part_id, whole_id, next_id) as (
      select id, id, parent_id from ${sql.table(table)} where programme_id = ${programmeId}
      union all
      select part_id, whole.id, whole.parent_id from ${sql.raw(name)}
      join ${sql.table(table)} whole on whole.id = ${sql.raw(id)}
    )`;
  return sql`${line('area_line', 'areas', 'next_id')}, ${line('category_line', 'categories', 'next_id')}`;
}

/** What is put together: each sum by its name, an expression over the source. */
export type Sums = Readonly<Record<string, RawBuilder<unknown>>>;

/**
 * The rows of `source` put together into sums of one kind, told apart by `keysOf(kind)`, with the columns that say which sum it is in
 * front. First by what they themselves name, and only these sums go up the trees: each row would else be put together once per
 * level.
 *
 * @param source a relation with month, office_id, area_id, category_id and is_about; `linesOf` stands before it
 * @param leasts what is not summed up but the least of all
 */
export function cellsOf(
  kind: CellKind,
  programmeId: string,
  source: RawBuilder<unknown>,
  sums: Sums,
  leasts: Sums = {},
): RawBuilder<unknown> {
  const keys = keysOf(kind);
  const expressions = Object.entries({ ...sums, ...leasts });
  const leaf = expressions.map(([name, expression]) => sql`${expression} as ${sql.ref(name)}`);
  const folded = expressions.map(([name]) => {
    const put = sql.raw(name in leasts ? 'min' : 'sum');
    return sql`${put}(leaf.${sql.ref(name)}) as ${sql.ref(name)}`;
  });
  const whole = (key: string) => {
    if (key === 'area_id') return sql`area_line.whole_id as area_id`;
    return key === 'category_id' ? sql`category_line.whole_id as category_id` : sql`leaf.${sql.ref(key)}`;
  };
  const join = (key: string, line: string) =>
    keys.includes(key) ? sql`join ${sql.raw(line)} on ${sql.raw(line)}.part_id = leaf.${sql.ref(key)}` : sql``;
  const positions = sql.join(keys.map((_, index) => sql.lit(index + 1)));
  return sql`
    select ${cellColumns(kind, programmeId)}, ${sql.join(expressions.map(([name]) => sql.ref(name)))}
    from (
      select ${sql.join(keys.map(whole))}, ${sql.join(folded)}
      from (select ${sql.join(keys.map((key) => sql.ref(key)))}, ${sql.join(leaf)} from ${source} group by ${positions}) as leaf
      ${join('area_id', 'area_line')} ${join('category_id', 'category_line')}
      group by ${positions}
    ) as folded`;
}
