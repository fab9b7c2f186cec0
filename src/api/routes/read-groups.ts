import { NIL } from 'uuid';
import { z } from 'zod';
import { readPeopleServed } from '../../db/people-served.ts';
import { type GroupCount, readGroupCounts } from '../../db/read-month-counts.ts';
import { snapshotAt } from '../../db/snapshots.ts';
import { FEWEST_SHOWN } from '../../monitor/sections/figure-cells.ts';
import { monthFields, placeFields, presentMonths, readMonths, readPlace, requireWhole } from '../figure-place.ts';
import { presentNamed } from '../present.ts';
import { presentShare } from '../present-share.ts';
import { defineRoute, type Route } from '../route.ts';
import { SCHEMAS } from '../schemas.ts';

const groupsQuery = z.strictObject({ area: placeFields.area, ...monthFields });

/** Who is reached, by the groups of people that must be heard. Groups of few are not told. */
export const GROUP_ROUTES: readonly Route[] = [
  defineRoute({
    method: 'get',
    path: '/group-figures',
    summary: 'Reports of people who said they belong to a group, and what became of them',
    ability: 'monitor',
    status: 200,
    input: z.object({ query: groupsQuery }),
    response: SCHEMAS.GroupFigureList,
    handle: async (deps, caller, { query }) => {
      const { programme } = caller;
      const period = readMonths(caller, query, deps.now());
      const { area, isWhole } = readPlace(caller, query, period);
      const [counts, countedAt] = await Promise.all([
        readGroupCounts(deps.db, {
          programmeId: programme.id,
          from: period.from,
          to: period.to,
          areaId: isWhole ? NIL : area.id,
        }),
        snapshotAt(deps.db, programme.id, 'groups'),
      ]);
      const of = (code: string) => counts.find(({ group }) => group === code);
      return {
        items: [
          ...programme.groups.map((group) => present(presentNamed(group), of(group.code))),
          present({ code: null, name: 'No group' }, of('')),
        ],
        next_cursor: null,
        ...presentMonths(period),
        counted_at: countedAt?.toISOString() ?? null,
      };
    },
  }),
  defineRoute({
    method: 'get',
    path: '/people-served',
    summary: 'People who ever had a first answer, all of them and by group, against those the programme means to serve',
    ability: 'monitor',
    status: 200,
    input: z.object({ query: z.strictObject({}) }),
    response: SCHEMAS.PeopleServedList,
    handle: async (deps, caller) => {
      requireWhole(caller);
      const { groups, targetPeople, id } = caller.programme;
      const rows = await readPeopleServed(deps.db, id);
      const told = (code: string) => {
        const people = rows.find(({ group_code: group }) => group === code)?.people ?? 0;
        return code !== '' && people < FEWEST_SHOWN ? null : people;
      };
      const share = (people: number | null) =>
        people === null || targetPeople === null ? null : Number((people / targetPeople).toFixed(4));
      const item = (group: z.output<typeof SCHEMAS.PeopleServed>['group']) => {
        const people = told(group.code ?? '');
        return { group, people, share_of_target: share(people) };
      };
      return {
        items: [item({ code: null, name: 'Everybody' }), ...groups.map((group) => item(presentNamed(group)))],
        next_cursor: null,
        target_people: targetPeople,
        counted_at: rows[0]?.counted_at.toISOString() ?? null,
      };
    },
  }),
];

type Figure = z.output<typeof SCHEMAS.GroupFigure>;

function present(group: Figure['group'], row: GroupCount | undefined): Figure {
  if (row === undefined || row.received < FEWEST_SHOWN) {
    return { group, received: null, answered: null, confirmed: null, disputed: null, confirmed_share: null };
  }
  const { received, answered, confirmed, disputed } = row;
  return {
    group,
    received,
    answered,
    confirmed,
    disputed,
    confirmed_share: presentShare(confirmed, confirmed + disputed),
  };
}
