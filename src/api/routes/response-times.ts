import { type SqlBool, sql } from 'kysely';
import { DateTime } from 'luxon';
import { z } from 'zod';
import { areaIdsWithin } from '../../accounts/area-ids-within.ts';
import { visibleGrievances } from '../../accounts/scope.ts';
import { GROUPINGS, type Grouping, type ResponseTimes, readResponseTimes } from '../../db/response-times.ts';
import { nameIn, type Programme } from '../../routing/programme.ts';
import { findByCode } from '../find-by-code.ts';
import { invalid } from '../parse-input.ts';
import { fillPeriod, periodFields, startOfDay } from '../period.ts';
import { defineRoute } from '../route.ts';
import { SCHEMAS } from '../schemas.ts';

const query = z.strictObject({
  group_by: z.enum(GROUPINGS),
  ...periodFields,
  area: z.string().optional().describe('A code: only what lies inside; by area, its parts are compared.'),
  level: z.string().optional().describe('By area only: the level of the parts; the first one below unless given.'),
});

export const responseTimesRoute = defineRoute({
  method: 'get',
  path: '/response-times',
  summary: 'How long answers took; without dates, over twelve months with this one',
  ability: 'read_response_times',
  status: 200,
  input: z.object({ query }),
  response: SCHEMAS.ResponseTimesList,
  handle: async (deps, caller, { query }) => {
    const { programme } = caller;
    const { timeZone } = programme.calendar;
    const now = deps.now();
    requireLevel(programme, query);
    const base = query.area === undefined ? programme.root : findByCode(programme.byId.areas, 'area', query.area);
    const { from, to } = fillPeriod(query, now, timeZone);
    const isInBase = sql<SqlBool>`grievances.area_id = any(${areaIdsWithin(programme, base)}::uuid[])`;
    const rows = await readResponseTimes(deps.db, {
      where: [visibleGrievances(caller), ...(query.area === undefined ? [] : [isInBase])],
      groupBy: query.group_by,
      from: startOfDay(from, timeZone),
      to: startOfDay(to, timeZone),
      now,
      timeZone,
      baseAreaId: base.id,
      level: query.level ?? null,
    });
    const items = rows.map((row) => present(query.group_by, row));
    return { items, next_cursor: null, group_by: query.group_by, from, to };
  },
});

/** @throws {AppError} `invalid` */
function requireLevel(programme: Programme, { group_by, level }: z.output<typeof query>): void {
  if (level === undefined) return;
  if (group_by !== 'area') throw invalid([{ path: 'level', message: 'Goes with group_by=area only.' }]);
  if (programme.levelNames.has(level)) return;
  const levels = [...programme.levelNames.keys()].join(', ');
  throw invalid([{ path: 'level', message: `Must be one of the programme: ${levels}.` }]);
}

function present(groupBy: Grouping, row: ResponseTimes): z.output<typeof SCHEMAS.ResponseTimes> {
  return {
    group: { code: row.code, name: nameOf(groupBy, row) },
    received: row.received,
    answered: row.answered,
    resolved: row.resolved,
    overdue: row.overdue,
    first_answer_hours: { median: row.first_answer_median, p90: row.first_answer_p90 },
    resolution_hours: { median: row.resolution_median, p90: row.resolution_p90 },
    confirmed: row.confirmed,
    disputed: row.disputed,
    silent: row.silent,
  };
}

function nameOf(groupBy: Grouping, { code, names }: ResponseTimes): string {
  if (names !== null) return nameIn(names, 'en');
  if (groupBy === 'month' && code !== null) return DateTime.fromISO(code, { locale: 'en' }).toFormat('LLLL yyyy');
  return 'No office yet';
}
