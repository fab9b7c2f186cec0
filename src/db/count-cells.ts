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

const nil = sql`${sql.lit(NIL)}::uuid`;

/**
 * The kinds of sums that are kept, with what each is of. An area's sum holds everything below it, a category's that of its parts;
 * so any page reads the sum it shows and adds up months only. A new kind: one line here, one in `CELL_KINDS`, and a rebuild.
 */
const KINDS = {
  all: { office: nil, area: nil, category: nil },
  office: { office: sql`office_id`, area: nil, category: nil },
  area: { office: nil, area: sql`area_id`, category: nil },
  category: { office: nil, area: nil, category: sql`category_id` },
  office_category: { office: sql`office_id`, area: nil, category: sql`category_id` },
  area_category: { office: nil, area: sql`area_id`, category: sql`category_id` },
} as const;

export type CellKind = keyof typeof KINDS;
export const CELL_KINDS = ['all', 'office', 'area', 'category', 'office_category', 'area_category'] as const;

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

/**
 * The rows of `source` put together into cells of one kind. First by what they themselves name, and only these sums go up the
 * trees: a million reports would else be put together once per level.
 *
 * @param source a relation with programme_id, month, office_id, area_id, category_id and is_about
 * @param by more columns that tell rows apart, e.g. `bucket`
 * @param sums expressions over `source` by name, each a sum
 */
export function cellsOf(
  kind: CellKind,
  source: RawBuilder<unknown>,
  by: readonly string[],
  sums: Readonly<Record<string, RawBuilder<unknown>>>,
): RawBuilder<unknown> {
  const { office, area, category } = KINDS[kind];
  const more = by.map((name) => sql`, ${sql.ref(name)}`);
  const extra = sql.join(more, sql``);
  const names = Object.keys(sums);
  const leaf = sql.join(
    names.map((name) => sql`${sums[name]} as ${sql.ref(name)}`),
    sql`, `,
  );
  const folded = sql.join(
    names.map((name) => sql`sum(leaf.${sql.ref(name)}) as ${sql.ref(name)}`),
    sql`, `,
  );
  const hasArea = area !== nil;
  const hasCategory = category !== nil;
  return sql`
    select leaf.programme_id, ${sql.lit(kind)} as kind, leaf.month, leaf.office_id,
      ${hasArea ? sql`area_line.whole_id` : nil} as area_id,
      ${hasCategory ? sql`category_line.whole_id` : nil} as category_id, leaf.is_about ${extra}, ${folded}
    from (
      select programme_id, month, ${office} as office_id, ${area} as area_id, ${category} as category_id, is_about
        ${extra}, ${leaf}
      from ${source}
      group by 1, 2, 3, 4, 5, 6 ${sql.join(
        by.map((_, index) => sql`, ${sql.lit(7 + index)}`),
        sql``,
      )}
    ) as leaf
    ${hasArea ? sql`join area_line on area_line.part_id = leaf.area_id` : sql``}
    ${hasCategory ? sql`join category_line on category_line.part_id = leaf.category_id` : sql``}
    group by 1, 2, 3, 4, 5, 6, 7 ${sql.join(
      by.map((_, index) => sql`, ${sql.lit(8 + index)}`),
      sql``,
    )}`;
}
