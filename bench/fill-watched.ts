import { type Kysely, sql } from 'kysely';
import { areaIdsWithin } from '../src/accounts/area-ids-within.ts';
import type { Database } from '../src/db/schema.ts';
import type { Programme } from '../src/routing/programme.ts';

/** Statements of this many rows: a million in one would hold a transaction open for minutes. */
const ROWS_AT_ONCE = 50_000;

/**
 * Writes `count` reports of two years as a watcher finds them: spread over all offices with the places they answer for, most answered
 * and resolved, each office at a pace of its own, one in ten still open. Figures are not counted: rebuild them.
 */
export async function fillWatched(db: Kysely<Database>, programme: Programme, count: number): Promise<void> {
  const pairs = [...programme.offices.values()].flatMap(({ id, area }) =>
    areaIdsWithin(programme, area).map((areaId) => [id, areaId] as const),
  );
  const categories = [...programme.categories.values()].filter(({ stream }) => stream === 'ordinary');
  for (let from = 0; from < count; from += ROWS_AT_ONCE) {
    const to = Math.min(from + ROWS_AT_ONCE, count);
    await insertRows(
      db,
      programme,
      pairs,
      categories.map(({ id }) => id),
      { from, to },
    );
    // They are counted by a rebuild; a note for each would only be deleted again.
    await sql`truncate uncounted`.execute(db);
  }
  await sql`vacuum analyze grievances`.execute(db);
}

async function insertRows(
  db: Kysely<Database>,
  { id }: Programme,
  pairs: readonly (readonly [string, string])[],
  categories: readonly string[],
  { from, to }: { from: number; to: number },
): Promise<void> {
  const [offices, areas] = [pairs.map(([office]) => office), pairs.map(([, area]) => area)];
  await sql`
    insert into grievances (id, reference, programme_id, kind, stream, category_id, area_id, office_id, owing_office_id,
      status, outcome, channel, language, text, source, filed_at, routed_at, respond_by, resolve_by, first_answered_at,
      resolved_at, overdue_at, level, answer_worked_minutes, resolve_worked_minutes)
    select gen_random_uuid(), (10000000 + n)::text, ${id}, 'complaint', 'ordinary',
      (${categories}::uuid[])[1 + n / 3 % ${categories.length}], area_id, office_id, office_id,
      case when n % 10 = 0 then 'routed' when n % 10 < 3 then 'resolved' else 'closed' end,
      case when n % 10 >= 3 then (array['confirmed', 'silent', 'disputed', 'confirmed'])[1 + n % 4] end,
      'ussd', 'sw', 'Ripoti ' || n, 'watched-' || n, filed_at, filed_at, filed_at + interval '3 days',
      filed_at + interval '15 days', case when n % 10 > 0 then filed_at + waited end,
      case when n % 10 > 0 then filed_at + waited * 3 end,
      case when waited > interval '3 days' then filed_at + interval '3 days' end, (waited > interval '4 days')::integer,
      case when n % 10 > 0 then extract(epoch from waited) / 60 * 0.24 end,
      case when n % 10 > 0 then extract(epoch from waited) / 60 * 0.72 end
    from (
      select n, (${offices}::uuid[])[at] as office_id, (${areas}::uuid[])[at] as area_id,
        now() - n % 720 * interval '1 day' - n % 24 * interval '1 hour' as filed_at,
        -- Each office at its pace, each report with a chance of its own.
        (1 + at % 17) * (0.2 - ln(1 - (hashint4(n)::bigint & 65535) / 65536.0)) * interval '5 hours' as waited
      from generate_series(${sql.lit(from)}, ${sql.lit(to - 1)}) as n,
        lateral (select 1 + ((n::bigint * 7919) % ${pairs.length})::integer as at) as drawn
    ) as drawn`.execute(db);
}
