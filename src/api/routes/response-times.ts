import { z } from 'zod';
import { GROUPINGS } from '../../db/response-times.ts';
import { periodFields } from '../period.ts';
import { answerResponseTimes } from '../response-times.ts';
import { defineRoute } from '../route.ts';
import { SCHEMAS } from '../schemas.ts';

/** As many reports are put in order one by one in less than the 150 ms that an answer may take. */
const MOST_EXACT = 10_000;

const query = z.strictObject({
  group_by: z.enum(GROUPINGS),
  ...periodFields,
  area: z.string().optional().describe('A code: only what lies inside; by area, its parts are compared.'),
  level: z.string().optional().describe('By area only: the level of the parts; the first one below unless given.'),
});

export const responseTimesRoute = defineRoute({
  method: 'get',
  path: '/response-times',
  summary: 'How long answers took; without dates, over twelve months with this one',
  ability: 'read_response_times',
  status: 200,
  input: z.object({ query }),
  response: SCHEMAS.ResponseTimesList,
  handle: async (deps, caller, { query: asked }) => answerResponseTimes(deps, caller, asked, MOST_EXACT),
});
