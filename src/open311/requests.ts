import {
  cellKey,
  findPublicRequest,
  listPublicRequests,
  type Months,
  type PublicRequest,
  readCrowds,
} from '../db/open311-requests.ts';
import type { Deps } from '../deps.ts';
import { parseReference } from '../grievances/reference.ts';
import type { Programme } from '../routing/programme.ts';
import { countRequest } from './limit.ts';
import { Open311Error } from './open311-error.ts';
import { presentRequest } from './present-request.ts';
import { fromPublicId, toPublicId } from './public-id.ts';
import { type Given, readIds, readQuery } from './read-query.ts';
import { scopeOf, wideOffices } from './scope-of.ts';

/** Fewer alike and it is not said what a report is about or where it was filed (design: k >= 10 in anything public). */
const LEAST_ALIKE = 10;

type ReadDeps = Pick<Deps, 'config' | 'db' | 'now'>;

/**
 * The reports that a query asks for, as far as the public may see them. Ids given by name go before every other parameter.
 *
 * @throws {Open311Error}
 */
export async function listRequests(deps: ReadDeps, programme: Programme, given: Given, address: string) {
  const ids = readIds(given);
  if (ids !== null) {
    const found = [];
    for (const id of ids) found.push(await findRequest(deps, programme, id, address));
    return found.filter((request) => request !== null);
  }
  const { categories, ...query } = readQuery(programme, given, deps.now());
  await countRequest(deps, 'list', address);
  const scope = scopeOf(programme);
  const wanted = categories?.map(({ id }) => id);
  const categoryIds = scope.categoryIds.filter((id) => wanted?.includes(id) ?? true);
  const months = { first: query.from.slice(0, 7), last: query.to.slice(0, 7) };
  const crowds = await crowdsIn(deps, programme, months);
  const rows = await listPublicRequests(deps.db, { ...scope, categoryIds }, query, crowds);
  const present = await presenter(deps, programme, rows, crowds);
  return rows.map((row) => present(row, toPublicId(deps.config, row.id)));
}

/**
 * One report.
 *
 * @throws {Open311Error} 404; 429
 */
export async function readRequest(deps: ReadDeps, programme: Programme, id: string, address: string) {
  const request = await findRequest(deps, programme, id, address);
  if (request !== null) return [request];
  throw new Open311Error(404, 'service_request_id was not found.');
}

/**
 * By its public id, where it is in the list; or by its reference, by whoever knows it: then the list's rule decides only whether it is
 * said what it is about and where. So trying references tells no more than that a report exists, and how far it is.
 */
async function findRequest(deps: ReadDeps, programme: Programme, id: string, address: string) {
  const rowId = fromPublicId(deps.config, id);
  const parsed = parseReference(id);
  if (rowId === null && !parsed.ok) return null;
  if (rowId === null) await countRequest(deps, 'reference', address);
  const key = rowId === null ? { reference: parsed.ok ? parsed.reference : '' } : { id: rowId };
  const row = await findPublicRequest(deps.db, scopeOf(programme), key);
  if (row === undefined) return null;
  const crowds = await crowdsIn(deps, programme, { first: row.month, last: row.month });
  const { to: notYet } = readQuery(programme, () => undefined, deps.now());
  const isListed = isAmong(crowds, row, row.part_id) && row.requested_on < notYet;
  if (rowId !== null && !isListed) return null;
  const present = await presenter(deps, programme, [row], crowds);
  return present(row, 'reference' in key ? key.reference : id);
}

/** Of which month, part and category enough reports are alike. */
function crowdsIn({ db }: Pick<Deps, 'db'>, programme: Programme, months: Months): Promise<ReadonlySet<string>> {
  const scope = scopeOf(programme);
  const placeIds = [...new Set(scope.parts.map(({ partId }) => partId))];
  return readCrowds(db, scope, { ...months, kind: 'area_category', placeIds, least: LEAST_ALIKE });
}

/** How reports of a page are presented: an office is named only where it is a wide one and owes enough that are alike. */
async function presenter(
  { db }: Pick<Deps, 'db'>,
  programme: Programme,
  rows: readonly PublicRequest[],
  crowds: ReadonlySet<string>,
) {
  const wide = wideOffices(programme);
  const placeIds = [...new Set(rows.flatMap(({ office_id: id }) => (id !== null && wide.has(id) ? [id] : [])))];
  const months = rows.map(({ month }) => month).sort();
  const [first = '2000-01', last = '2000-01'] = [months[0], months.at(-1)];
  const query = { first, last, kind: 'office_category', placeIds, least: LEAST_ALIKE } as const;
  const atOffices = placeIds.length === 0 ? new Set<string>() : await readCrowds(db, scopeOf(programme), query);
  return (row: PublicRequest, id: string) =>
    presentRequest(programme, row, id, {
      isAlike: isAmong(crowds, row, row.part_id),
      isOfficeAlike: isAmong(atOffices, row, row.office_id),
    });
}

function isAmong(
  crowds: ReadonlySet<string>,
  { month, category_id: categoryId }: PublicRequest,
  placeId: string | null,
): boolean {
  return placeId !== null && crowds.has(cellKey(month, placeId, categoryId));
}
