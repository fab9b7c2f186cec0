import { sql } from 'kysely';
import { NIL } from 'uuid';
import { FEWEST, nameOf, number, type ReportContext, showCount, showShare, text, type Year } from './context.ts';
import type { ReportSection } from './report.ts';

/** Reports by the groups that people said they belong to, beside the year before. */
export async function participation(context: ReportContext): Promise<ReportSection> {
  const { programme, words } = context;
  const [now, before] = [await readGroups(context, context.year), await readGroups(context, context.before)];
  const rows = programme.groups.flatMap(({ code, names }) => {
    const count = now.get(code) ?? 0;
    if (count < FEWEST) return [];
    return [[nameOf(context, names), showCount(context, count), hidden(context, before.get(code) ?? 0)]];
  });
  const undisclosed = now.get('') ?? 0;
  const all =
    undisclosed < FEWEST
      ? rows
      : [
          ...rows,
          [words.participation.undisclosed, showCount(context, undisclosed), hidden(context, before.get('') ?? 0)],
        ];
  const { columns } = words;
  return {
    heading: words.participation.heading,
    words: [rows.length === 0 ? words.participation.none : words.participation.about],
    tables:
      all.length === 0
        ? []
        : [
            {
              caption: words.participation.heading,
              columns: [text(columns.group), number(columns.reports), number(columns.before)],
              rows: all,
            },
          ],
  };
}

function hidden(context: ReportContext, count: number): string {
  return count < FEWEST ? context.words.few : showCount(context, count);
}

async function readGroups({ db, programme }: ReportContext, { from, to }: Year): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ group_code: string; received: number }>`
    select group_code, sum(received)::integer as received from group_counts
    where programme_id = ${programme.id} and area_id = ${NIL}::uuid and month >= ${from}::date and month < ${to}::date
    group by group_code`.execute(db);
  return new Map(rows.map((row) => [row.group_code, row.received]));
}

/** People who reported or rated, by group, against the number that the programme means to serve. */
export async function served(context: ReportContext): Promise<ReportSection> {
  const { programme, words } = context;
  const { all, groups } = await countPeople(context);
  const target = programme.targetPeople;
  const said =
    target === null
      ? words.served.count(hidden(context, all))
      : words.served.of(hidden(context, all), showCount(context, target), showShare(context, all, target));
  const rows = programme.groups.flatMap(({ code, names }) => {
    const count = groups.get(code) ?? 0;
    return count < FEWEST ? [] : [[nameOf(context, names), showCount(context, count), showShare(context, count, all)]];
  });
  const { columns } = words;
  return {
    heading: words.served.heading,
    words: [said, words.served.about],
    tables:
      rows.length === 0
        ? []
        : [
            {
              caption: words.served.heading,
              columns: [text(columns.group), number(columns.people), number(columns.share)],
              rows,
            },
          ],
  };
}

/** Since the programme began, up to the end of the year: a person is served once. Ordinary reports and ratings only. */
async function countPeople({ db, programme, year }: ReportContext) {
  const until = sql`${year.to}::timestamp at time zone ${programme.calendar.timeZone}`;
  const { rows } = await sql<{ code: string | null; people: number }>`
    with served as materialized (
      select citizen_id from grievances
      where programme_id = ${programme.id} and stream = 'ordinary' and citizen_id is not null and filed_at < ${until}
      union
      select citizen_id from ratings where programme_id = ${programme.id} and rated_on < ${year.to}::date
    )
    select null as code, count(*)::integer as people from served
    union all
    select code, count(*)::integer from served join citizens on citizens.id = served.citizen_id, unnest(groups) as code
    group by code`.execute(db);
  const all = rows.find(({ code }) => code === null)?.people ?? 0;
  return { all, groups: new Map(rows.map(({ code, people }) => [code ?? '', people])) };
}
