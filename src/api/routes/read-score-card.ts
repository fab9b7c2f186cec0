import { z } from 'zod';
import { visibleCards } from '../../accounts/scope.ts';
import { listActions } from '../../db/actions.ts';
import { findScorecard } from '../../db/scorecards.ts';
import { AppError } from '../../errors.ts';
import { localDay } from '../../grievances/local-day.ts';
import { readCardLines } from '../../scorecards/read-card.ts';
import { countActions, presentAction, presentCard, presentLine, presentMeetingOf } from '../present-card.ts';
import { defineRoute } from '../route.ts';
import { SCHEMAS } from '../schemas.ts';

const isId = z.uuid();

export const readScoreCardRoute = defineRoute({
  method: 'get',
  path: '/score-cards/{id}',
  summary: 'One score card: both sides, the gap between them, their meeting, and what was agreed',
  ability: 'read_cards',
  status: 200,
  input: z.object({ params: z.object({ id: z.string() }), query: z.strictObject({}) }),
  response: SCHEMAS.WholeScoreCard,
  handle: async (deps, caller, { params: { id } }) => {
    const { programme } = caller;
    const card = isId.safeParse(id).success ? await findScorecard(deps.db, id, [visibleCards(caller)]) : undefined;
    const unit = programme.byId.units.get(card?.unit_id ?? '');
    if (!card || !unit) throw new AppError('not_found', 'There is no such score card here.');
    const today = localDay(deps.now(), programme.calendar.timeZone);
    const [lines, actions] = await Promise.all([
      readCardLines(deps.db, programme, { card, unit }),
      listActions(deps.db, [card.id]),
    ]);
    return {
      ...presentCard(programme, card, countActions(actions, today)),
      lines: lines.map(presentLine),
      meeting: presentMeetingOf(card),
      actions: actions.map((action) => presentAction(programme, action, today)),
    };
  },
});
