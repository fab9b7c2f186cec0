import { z } from 'zod';
import { actorOf } from '../../accounts/caller.ts';
import { readsText, visibleGrievances } from '../../accounts/scope.ts';
import { readEvents, readMessages } from '../../db/grievance-history.ts';
import { openSealed } from '../../grievances/open-sealed.ts';
import { presentEvent, presentGrievance, presentMessage, seesSealed } from '../present.ts';
import { findVisible, referenceParams } from '../reference-param.ts';
import { defineRoute } from '../route.ts';
import { SCHEMAS } from '../schemas.ts';

export const readGrievanceRoute = defineRoute({
  method: 'get',
  path: '/grievances/{reference}',
  summary: 'One grievance with its history and what became of its messages',
  ability: 'read',
  status: 200,
  input: z.object({ params: referenceParams, query: z.strictObject({}) }),
  response: SCHEMAS.GrievanceWithHistory,
  handle: async (deps, caller, { params }) => {
    const row = await findVisible(deps, caller, params.reference);
    if (seesSealed(caller)) await openSealed(deps, actorOf(caller), { id: row.id, visible: visibleGrievances(caller) });
    const [events, messages] = await Promise.all([readEvents(deps.db, row.id), readMessages(deps.db, row.id)]);
    return {
      ...presentGrievance(caller, row),
      text: readsText(caller) ? row.text : null,
      events: events.map((event) => presentEvent(caller, event)),
      messages: messages.map(presentMessage),
    };
  },
});
