import { type Kysely, sql } from 'kysely';

/**
 * What a phone tells of a place is what was published of it, a row for each place and month; figures counted anew every hour, which
 * told of single reports to whoever looked often enough, are gone.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

/** A number rounded to five, or the words of a release for fewer than ten and for all but fewer than ten. */
const told = (column: string) =>
  `${column} text constraint released_areas_${column}_told check (${column} in ('few', 'most') or ${column} ~ '^[0-9]+$')`;

const STATEMENTS = [
  `create table released_areas (
    area_id uuid not null,
    -- The first day of the month of filing, by the programme's clock.
    month date not null,
    programme_id uuid not null,
    received integer not null,
    -- Null: hidden to protect another figure.
    ${told('answered')},
    ${told('late')},
    median_hours integer,
    constraint released_areas_pk primary key (area_id, month),
    constraint released_areas_release foreign key (programme_id, month) references releases
  )`,
  // From the releases there are: all categories together, as their files say it.
  `insert into released_areas (area_id, month, programme_id, received, answered, late, median_hours)
    select areas.id, month, release_files.programme_id, (line->>'received')::integer, line->>'answered', line->>'late',
      round((line->>'median_hours')::numeric)::integer
    from release_files, jsonb_array_elements(convert_from(body, 'UTF8')::jsonb->'areas') as line, areas
    where name = 'release.json' and line->>'category' is null
      and areas.programme_id = release_files.programme_id and areas.code = line->>'area'`,
  `create trigger only_added_to before update or delete or truncate on released_areas
    for each statement execute function refuse_to_rewrite()`,
  `alter table released_areas enable always trigger only_added_to`,
  `drop table area_figures`,
];
