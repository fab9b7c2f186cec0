import { type Expression, expressionBuilder, type SqlBool, sql } from 'kysely';
import { z } from 'zod';
import { areaIdsWithin } from '../../accounts/area-ids-within.ts';
import type { Caller } from '../../accounts/caller.ts';
import { visibleCards } from '../../accounts/scope.ts';
import type { Database } from '../../db/schema.ts';
import { listScorecards } from '../../db/scorecards.ts';
import { localDay } from '../../grievances/local-day.ts';
import { pageFields, readCursor, toPage } from '../cursor.ts';
import { findByCode } from '../find-by-code.ts';
import { presentCard } from '../present-card.ts';
import { defineRoute } from '../route.ts';
import { SCHEMAS } from '../schemas.ts';

const query = z.strictObject({
  unit: z.string().optional().describe('A code.'),
  area: z.string().optional().describe('A code; units inside the area count too.'),
  office: z.string().optional().describe('A code: the office that keeps the card.'),
  state: z.enum(['open', 'closed']).optional(),
  ...pageFields,
});

export const listScoreCardsRoute = defineRoute({
  method: 'get',
  path: '/score-cards',
  summary: 'Community score cards of units, newest first, and how many of their actions were kept',
  ability: 'read_cards',
  status: 200,
  input: z.object({ query }),
  response: SCHEMAS.ScoreCardList,
  handle: async (deps, caller, { query: { cursor, limit, ...filters } }) => {
    const { programme } = caller;
    const cards = await listScorecards(deps.db, {
      where: [visibleCards(caller), ...conditionsOf(caller, filters)],
      today: localDay(deps.now(), programme.calendar.timeZone),
      before: cursor === undefined ? null : readCursor(z.tuple([z.uuid()]), cursor)[0],
      limit: limit + 1,
    });
    return toPage(
      cards,
      limit,
      (card) => presentCard(programme, card, card),
      ({ id }) => [id],
    );
  },
});

type Filters = Omit<z.output<typeof query>, 'cursor' | 'limit'>;

function conditionsOf({ programme }: Caller, { unit, area, office, state }: Filters): Expression<SqlBool>[] {
  const eb = expressionBuilder<Database, 'scorecards' | 'units'>();
  const { byId } = programme;
  const found: Expression<SqlBool>[] = [];
  if (unit !== undefined) found.push(eb('scorecards.unit_id', '=', findByCode(byId.units, 'unit', unit).id));
  if (office !== undefined) {
    found.push(eb('scorecards.office_id', '=', findByCode(byId.offices, 'office', office).id));
  }
  if (area !== undefined) {
    const ids = areaIdsWithin(programme, findByCode(byId.areas, 'area', area));
    found.push(sql<SqlBool>`units.area_id = any(${ids}::uuid[])`);
  }
  if (state !== undefined) found.push(eb('scorecards.closed_at', state === 'open' ? 'is' : 'is not', null));
  return found;
}
