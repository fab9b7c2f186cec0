import { type Kysely, sql } from 'kysely';
import type { Language } from '../routing/programme.ts';
import type { CallEndsTable, Database } from './schema.ts';

/** Where one call ended. */
export type CallEnd = Omit<CallEndsTable, 'calls'>;

/** Adds calls to the figure of where calls end, with one statement. */
export async function countCallEnds(db: Kysely<Database>, ends: readonly CallEnd[]): Promise<void> {
  if (ends.length === 0) return;
  // In one order, so that two processes that count the same screens never wait for each other in a circle.
  await sql`
    insert into call_ends (programme_id, day, screen, language, how, calls)
    select programme_id, day, screen, language, how, count(*)
    from json_to_recordset(${JSON.stringify(ends)}::json)
         as r(programme_id uuid, day date, screen text, language text, how text)
    group by programme_id, day, screen, language, how
    order by programme_id, day, screen, language, how
    on conflict on constraint call_ends_pk do update set calls = call_ends.calls + excluded.calls`.execute(db);
}

/** Calls of one programme that ended on one screen in one language. */
export interface CallEndFigure {
  readonly programme: string;
  readonly screen: string;
  readonly language: Language;
  readonly finished: number;
  readonly dropped: number;
  /** `dropped` of all calls of this programme and language, 0 to 1, three decimals. */
  readonly dropped_share: number;
}

/** Where calls ended on the days `[from, to)`, each programme's own; most dropped first. What is left out is open. */
export async function readCallEnds(
  db: Kysely<Database>,
  about: { programme?: string | undefined; from?: string | undefined; to?: string | undefined },
): Promise<CallEndFigure[]> {
  const conditions = [
    sql`true`,
    ...(about.programme === undefined ? [] : [sql`programmes.name = ${about.programme}`]),
    ...(about.from === undefined ? [] : [sql`day >= ${about.from}`]),
    ...(about.to === undefined ? [] : [sql`day < ${about.to}`]),
  ];
  const { rows } = await sql<CallEndFigure>`
    select programmes.name as programme, screen, language,
      coalesce(sum(calls) filter (where how = 'finished'), 0)::int as finished,
      coalesce(sum(calls) filter (where how = 'dropped'), 0)::int as dropped,
      round(coalesce(sum(calls) filter (where how = 'dropped'), 0)
            / sum(sum(calls)) over (partition by programmes.name, language), 3)::float8 as dropped_share
    from call_ends join programmes on programmes.id = call_ends.programme_id
    where ${sql.join(conditions, sql` and `)}
    group by programmes.name, screen, language
    order by programme, dropped desc, screen, language`.execute(db);
  return rows;
}
