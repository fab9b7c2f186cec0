import { NIL } from 'uuid';
import { z } from 'zod';
import type { Caller } from '../../accounts/caller.ts';
import { type BacklogRow, readBacklog } from '../../db/read-backlog.ts';
import { AGE_CLASSES_DAYS, snapshotAt } from '../../db/snapshots.ts';
import { cellsByArea, cellsByCategory, cellsByOffice, cellsOfAll } from '../../monitor/figures/cells.ts';
import { pageFields } from '../cursor.ts';
import { placeFields, readMonths, readPlace } from '../figure-place.ts';
import { pageOf } from '../page-of.ts';
import { presentNamed } from '../present.ts';
import { defineRoute } from '../route.ts';
import { SCHEMAS } from '../schemas.ts';

const GROUPINGS = ['office', 'area', 'category'] as const;
type Grouping = (typeof GROUPINGS)[number];

const query = z.strictObject({ group_by: z.enum(GROUPINGS), ...placeFields, ...pageFields });

export const readBacklogRoute = defineRoute({
  method: 'get',
  path: '/backlog',
  summary: 'What is open, late and waiting, and for how long, as it was counted some minutes ago at most',
  ability: 'monitor',
  status: 200,
  input: z.object({ query }),
  response: SCHEMAS.BacklogList,
  handle: async (deps, caller, { query: { group_by: groupBy, cursor, limit, ...asked } }) => {
    const { programme } = caller;
    const scope = readPlace(caller, asked, readMonths(caller, {}, deps.now()));
    const cells = {
      office: () => cellsByOffice(programme, scope),
      area: () => cellsByArea(programme, scope),
      category: () => cellsByCategory(programme, scope),
    }[groupBy]() ?? { kind: 'area', areas: [] };
    const at = { programmeId: programme.id, withAbout: scope.withAbout };
    const [rows, [whole], countedAt] = await Promise.all([
      readBacklog(deps.db, { ...at, ...cells }),
      readBacklog(deps.db, { ...at, ...cellsOfAll(scope) }),
      snapshotAt(deps.db, programme.id, 'backlog'),
    ]);
    const items = rows.map((row) => present(nameOf(caller, groupBy, row), row));
    return {
      ...pageOf(items, ({ group }) => group.code ?? '', { cursor, limit }),
      group_by: groupBy,
      counted_at: countedAt?.toISOString() ?? null,
      total: present({ code: null, name: 'All' }, whole),
    };
  },
});

function nameOf({ programme }: Caller, groupBy: Grouping, row: BacklogRow) {
  const { offices, areas, categories } = programme.byId;
  if (groupBy === 'office' && row.officeId === NIL) return { code: null, name: 'No office yet' };
  const found = {
    office: offices.get(row.officeId),
    area: areas.get(row.areaId),
    category: categories.get(row.categoryId),
  }[groupBy];
  return found === undefined ? { code: null, name: 'Unknown' } : presentNamed(found);
}

function present(
  group: { readonly code: string | null; readonly name: string },
  row: BacklogRow | undefined,
): z.output<typeof SCHEMAS.Backlog> {
  return {
    group: { ...group },
    open: row?.open ?? 0,
    overdue: row?.overdue ?? 0,
    waiting_for_citizen: row?.waiting ?? 0,
    without_office: row?.inTriage ?? 0,
    ages: [...AGE_CLASSES_DAYS, null].map((days, index) => ({ up_to_days: days, open: row?.ages[index] ?? 0 })),
    oldest_filed_at: row?.oldestFiledAt?.toISOString() ?? null,
  };
}
