import { stringify } from 'csv-stringify/sync';
import { type Kysely, sql } from 'kysely';
import { NIL } from 'uuid';
import type { Database } from '../db/schema.ts';

/** What is written of a programme. */
export interface EventSource {
  readonly programmeId: string;
  /** Also reports about an office: for observers. */
  readonly withAbout: boolean;
}

const COLUMNS = ['report', 'type', 'at', 'office', 'area', 'category'] as const;
const REPORTS_AT_ONCE = 2_000;

interface Event {
  readonly id: string;
  readonly type: string;
  readonly at: Date;
  readonly office: string | null;
  readonly area: string;
  readonly category: string;
}

/**
 * What happened to every ordinary report, as lines of CSV from its history: all that figures can be counted from by somebody who
 * trusts none of our sums. A report has a number in the file instead of its reference; there are no words, names or numbers of
 * people. The area and the category are those of now.
 *
 * @param tell is told how many reports have been written
 */
export async function* writeEvents(
  db: Kysely<Database>,
  source: EventSource,
  tell: (reports: number) => void,
): AsyncGenerator<string> {
  yield stringify([COLUMNS]);
  let reports = 0;
  let after: string = NIL;
  for (;;) {
    const events = await readEvents(db, source, after);
    const last = events.at(-1);
    if (last === undefined) break;
    const numbers = new Map<string, number>();
    for (const { id } of events) if (!numbers.has(id)) numbers.set(id, reports + numbers.size + 1);
    yield stringify(
      events.map(({ id, type, at, office, area, category }) => [
        ...[numbers.get(id) ?? 0, type, at.toISOString(), office ?? '', area, category],
      ]),
    );
    reports += numbers.size;
    after = last.id;
    tell(reports);
  }
}

async function readEvents(db: Kysely<Database>, source: EventSource, after: string): Promise<Event[]> {
  const { rows } = await sql<Event>`
    with chosen as (
      select id, area_id, category_id from grievances
      where programme_id = ${source.programmeId} and stream = 'ordinary' and id > ${after}
        and (${source.withAbout} or about_office_id is null)
      order by id limit ${sql.lit(REPORTS_AT_ONCE)}
    )
    select chosen.id, event.type, event.at, offices.code as office, areas.code as area, categories.code as category
    from chosen
    join grievance_events event on event.grievance_id = chosen.id
    join areas on areas.id = chosen.area_id
    join categories on categories.id = chosen.category_id
    left join offices on offices.id = event.office_id
    order by chosen.id, event.id`.execute(db);
  return rows;
}
