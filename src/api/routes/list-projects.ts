import { z } from 'zod';
import { areaIdsWithin } from '../../accounts/area-ids-within.ts';
import type { Caller } from '../../accounts/caller.ts';
import { type CheckedProject, listCheckedProjects, type ProjectPlace } from '../../db/project-findings.ts';
import { PROJECT_STATES } from '../../db/schema.ts';
import type { Deps } from '../../deps.ts';
import { localDay } from '../../grievances/local-day.ts';
import {
  compareWithList,
  FEWEST_INSIDE,
  type Finding,
  isPastItsEnd,
  VERDICTS,
} from '../../projects/compare-with-list.ts';
import { nameIn, type Programme } from '../../routing/programme.ts';
import { pageFields, positionParts, readCursor, toPage } from '../cursor.ts';
import { readArea } from '../figure-place.ts';
import { presentNamed } from '../present.ts';
import { defineRoute } from '../route.ts';
import { SCHEMAS } from '../schemas.ts';

const query = z.strictObject({
  area: z.string().optional().describe('A code; what lies inside the area counts too.'),
  state: z.enum(PROJECT_STATES).optional().describe('As the list says.'),
  verdict: z.enum(VERDICTS).optional().describe('What residents found against it; differs: the discrepancies.'),
  ...pageFields,
});

/** Where a page ended: the last project's place on the list, and its code. */
const PLACE = z.tuple([positionParts.number, positionParts.text]);

/** As many are looked at together where only some are wanted. */
const PROJECTS_AT_ONCE = 5_000;

export const listProjectsRoute = defineRoute({
  method: 'get',
  path: '/projects',
  summary: 'The public list of projects, and what residents found, in the order of the list',
  ability: 'monitor',
  status: 200,
  input: z.object({ query }),
  response: SCHEMAS.ProjectList,
  handle: async (deps, caller, { query: { cursor, limit, area, ...wanted } }) => {
    const { programme } = caller;
    const [position, code] = cursor === undefined ? [] : readCursor(PLACE, cursor);
    const after = position === undefined || code === undefined ? null : { position, code };
    const areaIds = areaIdsWithin(programme, readArea(caller, area));
    const found = await findProjects(deps, caller, { areaIds, after, limit: limit + 1, ...wanted });
    const today = localDay(deps.now(), programme.calendar.timeZone);
    return toPage(
      found,
      limit,
      (one) => present(programme, one, today),
      ({ project }) => [project.position, project.code],
    );
  },
});

interface Compared {
  readonly project: CheckedProject & ProjectPlace;
  readonly finding: Finding;
}

/** The next projects that are wanted. What residents found is weighed here and not in the database, so some are read for nothing. */
async function findProjects(
  { db }: Pick<Deps, 'db'>,
  { programme }: Caller,
  wanted: Pick<z.output<typeof query>, 'state' | 'verdict' | 'limit'> & {
    readonly areaIds: readonly string[];
    readonly after: ProjectPlace | null;
  },
): Promise<Compared[]> {
  const isAll = wanted.state === undefined && wanted.verdict === undefined;
  const limit = isAll ? wanted.limit : PROJECTS_AT_ONCE;
  const found: Compared[] = [];
  let after = wanted.after;
  for (;;) {
    const rows = await listCheckedProjects(db, { programmeId: programme.id, areaIds: wanted.areaIds, limit, after });
    for (const project of rows) {
      const finding = compareWithList(project, FEWEST_INSIDE);
      if (wanted.state !== undefined && project.state !== wanted.state) continue;
      if (wanted.verdict === undefined || finding.verdict === wanted.verdict) found.push({ project, finding });
    }
    after = rows.at(-1) ?? null;
    if (after === null || rows.length < limit || found.length >= wanted.limit) return found.slice(0, wanted.limit);
  }
}

function present(
  programme: Programme,
  { project, finding }: Compared,
  today: string,
): z.output<typeof SCHEMAS.Project> {
  const { verdict, people, found, against } = finding;
  const round = (share: number) => Number(share.toFixed(4));
  return {
    code: project.code,
    name: nameIn(project.names, 'en'),
    names: project.names,
    area: presentNamed(programme.byId.areas.get(project.area_id) ?? programme.root),
    state: project.state,
    amount: project.amount,
    currency: project.currency,
    contractor: project.contractor,
    starts_on: project.starts_on,
    ends_on: project.ends_on,
    past_its_end: isPastItsEnd(project, today),
    source: project.source,
    as_of: project.as_of,
    residents: {
      verdict,
      people,
      found: found && { ...found },
      against: against && {
        share: round(against.share),
        low: round(against.range[0]),
        high: round(against.range[1]),
      },
    },
  };
}
