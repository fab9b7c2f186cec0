import { z } from 'zod';
import { visibleGrievances } from '../../accounts/scope.ts';
import { listGrievances } from '../../db/list-grievances.ts';
import { pageFields, readCursor, toPage } from '../cursor.ts';
import { conditionsOf, filterFields } from '../grievance-filters.ts';
import { presentGrievance } from '../present.ts';
import { defineRoute } from '../route.ts';
import { SCHEMAS } from '../schemas.ts';

const query = z.strictObject({ ...filterFields, ...pageFields });

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
      where: [visibleGrievances(caller), ...conditionsOf(caller, filters, now)],
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
