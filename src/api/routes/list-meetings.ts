import { z } from 'zod';
import { areaIdsWithin } from '../../accounts/area-ids-within.ts';
import { listMeetingsHeld, type MeetingHeld } from '../../db/list-meetings-held.ts';
import { toFives } from '../../figures/to-fives.ts';
import { FEWEST_COUNTED } from '../../forums/read-promises.ts';
import type { Programme } from '../../routing/programme.ts';
import { pageFields, positionParts, readCursor, toPage } from '../cursor.ts';
import { readArea } from '../figure-place.ts';
import { periodFields, requireOrder, startOfDay } from '../period.ts';
import { presentNamed } from '../present.ts';
import { defineRoute } from '../route.ts';
import { SCHEMAS } from '../schemas.ts';

const query = z.strictObject({
  area: z.string().optional().describe('A code; what lies inside the area counts too.'),
  ...periodFields,
  ...pageFields,
});

export const listMeetingsRoute = defineRoute({
  method: 'get',
  path: '/meetings',
  summary: 'Public meetings, the latest first: those to come, those held and those called off',
  ability: 'monitor',
  status: 200,
  input: z.object({ query }),
  response: SCHEMAS.MeetingList,
  handle: async (deps, caller, { query: { cursor, limit, area, from, to } }) => {
    requireOrder({ from, to });
    const { programme } = caller;
    const dayOf = (day: string | undefined) =>
      day === undefined ? null : startOfDay(day, programme.calendar.timeZone);
    const [startsAt, id] =
      cursor === undefined ? [] : readCursor(z.tuple([positionParts.moment, positionParts.id]), cursor);
    const now = deps.now();
    const rows = await listMeetingsHeld(deps.db, {
      programmeId: programme.id,
      areaIds: areaIdsWithin(programme, readArea(caller, area)),
      from: dayOf(from),
      to: dayOf(to),
      after: startsAt === undefined || id === undefined ? null : { startsAt: new Date(startsAt), id },
      limit: limit + 1,
    });
    return toPage(
      rows,
      limit,
      (row) => present(programme, row, now),
      (row) => [row.starts_at.toISOString(), row.id],
    );
  },
});

function present(programme: Programme, row: MeetingHeld, now: Date): z.output<typeof SCHEMAS.Meeting> {
  return {
    id: row.id,
    area: presentNamed(programme.byId.areas.get(row.area_id) ?? programme.root),
    names: row.names,
    venues: row.venues,
    starts_at: row.starts_at.toISOString(),
    state: row.is_cancelled ? 'cancelled' : row.starts_at <= now ? 'begun' : 'coming',
    origin: row.origin,
    came: row.came < FEWEST_COUNTED ? null : toFives(row.came),
    promises: row.promises,
  };
}
