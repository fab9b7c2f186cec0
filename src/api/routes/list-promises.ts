import { type Expression, expressionBuilder, type SqlBool } from 'kysely';
import { z } from 'zod';
import { areaIdsWithin } from '../../accounts/area-ids-within.ts';
import type { Caller } from '../../accounts/caller.ts';
import { listPromisesIn } from '../../db/promises.ts';
import type { Database } from '../../db/schema.ts';
import { type PublicPromise, toPublicPromise } from '../../forums/read-promises.ts';
import { pageFields, positionParts, readCursor, toPage } from '../cursor.ts';
import { readArea } from '../figure-place.ts';
import { findByCode } from '../find-by-code.ts';
import { presentNamed } from '../present.ts';
import { presentKnown } from '../present-card.ts';
import { defineRoute } from '../route.ts';
import { SCHEMAS } from '../schemas.ts';

const query = z.strictObject({
  area: z.string().optional().describe('A code; what was promised inside the area counts too.'),
  office: z.string().optional().describe('A code: who owes it.'),
  meeting: z.uuid().optional().describe('The id of a meeting of GET /meetings.'),
  ...pageFields,
});

export const listPromisesRoute = defineRoute({
  method: 'get',
  path: '/promises',
  summary: 'What was promised at meetings, the latest due first, and whether those who came say it was kept',
  ability: 'monitor',
  status: 200,
  input: z.object({ query }),
  response: SCHEMAS.PromiseList,
  handle: async (deps, caller, { query: { cursor, limit, area, ...filters } }) => {
    const { programme } = caller;
    const [dueOn, id] = cursor === undefined ? [] : readCursor(z.tuple([positionParts.day, positionParts.id]), cursor);
    const now = deps.now();
    const rows = await listPromisesIn(deps.db, {
      programmeId: programme.id,
      areaIds: areaIdsWithin(programme, readArea(caller, area)),
      where: conditionsOf(caller, filters),
      after: dueOn === undefined || id === undefined ? null : { dueOn, id },
      limit: limit + 1,
    });
    return toPage(
      rows,
      limit,
      (row) => present(toPublicPromise(programme, row, now)),
      (row) => [row.due_on, row.id],
    );
  },
});

function conditionsOf(
  { programme }: Caller,
  { office, meeting }: Pick<z.output<typeof query>, 'office' | 'meeting'>,
): Expression<SqlBool>[] {
  const eb = expressionBuilder<Database, 'promises'>();
  const found: Expression<SqlBool>[] = [];
  if (office !== undefined) {
    found.push(eb('promises.office_id', '=', findByCode(programme.byId.offices, 'office', office).id));
  }
  if (meeting !== undefined) found.push(eb('promises.meeting_id', '=', meeting));
  return found;
}

function present(promise: PublicPromise): z.output<typeof SCHEMAS.Promise> {
  const { id, area, meeting, names, office, dueOn, result, counts } = promise;
  return {
    id,
    area: presentNamed(area),
    meeting: { id: meeting.id, names: meeting.names, starts_at: meeting.startsAt.toISOString() },
    names,
    office: presentKnown(office),
    due_on: dueOn,
    result,
    answers: counts && { ...counts },
  };
}
