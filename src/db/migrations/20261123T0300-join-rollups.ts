import { type Kysely, sql } from 'kysely';

/**
 * Times stand beside the counts of their sum, so that a sum is one row that is read and written once; what tells sums apart begins
 * with what they are of and ends with the month, so that one office or area of many is found without the others. What is charged
 * is told apart by whether the report is about an office.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const METRICS = ['answer_elapsed', 'answer_worked', 'resolve_elapsed', 'resolve_worked'];

const STATEMENTS = [
  // From six bytes a bucket to what `packTimes` writes now.
  `create function pg_temp.repack(times bytea) returns bytea language sql as $$
    select coalesce(string_agg(substring(int4send(bucket) from 4) || case
        when n < 1 << 7 then substring(int4send(n) from 4)
        when n < 1 << 14 then substring(int4send(n & 127 | 128) from 4) || substring(int4send(n >> 7) from 4)
        when n < 1 << 21 then substring(int4send(n & 127 | 128) from 4) || substring(int4send(n >> 7 & 127 | 128) from 4)
          || substring(int4send(n >> 14) from 4)
        else substring(int4send(n & 127 | 128) from 4) || substring(int4send(n >> 7 & 127 | 128) from 4)
          || substring(int4send(n >> 14 & 127 | 128) from 4) || substring(int4send(n >> 21) from 4)
      end, ''::bytea order by bucket), '')
    from generate_series(0, length(times) - 6, 6) as at, lateral (
      select get_byte(times, at) * 256 + get_byte(times, at + 1) as bucket, get_byte(times, at + 2) * 16777216
        + get_byte(times, at + 3) * 65536 + get_byte(times, at + 4) * 256 + get_byte(times, at + 5) as n) as held
  $$`,
  `alter table rollups ${METRICS.map((metric) => `add column ${metric} bytea not null default ''`).join(', ')}`,
  ...METRICS.map(
    (metric) => `update rollups set ${metric} = pg_temp.repack(times) from rollup_times
      where metric = '${metric}' and rollup_times.programme_id = rollups.programme_id and rollup_times.kind = rollups.kind
        and rollup_times.month = rollups.month and rollup_times.office_id = rollups.office_id
        and rollup_times.area_id = rollups.area_id and rollup_times.category_id = rollups.category_id
        and rollup_times.is_about = rollups.is_about`,
  ),
  `drop function pg_temp.repack(bytea)`,
  `drop table rollup_times`,
  `alter table rollups drop constraint rollups_pk,
    add constraint rollups_pk primary key (programme_id, kind, office_id, area_id, category_id, is_about, month)`,
  ...METRICS.map((metric) => `alter table rollups alter column ${metric} drop default`),

  // Whose working minutes are not known yet: nobody's, once they have been filled in.
  `create index grievances_unworked on grievances (programme_id, id)
    where (first_answered_at is not null and answer_worked_minutes is null)
      or (resolved_at is not null and resolve_worked_minutes is null)`,

  // All turns are charged anew at the next counting.
  `delete from uncounted where holding_id is not null`,
  `delete from charges`,
  `alter table charges add column is_about boolean not null`,
  `alter table charges drop constraint charges_pk,
    add constraint charges_pk primary key (programme_id, month, holder, office_id, is_about)`,
  `insert into uncounted (programme_id, holding_id)
    select holdings.programme_id, holdings.id from holdings join grievances on grievances.id = holdings.grievance_id
    where until_at is not null and stream = 'ordinary'`,
];
