import { z } from 'zod';
import { readCallEnds } from '../../db/call-ends.ts';
import { readMessageCounts } from '../../db/read-month-counts.ts';
import { snapshotAt } from '../../db/snapshots.ts';
import { pageFields } from '../cursor.ts';
import { monthFields, presentMonths, readMonths, requireWhole } from '../figure-place.ts';
import { pageOf } from '../page-of.ts';
import { defineRoute, type Route } from '../route.ts';
import { SCHEMAS } from '../schemas.ts';

const query = z.strictObject({ ...monthFields, ...pageFields });

/** What becomes of messages and calls. Neither belongs to a place. */
export const LINE_ROUTES: readonly Route[] = [
  defineRoute({
    method: 'get',
    path: '/message-counts',
    summary: 'Messages by month, direction, purpose and what became of them, and what they cost',
    ability: 'monitor',
    status: 200,
    input: z.object({ query }),
    response: SCHEMAS.MessageCountList,
    handle: async (deps, caller, { query: { cursor, limit, ...asked } }) => {
      requireWhole(caller);
      const programmeId = caller.programme.id;
      const period = readMonths(caller, asked, deps.now());
      const [rows, countedAt] = await Promise.all([
        readMessageCounts(deps.db, { programmeId, from: period.from, to: period.to }),
        snapshotAt(deps.db, programmeId, 'messages'),
      ]);
      const items = rows.map(({ month, purpose, costs, ...row }) => ({
        month: month.slice(0, 7),
        direction: row.direction,
        purpose: purpose === '' ? null : purpose,
        state: row.state,
        messages: row.messages,
        segments: row.segments,
        costs: { ...costs },
      }));
      return {
        ...pageOf(items, (item) => `${item.month} ${item.direction} ${item.purpose ?? ''} ${item.state}`, {
          cursor,
          limit,
        }),
        ...presentMonths(period),
        counted_at: countedAt?.toISOString() ?? null,
      };
    },
  }),
  defineRoute({
    method: 'get',
    path: '/call-ends',
    summary: 'On which screens, and in which language, people end a call before they are done',
    ability: 'monitor',
    status: 200,
    input: z.object({ query }),
    response: SCHEMAS.CallEndList,
    handle: async (deps, caller, { query: { cursor, limit, ...asked } }) => {
      requireWhole(caller);
      const period = readMonths(caller, asked, deps.now());
      const ends = await readCallEnds(deps.db, {
        programme: caller.programme.name,
        from: period.from,
        to: period.to,
      });
      const items = ends.map(({ screen, language, finished, dropped, dropped_share }) => ({
        screen,
        language,
        finished,
        dropped,
        dropped_share,
      }));
      return {
        ...pageOf(items, ({ screen, language }) => `${screen} ${language}`, { cursor, limit }),
        ...presentMonths(period),
      };
    },
  }),
];
