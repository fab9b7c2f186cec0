import { type Expression, expressionBuilder, type SqlBool, sql } from 'kysely';
import { z } from 'zod';
import { areaIdsWithin } from '../../accounts/area-ids-within.ts';
import type { Caller } from '../../accounts/caller.ts';
import { visibleGrievances } from '../../accounts/scope.ts';
import { isOverdue } from '../../db/late.ts';
import { listGrievances } from '../../db/list-grievances.ts';
import { type Database, GRIEVANCE_STATUSES } from '../../db/schema.ts';
import { pageFields, readCursor, toPage } from '../cursor.ts';
import { categoryIdsWithin, findByCode } from '../find-by-code.ts';
import { periodFields, requireOrder, startOfDay } from '../period.ts';
import { presentGrievance } from '../present.ts';
import { defineRoute } from '../route.ts';
import { SCHEMAS } from '../schemas.ts';

const query = z.strictObject({
  status: z.enum(GRIEVANCE_STATUSES).optional(),
  office: z.string().optional().describe('A code.'),
  area: z.string().optional().describe('A code; what lies inside the area counts too.'),
  category: z.string().optional().describe('A code; its sub-categories count too.'),
  overdue: z.enum(['true', 'false']).optional(),
  ...periodFields,
  ...pageFields,
});

/** Where a page ended: the last row's `filed_at` in microseconds since 1970, and its id. */
const position = z.tuple([z.int(), z.uuid()]);

export const listGrievancesRoute = defineRoute({
  method: 'get',
  path: '/grievances',
  summary: 'The grievances that the key may see, newest first',
  ability: 'read',
  status: 200,
  input: z.object({ query }),
  response: SCHEMAS.GrievanceList,
  handle: async (deps, caller, input) => {
    const { cursor, limit, ...filters } = input.query;
    const now = deps.now();
    const [filedUs, id] = cursor === undefined ? [] : readCursor(position, cursor);
    const rows = await listGrievances(deps.db, {
      where: [visibleGrievances(caller), ...conditions(caller, filters, now)],
      after: filedUs === undefined || id === undefined ? null : { filedUs, id },
      limit: limit + 1,
      now,
    });
    return toPage(
      rows,
      limit,
      (row) => presentGrievance(caller, row),
      (row) => [row.filed_us, row.id],
    );
  },
});

type Filters = Omit<z.output<typeof query>, 'cursor' | 'limit'>;

function conditions({ programme }: Caller, filters: Filters, now: Date): Expression<SqlBool>[] {
  const { status, office, area, category, overdue, from, to } = filters;
  requireOrder(filters);
  const eb = expressionBuilder<Database, 'grievances'>();
  const { byId, calendar } = programme;
  const found: Expression<SqlBool>[] = [];
  if (status) found.push(eb('grievances.status', '=', status));
  if (office !== undefined) {
    found.push(eb('grievances.office_id', '=', findByCode(byId.offices, 'office', office).id));
  }
  if (area !== undefined) {
    const ids = areaIdsWithin(programme, findByCode(byId.areas, 'area', area));
    found.push(sql<SqlBool>`grievances.area_id = any(${ids}::uuid[])`);
  }
  if (category !== undefined) {
    const ids = categoryIdsWithin(programme, findByCode(byId.categories, 'category', category));
    found.push(sql<SqlBool>`grievances.category_id = any(${ids}::uuid[])`);
  }
  if (overdue) found.push(overdue === 'true' ? isOverdue(now) : eb.not(isOverdue(now)));
  if (from) found.push(eb('grievances.filed_at', '>=', startOfDay(from, calendar.timeZone)));
  if (to) found.push(eb('grievances.filed_at', '<', startOfDay(to, calendar.timeZone)));
  return found;
}
