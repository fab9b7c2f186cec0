import { type Kysely, sql } from 'kysely';
import type { Database } from '../src/db/schema.ts';
import type { Programme } from '../src/routing/programme.ts';

/** Of the rest, one in so many is still in an inbox. */
const OPEN_EVERY = 4;

/** Statements of this many rows: a million in one would hold a transaction open for a minute. */
const ROWS_AT_ONCE = 100_000;

/** Which grievances there are already, and how many there shall be. */
interface Fill {
  readonly programme: Programme;
  /** Row id of the office that is measured. */
  readonly officeId: string;
  /** How many of all it has: every one of them still in its inbox, which is more than any office ever has. */
  readonly ofOffice: number;
  readonly count: number;
}

/**
 * Writes `count` grievances. Those of the measured office lie among the others as they would after years: with 10,000 of a million,
 * every hundredth. Each has words of its own, and one of ten common ones.
 */
export async function fillGrievances(db: Kysely<Database>, fill: Fill): Promise<void> {
  for (let from = 0; from < fill.count; from += ROWS_AT_ONCE) {
    await insertRows(db, fill, { from, to: Math.min(from + ROWS_AT_ONCE, fill.count) });
  }
  // What autovacuum does by and by.
  await sql`vacuum analyze grievances`.execute(db);
}

async function insertRows(db: Kysely<Database>, fill: Fill, { from, to }: { from: number; to: number }): Promise<void> {
  const { programme, officeId } = fill;
  const every = Math.round(fill.count / fill.ofOffice);
  const offices = [...programme.offices.values()].map(({ id }) => id).filter((id) => id !== officeId);
  const areas = [...programme.areas.values()].map(({ id }) => id);
  const categories = [...programme.categories.values()].filter(({ stream }) => stream === 'ordinary');
  const ids = (list: readonly string[]) => sql`(${list}::uuid[])`;
  await sql`
    insert into grievances (id, reference, programme_id, kind, stream, category_id, area_id, office_id, owing_office_id,
      status, channel, language, text, source, filed_at, routed_at, respond_by, resolve_by, due_by, clock_from, joiners)
    select gen_random_uuid(), (10000000 + n)::text, ${programme.id}, 'complaint', 'ordinary',
      ${ids(categories.map(({ id }) => id))}[1 + n % ${categories.length}], ${ids(areas)}[1 + n % ${areas.length}],
      office_id, office_id, status, 'ussd', 'sw',
      'Ripoti ' || n || ': hatuna maji kwa siku ' || n % 30 || ', ' || (array['kisima', 'bomba', 'mfereji', 'tangi', 'kioski',
        'mto', 'mita', 'pampu', 'chujio', 'bwawa'])[1 + n / 11 % 10] || ' cha shule kimeharibika, namba ' || md5(n::text), 'bench-' || n, filed_at, filed_at, due_at, due_at,
      case when status in ('routed', 'acknowledged') then due_at end, filed_at, n % 7
    from (
      select n, now() - n % 400 * interval '1 day' as filed_at, now() + (n / 7 % 60 - 20) * interval '1 hour' as due_at,
        case when n % ${every} = 0 then ${officeId}::uuid else ${ids(offices)}[1 + n % ${offices.length}] end as office_id,
        case
          when n % ${every} <> 0 and n % ${OPEN_EVERY} <> 1 then 'closed'
          else (array['routed', 'acknowledged', 'awaiting_citizen', 'resolved'])[1 + n / 13 % 4]
        end as status
      from generate_series(${sql.lit(from)}, ${sql.lit(to - 1)}) as n
    ) as drawn`.execute(db);
}
