import { type Expression, type SqlBool, sql } from 'kysely';
import { DateTime } from 'luxon';
import type { z } from 'zod';
import { areaIdsWithin } from '../accounts/area-ids-within.ts';
import type { Caller } from '../accounts/caller.ts';
import { GRANTS, visibleGrievances } from '../accounts/scope.ts';
import { hasMoreThan } from '../db/has-more-than.ts';
import { isOverdue } from '../db/late.ts';
import { readFigures } from '../db/read-figures.ts';
import { type Grouping, type ResponseTimesQuery, readResponseTimes } from '../db/response-times.ts';
import type { Deps } from '../deps.ts';
import { localDay } from '../grievances/local-day.ts';
import { isWithin } from '../monitor/scope/read-scope.ts';
import type { Area, Programme } from '../routing/programme.ts';
import { findByCode } from './find-by-code.ts';
import { invalid } from './parse-input.ts';
import { fillPeriod, startOfDay } from './period.ts';
import { presentExact, presentSummed } from './present-times.ts';
import type { SCHEMAS } from './schemas.ts';
import { readSummedTimes } from './summed-times.ts';

interface Asked {
  readonly group_by: Grouping;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly area?: string | undefined;
  readonly level?: string | undefined;
}
type Shape<Name extends keyof typeof SCHEMAS> = z.output<(typeof SCHEMAS)[Name]>;

/**
 * How long answers took, exactly, from the reports themselves; of more reports than `mostExact` from sums of whole months, where they are
 * asked for and are the caller's.
 *
 * @throws {AppError} `invalid` for what cannot be, and where there are more reports and no sums of them
 */
export async function answerResponseTimes(
  { db, now: clock }: Pick<Deps, 'db' | 'now'>,
  caller: Caller,
  asked: Asked,
  mostExact: number,
): Promise<Shape<'ResponseTimesList'>> {
  const { programme } = caller;
  const { timeZone } = programme.calendar;
  const now = clock();
  requireLevel(programme, asked);
  const { group_by: groupBy } = asked;
  const base = asked.area === undefined ? programme.root : findByCode(programme.byId.areas, 'area', asked.area);
  const { from, to } = fillPeriod(asked, now, timeZone);
  const query: ResponseTimesQuery = {
    where: [visibleGrievances(caller), ...(asked.area === undefined ? [] : [isIn(programme, base)])],
    groupBy,
    from: startOfDay(from, timeZone),
    to: startOfDay(to, timeZone),
    now,
    timeZone,
    baseAreaId: base.id,
    level: asked.level ?? null,
  };
  const answer = { next_cursor: null, group_by: groupBy, from, to };
  const area = areaOfSums(caller, base, groupBy);
  const isMany =
    (area !== null && (await countInSums(db, caller, area, { from, to })) > mostExact) ||
    (await hasMoreThan(db, query, mostExact));
  if (!isMany) {
    const rows = await readResponseTimes(db, query);
    return { ...answer, items: rows.map((row) => presentExact(groupBy, row)), exact: true };
  }
  return {
    ...answer,
    items: await itemsFromSums(db, caller, { query, days: { from, to }, area, mostExact }),
    exact: false,
  };
}

interface Many {
  readonly query: ResponseTimesQuery;
  readonly days: { readonly from: string; readonly to: string };
  /** Of which there are sums that are hers. */
  readonly area: Area | null;
  readonly mostExact: number;
}

/** @throws {AppError} `invalid` where there are no sums of what is asked for */
async function itemsFromSums(
  db: Deps['db'],
  caller: Caller,
  { query, days, area, mostExact }: Many,
): Promise<Shape<'ResponseTimes'>[]> {
  const { programme } = caller;
  const { groupBy, level, now } = query;
  const months = wholeMonths(days, localDay(now, programme.calendar.timeZone));
  if (area === null) throw tooMany('from', mostExact, 'Take fewer days, or a smaller `area`.');
  if (months === null) throw tooMany('from', mostExact, 'Take whole months, or fewer days.');
  const { canBeAccused } = GRANTS[caller.role];
  const sums = { groupBy, base: area, level, ...months, withAbout: !canBeAccused };
  const groups = await readSummedTimes({ db }, programme, sums);
  if (groups === null) {
    throw tooMany('group_by', mostExact, 'By office inside an area take fewer days, or GET /figures?group_by=office.');
  }
  const late = await readResponseTimes(db, { ...query, where: [...query.where, isLateInTriage(now, canBeAccused)] });
  const waiting = new Map(late.map(({ code, received }) => [code, received]));
  return groups.map((group) => presentSummed(groupBy, group, waiting.get(group.code) ?? 0));
}

function tooMany(path: string, most: number, mend: string) {
  return invalid([{ path, message: `There are more than ${most} reports in it. ${mend}` }]);
}

function isIn(programme: Programme, area: Area): Expression<SqlBool> {
  return sql<SqlBool>`grievances.area_id = any(${areaIdsWithin(programme, area)}::uuid[])`;
}

/**
 * The area whose sums are what this caller sees of `base`. Null: there are none, of her office, of her stream, or by the areas of a larger
 * one than hers.
 */
function areaOfSums({ role, area }: Caller, base: Area, groupBy: Grouping): Area | null {
  const { sees } = GRANTS[role];
  if (sees === 'programme') return base;
  if (sees !== 'area' || area === null) return null;
  if (isWithin(base, area)) return base;
  return groupBy !== 'area' && isWithin(area, base) ? area : null;
}

/** Reports of the whole months among the days, as they were counted: there are as many at least. Quicker than to look at them. */
async function countInSums(
  db: Deps['db'],
  { programme }: Caller,
  area: Area,
  { from, to }: { from: string; to: string },
): Promise<number> {
  const first = DateTime.fromISO(from, { zone: 'utc' });
  const months = {
    from: (first.day === 1 ? first : first.startOf('month').plus({ months: 1 })).toFormat('yyyy-MM-dd'),
    to: DateTime.fromISO(to, { zone: 'utc' }).startOf('month').toFormat('yyyy-MM-dd'),
  };
  const rows = await readFigures(db, {
    programmeId: programme.id,
    ...(area === programme.root ? { kind: 'all' } : { kind: 'area', areas: [area.id] }),
    ...months,
    withAbout: false,
  });
  return rows[0]?.received ?? 0;
}

/** The months, where the days are whole ones: nothing was filed yet after today. */
function wholeMonths({ from, to }: { from: string; to: string }, today: string): { from: string; to: string } | null {
  const end = to > today ? DateTime.fromISO(today).startOf('month').plus({ months: 1 }).toFormat('yyyy-MM-dd') : to;
  return from.endsWith('-01') && end.endsWith('-01') ? { from, to: end } : null;
}

/**
 * Late and not in the sums: there late is what was written down as such or answered late, and of what waits in triage nobody writes it
 * down. What is about an office is left out where the sums leave it out.
 */
function isLateInTriage(now: Date, withoutAbout: boolean): Expression<SqlBool> {
  return sql<SqlBool>`(
    grievances.status = 'filed' and grievances.overdue_at is null and grievances.first_answered_at is null
    and grievances.resolved_at is null
    and ${isOverdue(now)}
    and (${!withoutAbout} or grievances.about_office_id is null))`;
}

/** @throws {AppError} `invalid` */
function requireLevel(programme: Programme, { group_by, level }: Asked): void {
  if (level === undefined) return;
  if (group_by !== 'area') throw invalid([{ path: 'level', message: 'Goes with group_by=area only.' }]);
  if (programme.levelNames.has(level)) return;
  const levels = [...programme.levelNames.keys()].join(', ');
  throw invalid([{ path: 'level', message: `Must be one of the programme: ${levels}.` }]);
}
