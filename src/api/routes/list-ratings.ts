import { type Expression, expressionBuilder, type SqlBool, sql } from 'kysely';
import { z } from 'zod';
import { areaIdsWithin } from '../../accounts/area-ids-within.ts';
import type { Caller } from '../../accounts/caller.ts';
import { readsText, visibleRatings } from '../../accounts/scope.ts';
import { type ListedRating, listRatings } from '../../db/list-ratings.ts';
import type { Database } from '../../db/schema.ts';
import { pageFields, readCursor, toPage } from '../cursor.ts';
import { findByCode } from '../find-by-code.ts';
import { periodFields, requireOrder } from '../period.ts';
import { presentNamed } from '../present.ts';
import { defineRoute } from '../route.ts';
import { SCHEMAS } from '../schemas.ts';

const query = z.strictObject({
  unit: z.string().optional().describe('A code.'),
  area: z.string().optional().describe('A code; units inside the area count too.'),
  ...periodFields,
  ...pageFields,
});

export const listRatingsRoute = defineRoute({
  method: 'get',
  path: '/ratings',
  summary: 'What people think of the units, newest first',
  ability: 'read_ratings',
  status: 200,
  input: z.object({ query }),
  response: SCHEMAS.RatingList,
  handle: async (deps, caller, input) => {
    const { cursor, limit, ...filters } = input.query;
    const rows = await listRatings(deps.db, {
      where: [visibleRatings(caller), ...conditions(caller, filters)],
      afterId: cursor === undefined ? null : readCursor(z.tuple([z.uuid()]), cursor)[0],
      limit: limit + 1,
    });
    return toPage(
      rows,
      limit,
      (row) => presentRating(caller, row),
      (row) => [row.id],
    );
  },
});

type Filters = Omit<z.output<typeof query>, 'cursor' | 'limit'>;

function conditions({ programme }: Caller, filters: Filters): Expression<SqlBool>[] {
  const { unit, area, from, to } = filters;
  requireOrder(filters);
  const eb = expressionBuilder<Database, 'ratings'>();
  const found: Expression<SqlBool>[] = [];
  if (unit !== undefined) found.push(eb('ratings.unit_id', '=', findByCode(programme.byId.units, 'unit', unit).id));
  if (area !== undefined) {
    const ids = areaIdsWithin(programme, findByCode(programme.byId.areas, 'area', area));
    found.push(sql<SqlBool>`units.area_id = any(${ids}::uuid[])`);
  }
  // `rated_on` is the local day already.
  if (from) found.push(eb('ratings.rated_on', '>=', from));
  if (to) found.push(eb('ratings.rated_on', '<', to));
  return found;
}

function presentRating(caller: Caller, row: ListedRating): z.output<typeof SCHEMAS.Rating> {
  return {
    id: row.id,
    unit: presentNamed({ code: row.unit_code, names: row.unit_names }),
    score: row.score,
    comment: readsText(caller) ? row.comment : null,
    answers: row.answers,
    language: row.language,
    channel: row.channel,
    rated_on: row.rated_on,
  };
}
