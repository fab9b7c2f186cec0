import { sql } from 'kysely';
import { NIL } from 'uuid';
import {
  FEWEST,
  nameOf,
  number,
  type ReportContext,
  showAtLeast,
  showCount,
  showShare,
  text,
  type Year,
} from './context.ts';
import type { ReportSection } from './report.ts';

/** Reports by the groups that people said they belong to, beside the year before. */
export async function participation(context: ReportContext): Promise<ReportSection> {
  const { programme, words } = context;
  const [now, before] = [await readGroups(context, context.year), await readGroups(context, context.before)];
  const rows = programme.groups.flatMap(({ code, names }) => {
    const count = now.get(code) ?? 0;
    if (count < FEWEST) return [];
    return [[nameOf(context, names), showCount(context, count), showAtLeast(context, before.get(code) ?? 0)]];
  });
  const undisclosed = now.get('') ?? 0;
  const all =
    undisclosed < FEWEST
      ? rows
      : [
          ...rows,
          [words.participation.undisclosed, showCount(context, undisclosed), showAtLeast(context, before.get('') ?? 0)],
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

async function readGroups({ db, programme }: ReportContext, { from, to }: Year): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ group_code: string; received: number }>`
    select group_code, sum(received)::integer as received from group_counts
    where programme_id = ${programme.id} and area_id = ${NIL}::uuid and month >= ${from}::date and month < ${to}::date
    group by group_code`.execute(db);
  return new Map(rows.map((row) => [row.group_code, row.received]));
}

/** People who had an answer, by group, against the number that the programme means to serve. */
export async function served(context: ReportContext): Promise<ReportSection> {
  const { programme, words } = context;
  const { all, groups } = await countPeople(context);
  const target = programme.targetPeople;
  const { columns } = words;
  const rows = programme.groups.flatMap(({ code, names }) => {
    const count = groups.get(code) ?? 0;
    if (count < FEWEST) return [];
    const shares = [showShare(context, count, all), ...(target === null ? [] : [showShare(context, count, target)])];
    return [[nameOf(context, names), showCount(context, count), ...shares]];
  });
  return {
    heading: words.served.heading,
    words: [saySumOf(context, all), words.served.about],
    tables:
      rows.length === 0
        ? []
        : [
            {
              caption: words.served.heading,
              columns: [
                text(columns.group),
                number(columns.people),
                number(columns.share),
                ...(target === null ? [] : [number(columns.ofTarget)]),
              ],
              rows,
            },
          ],
  };
}

function saySumOf(context: ReportContext, all: number): string {
  const { programme, words } = context;
  const target = programme.targetPeople;
  if (all < FEWEST) return target === null ? words.served.few : words.served.fewOf(showCount(context, target));
  if (target === null) return words.served.count(showCount(context, all));
  return words.served.of(showCount(context, all), showCount(context, target), showShare(context, all, target));
}

/**
 * Who had a first answer to an ordinary report of theirs, since the programme began and up to the end of the year, each once: as
 * `countPeopleServed` counts. Reports about an office are left out.
 */
async function countPeople({ db, programme, until }: ReportContext) {
  const { rows } = await sql<{ code: string | null; people: number }>`
    with served as materialized (
      select distinct citizen_id from grievances
      where programme_id = ${programme.id} and stream = 'ordinary' and about_office_id is null
        and citizen_id is not null and first_answered_at < ${until}
    )
    select null as code, count(*)::integer as people from served
    union all
    select code, count(*)::integer from served join citizens on citizens.id = served.citizen_id, unnest(groups) as code
    group by code`.execute(db);
  const all = rows.find(({ code }) => code === null)?.people ?? 0;
  return { all, groups: new Map(rows.map(({ code, people }) => [code ?? '', people])) };
}
