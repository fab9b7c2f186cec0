import { z } from 'zod';
import type { Caller } from '../../accounts/caller.ts';
import { readFigures } from '../../db/read-figures.ts';
import type { Deps } from '../../deps.ts';
import { populationOf } from '../../figures/population-of.ts';
import { leavesOf } from '../../monitor/reach/leaves-of.ts';
import type { Scope } from '../../monitor/scope/read-scope.ts';
import type { Area } from '../../routing/programme.ts';
import { pageFields } from '../cursor.ts';
import { monthFields, placeFields, presentMonths, readMonths, readPlace } from '../figure-place.ts';
import { pageOf } from '../page-of.ts';
import { presentNamed } from '../present.ts';
import { defineRoute, type Route } from '../route.ts';
import { SCHEMAS } from '../schemas.ts';

const query = z.strictObject({
  area: placeFields.area,
  category: placeFields.category,
  ...monthFields,
  ...pageFields,
});
const PEOPLE = 1_000;

/** Whom the programme reaches, and where nobody reports from. */
export const REACH_ROUTES: readonly Route[] = [
  defineRoute({
    method: 'get',
    path: '/reach',
    summary: 'Reports for every 1,000 people, of the parts of an area and of all of it',
    ability: 'monitor',
    status: 200,
    input: z.object({ query }),
    response: SCHEMAS.ReachList,
    handle: async (deps, caller, { query: { cursor, limit, ...asked } }) => {
      const scope = readScope(deps, caller, asked);
      const leaves = leavesOf(scope.area);
      const received = await readReceived(deps, caller, scope, [scope.area, ...scope.area.children, ...leaves]);
      return {
        ...pageOf(
          scope.area.children.map((area) => presentReach(area, received)),
          ({ area }) => area.code,
          { cursor, limit },
        ),
        ...presentMonths(scope.period),
        total: presentReach(scope.area, received),
        smallest_areas: leaves.length,
        silent_areas: leaves.filter(({ id }) => !received.has(id)).length,
      };
    },
  }),
  defineRoute({
    method: 'get',
    path: '/silent-areas',
    summary: 'The smallest areas from which nobody reported anything',
    ability: 'monitor',
    status: 200,
    input: z.object({ query }),
    response: SCHEMAS.SilentAreaList,
    handle: async (deps, caller, { query: { cursor, limit, ...asked } }) => {
      const scope = readScope(deps, caller, asked);
      const leaves = leavesOf(scope.area);
      const received = await readReceived(deps, caller, scope, leaves);
      const silent = leaves.filter(({ id }) => !received.has(id));
      const { items, next_cursor } = pageOf(silent, ({ code }) => code, { cursor, limit });
      return {
        items: items.map((area) => ({
          area: presentNamed(area),
          within: area.parent && presentNamed(area.parent),
          people: populationOf(area)?.people ?? null,
        })),
        next_cursor,
        ...presentMonths(scope.period),
      };
    },
  }),
];

type Asked = Omit<z.output<typeof query>, 'cursor' | 'limit'>;

function readScope({ now }: Pick<Deps, 'now'>, caller: Caller, asked: Asked): Scope {
  return readPlace(caller, asked, readMonths(caller, asked, now()));
}

/** Reports by row id of the area they came from, with all below it; areas without a report are not in it. */
async function readReceived(
  { db }: Pick<Deps, 'db'>,
  { programme }: Caller,
  { period, category, withAbout }: Scope,
  areas: readonly Area[],
): Promise<ReadonlyMap<string, number>> {
  const wanted = {
    programmeId: programme.id,
    from: period.from,
    to: period.to,
    areas: [...new Set(areas)].map(({ id }) => id),
    withAbout,
  };
  const rows = await readFigures(
    db,
    category === null ? { ...wanted, kind: 'area' } : { ...wanted, kind: 'area_category', categories: [category.id] },
  );
  return new Map(rows.map((row) => [row.areaId, row.received]));
}

function presentReach(area: Area, received: ReadonlyMap<string, number>): z.output<typeof SCHEMAS.Reach> {
  const population = populationOf(area);
  const reports = received.get(area.id) ?? 0;
  const rate = population === null || population.people === 0 ? null : (reports / population.people) * PEOPLE;
  return {
    area: presentNamed(area),
    reports,
    people: population?.people ?? null,
    counted_in: population?.year ?? null,
    reports_per_1000_people: rate === null ? null : Number(rate.toFixed(4)),
  };
}
