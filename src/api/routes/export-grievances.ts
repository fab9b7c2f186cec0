import { z } from 'zod';
import type { Caller } from '../../accounts/caller.ts';
import { visibleGrievances } from '../../accounts/scope.ts';
import { toCsv } from '../../console/parts/to-csv.ts';
import { type After, type ListedGrievance, listGrievances } from '../../db/list-grievances.ts';
import type { Deps } from '../../deps.ts';
import { conditionsOf, filterFields } from '../grievance-filters.ts';
import { presentGrievance } from '../present.ts';
import { defineRoute } from '../route.ts';

/**
 * Rows in memory at a time. Each step is a statement of its own that goes on where the last one ended: a cursor of the database would
 * hold one of its few connections for as long as the slowest reader reads.
 */
const ROWS_AT_ONCE = 500;

const COLUMNS = [
  'reference',
  'kind',
  'category',
  'area',
  'area_name',
  'office',
  'office_name',
  'status',
  'outcome',
  'channel',
  'language',
  'filed_at',
  'respond_by',
  'resolve_by',
  'first_answered_at',
  'resolved_at',
  'overdue',
  'joiners',
  'for_other',
  'assignee',
  'text',
] as const;

export const exportGrievancesRoute = defineRoute({
  method: 'get',
  path: '/grievances.csv',
  summary: 'The same list as a file for spreadsheets, whole and streamed, however long it is',
  ability: 'read',
  status: 200,
  media: 'text/csv',
  input: z.object({ query: z.strictObject(filterFields) }),
  response: z.custom<AsyncIterable<string>>(),
  handle: async (deps, caller, { query }) => {
    const now = deps.now();
    const where = [visibleGrievances(caller), ...conditionsOf(caller, query, now)];
    return linesOf(deps, caller, { where, now });
  },
});

type Wanted = Pick<Parameters<typeof listGrievances>[1], 'where' | 'now'>;

/** The file in pieces. The next ones are read when the last piece was taken. */
async function* linesOf({ db }: Pick<Deps, 'db'>, caller: Caller, wanted: Wanted): AsyncGenerator<string> {
  yield toCsv([COLUMNS]);
  let after: After | null = null;
  for (;;) {
    const rows: ListedGrievance[] = await listGrievances(db, { ...wanted, after, limit: ROWS_AT_ONCE });
    const last = rows.at(-1);
    if (last === undefined) return;
    // A byte order mark stands at the begin of a file only.
    yield toCsv(rows.map((row) => cellsOf(caller, row))).slice(1);
    if (rows.length < ROWS_AT_ONCE) return;
    after = { filedUs: last.filed_us, id: last.id };
  }
}

function cellsOf(caller: Caller, row: ListedGrievance): string[] {
  const { area, office, ...shown } = presentGrievance(caller, row);
  const cells: Record<(typeof COLUMNS)[number], string | number | boolean | null> = {
    ...shown,
    area: area.code,
    area_name: area.name,
    office: office?.code ?? null,
    office_name: office?.name ?? null,
  };
  return COLUMNS.map((name) => String(cells[name] ?? ''));
}
