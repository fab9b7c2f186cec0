import { type Kysely, type RawBuilder, type Selectable, sql } from 'kysely';
import { COUNTS, type Count, METRICS, type Metric } from './count-cells.ts';
import { packTimes } from './pack-times.ts';
import type { Database } from './schema.ts';
import type { Cell, CountedTable } from './schema-figures.ts';

/** What a report counts for. */
export type Fact = Omit<Selectable<CountedTable>, 'grievance_id' | 'programme_id'>;

/** Some reports put together. */
export interface Sum extends Readonly<Omit<Cell, 'programme_id'>> {
  received: number;
  /** In the order of `COUNTS`. */
  readonly counts: number[];
  /** Times that were added and taken out: `timeAdded`, `timeTaken`. */
  readonly times: number[];
}

/** Rows of one statement: some megabytes. */
const ROWS_AT_ONCE = 5_000;

/** Adds to the sums that are held. In a transaction of whoever counts: nobody else may write them meanwhile. */
export async function addToRollups(db: Kysely<Database>, programmeId: string, sums: readonly Sum[]): Promise<void> {
  const held = new Map((await readHeld(db, programmeId, sums)).map((row) => [keyOf(row), row]));
  await write(
    db,
    programmeId,
    sums.map((sum) => rowOf(sum, held.get(keyOf(sum)))),
  );
}

/** Writes sums of which none is held. */
export function writeRollups(db: Kysely<Database>, programmeId: string, sums: readonly Sum[]): Promise<void> {
  return write(
    db,
    programmeId,
    sums.map((sum) => rowOf(sum, undefined)),
  );
}

/** A sum as it is to stand in the table. */
interface Row {
  readonly sum: Sum;
  readonly counts: readonly number[];
  readonly times: readonly Buffer[];
}

function rowOf(sum: Sum, held: Held | undefined): Row {
  const added = [sum.received, ...sum.counts];
  return {
    sum,
    counts: held === undefined ? added : added.map((count, at) => count + held[COUNTED[at] ?? 'received']),
    times: packTimes(sum.times, held === undefined ? [] : METRICS.map((metric) => held[metric]), METRICS.length),
  };
}

async function write(db: Kysely<Database>, programmeId: string, all: readonly Row[]): Promise<void> {
  for (let from = 0; from < all.length; from += ROWS_AT_ONCE) {
    const rows = all.slice(from, from + ROWS_AT_ONCE);
    await sql`
      insert into rollups (programme_id, ${list([...KEY, ...VALUES])})
      select ${programmeId}::uuid, * from unnest(${columnsOf(rows.map(({ sum }) => sum))},
        ${sql.join(COUNTED.map((_, at) => sql`${rows.map(({ counts }) => counts[at])}::integer[]`))},
        ${sql.join(METRICS.map((_, at) => sql`${rows.map(({ times }) => times[at])}::bytea[]`))})
      on conflict on constraint rollups_pk do update
        set ${sql.join(VALUES.map((name) => sql`${sql.ref(name)} = excluded.${sql.ref(name)}`))}`.execute(db);
  }
}

/** A sum as it stands in the table. */
type Held = Omit<Cell, 'programme_id'> & Record<Count | 'received', number> & Record<Metric, Buffer>;

async function readHeld(db: Kysely<Database>, programmeId: string, sums: readonly Sum[]): Promise<Held[]> {
  if (sums.length === 0) return [];
  const { rows } = await sql<Held>`
    select ${list([...KEY, ...VALUES])}
    from rollups join unnest(${columnsOf(sums)}) as asked (${list(KEY)}) using (${list(KEY)})
    where programme_id = ${programmeId}`.execute(db);
  return rows;
}

/** What tells the sums of a programme apart, with the types of PostgreSQL. */
const KEY_TYPES = {
  kind: 'text',
  month: 'date',
  office_id: 'uuid',
  area_id: 'uuid',
  category_id: 'uuid',
  is_about: 'boolean',
} as const;
type Key = keyof typeof KEY_TYPES;
const KEY = Object.keys(KEY_TYPES) as readonly Key[];
const COUNTED = ['received', ...COUNTS] as const;
const VALUES = [...COUNTED, ...METRICS] as const;

function keyOf(of: Pick<Sum, Key>): string {
  return KEY.map((name) => of[name]).join(' ');
}

function columnsOf(sums: readonly Sum[]): RawBuilder<unknown> {
  return sql.join(KEY.map((name) => sql`${sums.map((sum) => sum[name])}::${sql.raw(KEY_TYPES[name])}[]`));
}

function list(names: readonly string[]): RawBuilder<unknown> {
  return sql.join(names.map((name) => sql.ref(name)));
}
