import { type Expression, type Kysely, type SqlBool, sql } from 'kysely';
import type { Database, NewScorecard, Scorecard, ScoreSource } from './schema.ts';

/** How many people gave one score to one thing. */
export interface ScoreCount {
  /** Empty: the service as a whole; else an indicator's code. */
  readonly indicator: string;
  readonly score: number;
  readonly people: number;
}

/** A card in a list, with what is promised on it. */
export type ListedScorecard = Pick<
  Scorecard,
  'id' | 'unit_id' | 'office_id' | 'from_on' | 'until_on' | 'met_on' | 'closed_at'
> & { readonly open: number; readonly overdue: number; readonly kept: number; readonly broken: number };

/** Opens a card. False: there is one with this id already, a form was sent twice. */
export async function insertScorecard(db: Kysely<Database>, card: NewScorecard): Promise<boolean> {
  const inserted = await db
    .insertInto('scorecards')
    .values(card)
    .onConflict((conflict) => conflict.constraint('scorecards_pk').doNothing())
    .returning('id')
    .executeTakeFirst();
  return inserted !== undefined;
}

/** What was opened as the card of an id. */
export async function findOpened(
  db: Kysely<Database>,
  id: string,
): Promise<Pick<Scorecard, 'id' | 'programme_id' | 'unit_id' | 'office_id' | 'from_on' | 'until_on'> | undefined> {
  return db
    .selectFrom('scorecards')
    .select(['id', 'programme_id', 'unit_id', 'office_id', 'from_on', 'until_on'])
    .where('id', '=', id)
    .executeTakeFirst();
}

/**
 * Cards that meet every condition (on `scorecards` and `units`), the newest first.
 *
 * @param query.today ISO date: what was due before is overdue
 * @param query.before goes on after the card with this id
 */
export async function listScorecards(
  db: Kysely<Database>,
  query: { where: readonly Expression<SqlBool>[]; today: string; before: string | null; limit: number },
): Promise<ListedScorecard[]> {
  const counted = (what: Expression<SqlBool> | ReturnType<typeof sql<SqlBool>>) =>
    sql<number>`(select count(*) from actions where scorecard_id = scorecards.id and ${what})`;
  return db
    .selectFrom('scorecards')
    .innerJoin('units', 'units.id', 'scorecards.unit_id')
    .select(['scorecards.id', 'unit_id', 'office_id', 'from_on', 'until_on', 'met_on', 'closed_at'])
    .select([
      counted(sql<SqlBool>`state = 'open'`).as('open'),
      counted(sql<SqlBool>`state = 'open' and due_on < ${query.today}`).as('overdue'),
      counted(sql<SqlBool>`state = 'kept'`).as('kept'),
      counted(sql<SqlBool>`state = 'broken'`).as('broken'),
    ])
    .where((eb) =>
      eb.and(query.before === null ? query.where : [...query.where, eb('scorecards.id', '<', query.before)]),
    )
    .orderBy('scorecards.id', 'desc')
    .limit(query.limit)
    .execute();
}

/** A card that meets the conditions (on `scorecards` and `units`); undefined: there is none, or it is not hers. */
export async function findScorecard(
  db: Kysely<Database>,
  id: string,
  where: readonly Expression<SqlBool>[],
): Promise<Scorecard | undefined> {
  return db
    .selectFrom('scorecards')
    .innerJoin('units', 'units.id', 'scorecards.unit_id')
    .selectAll('scorecards')
    .where('scorecards.id', '=', id)
    .where((eb) => eb.and(where))
    .executeTakeFirst();
}

/** The card of an id, locked until the transaction ends. */
export async function lockScorecard(db: Kysely<Database>, id: string): Promise<Scorecard | undefined> {
  return db.selectFrom('scorecards').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
}

/**
 * The newest closed card of each of the units on which `fewest` people or more have scored something; where there is none, the newest. So
 * no card that is opened and closed for the sake of it hides what people said.
 */
export async function listClosedScorecards(
  db: Kysely<Database>,
  unitIds: readonly string[],
  fewest: number,
): Promise<Scorecard[]> {
  const isScored = sql<boolean>`exists (
    select from scorecard_scores s where s.scorecard_id = scorecards.id and s.source <> 'providers'
    group by s.source, s.indicator having sum(s.people) >= ${fewest})`;
  return db
    .selectFrom('scorecards')
    .selectAll()
    .distinctOn('unit_id')
    .where('unit_id', '=', sql<string>`any(${unitIds}::uuid[])`)
    .where('closed_at', 'is not', null)
    .orderBy('unit_id')
    .orderBy(isScored, 'desc')
    .orderBy('closed_at', 'desc')
    .execute();
}

/** Every score that stands on cards, with its source. */
export async function readScores(
  db: Kysely<Database>,
  scorecardIds: readonly string[],
): Promise<(ScoreCount & { readonly scorecard_id: string; readonly source: ScoreSource })[]> {
  return db
    .selectFrom('scorecard_scores')
    .selectAll()
    .where('scorecard_id', '=', sql<string>`any(${scorecardIds}::uuid[])`)
    .orderBy('indicator')
    .orderBy('score')
    .execute();
}

/** Puts the scores of one source in the place of those that were there. Those of nobody are left out. */
export async function replaceScores(
  db: Kysely<Database>,
  scorecardId: string,
  source: ScoreSource,
  scores: readonly ScoreCount[],
): Promise<void> {
  await db
    .deleteFrom('scorecard_scores')
    .where('scorecard_id', '=', scorecardId)
    .where('source', '=', source)
    .execute();
  const rows = scores.filter(({ people }) => people > 0);
  if (rows.length === 0) return;
  await db
    .insertInto('scorecard_scores')
    .values(rows.map((row) => ({ ...row, scorecard_id: scorecardId, source })))
    .execute();
}

/**
 * How many people gave each score to units by phone, in local days from and up to (ISO, both included). Each of them
 * counts once for each thing, with the last she said of it: who rates every day has one voice.
 */
export async function countUnitScores(
  db: Kysely<Database>,
  unitIds: readonly string[],
  { from, until }: { readonly from: string; readonly until: string },
): Promise<(ScoreCount & { readonly unit_id: string })[]> {
  const { rows } = await sql<ScoreCount & { unit_id: string }>`
    with said as (
      select unit_id, citizen_id, rated_on, '' as indicator, score::integer
      from ratings
      where unit_id = any(${unitIds}::uuid[]) and rated_on between ${from} and ${until}
      union all
      select unit_id, citizen_id, rated_on, answer.key, answer.value::integer
      from ratings, jsonb_each_text(answers) as answer
      where unit_id = any(${unitIds}::uuid[]) and rated_on between ${from} and ${until}
    ), last_said as (
      select distinct on (unit_id, indicator, citizen_id) unit_id, indicator, score
      from said
      order by unit_id, indicator, citizen_id, rated_on desc
    )
    select unit_id, indicator, score, count(*) as people
    from last_said where score between 1 and 5
    group by unit_id, indicator, score order by unit_id, indicator, score
  `.execute(db);
  return rows;
}
