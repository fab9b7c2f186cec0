import { type Expression, expressionBuilder, type SqlBool, sql } from 'kysely';
import { z } from 'zod';
import { areaIdsWithin } from '../accounts/area-ids-within.ts';
import type { Caller } from '../accounts/caller.ts';
import { isOverdue } from '../db/late.ts';
import { type Database, GRIEVANCE_STATUSES } from '../db/schema.ts';
import { categoryIdsWithin, findByCode } from './find-by-code.ts';
import { periodFields, requireOrder, startOfDay } from './period.ts';

/** Filters of a list of grievances, all of which must hold. */
export const filterFields = {
  status: z.enum(GRIEVANCE_STATUSES).optional(),
  office: z.string().optional().describe('A code.'),
  area: z.string().optional().describe('A code; what lies inside the area counts too.'),
  category: z.string().optional().describe('A code; its sub-categories count too.'),
  overdue: z.enum(['true', 'false']).optional(),
  ...periodFields,
};
export type Filters = z.output<z.ZodObject<typeof filterFields>>;

/**
 * The filters as conditions on `grievances`. `now` decides what is overdue.
 *
 * @throws {AppError} `invalid`
 */
export function conditionsOf({ programme }: Caller, filters: Filters, now: Date): Expression<SqlBool>[] {
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
