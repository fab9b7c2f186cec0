import { type Kysely, sql } from 'kysely';

/**
 * Which reports may be listed one by one (Open311) is decided with the release of their month, once; and their list is read by an
 * index. What is published of a day's end of the chain no longer tells whether anything happened that day.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  `create table listed_cells (
    programme_id uuid not null,
    -- The first day of the month of filing, by the programme's clock.
    month date not null,
    -- A part of the programme right below the whole.
    area_id uuid not null,
    -- A category without parts.
    category_id uuid not null,
    constraint listed_cells_pk primary key (programme_id, month, area_id, category_id),
    constraint listed_cells_release foreign key (programme_id, month) references releases
  )`,
  `create trigger only_added_to before update or delete or truncate on listed_cells
    for each statement execute function refuse_to_rewrite()`,
  `alter table listed_cells enable always trigger only_added_to`,
  // What the head is hashed with before it is published; null: of a day that was published without.
  `alter table chain_digests add column salt bytea`,
  // A list finds and sorts its reports in this alone, and looks up only those it shows.
  `create index grievances_listed on grievances (programme_id, filed_at) include (category_id, area_id, status, id)
    where stream = 'ordinary' and about_office_id is null`,
];
