import { findPublicRequest, type ListedCell, type PublicRequest, readListedCells } from '../db/open311-requests.ts';
import type { Deps } from '../deps.ts';
import { parseReference } from '../grievances/reference.ts';
import type { Programme } from '../routing/programme.ts';
import { countRequest } from './limit.ts';
import { listPage } from './list-page.ts';
import { Open311Error } from './open311-error.ts';
import { presentRequest } from './present-request.ts';
import { fromPublicId, toPublicId } from './public-id.ts';
import { type Given, readIds, readQuery } from './read-query.ts';
import { scopeOf } from './scope-of.ts';

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
  const cells = await readListedCells(deps.db, { ...scope, categoryIds }, months);
  const rows = await listPage(deps, scope, query, cells);
  const present = presentRequest(programme);
  return rows.map((row) => present(row, toPublicId(deps.config, row.id), 'listed'));
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
  const scope = scopeOf(programme);
  const row = await findPublicRequest(deps.db, scope, key);
  if (row === undefined) return null;
  const isListed = isAmong(await readListedCells(deps.db, scope, { first: row.month, last: row.month }), row);
  const present = presentRequest(programme);
  if ('reference' in key) return present(row, key.reference, isListed ? 'known' : 'unlike');
  return isListed ? present(row, id, 'listed') : null;
}

function isAmong(cells: readonly ListedCell[], row: PublicRequest): boolean {
  return cells.some(({ partId, categoryId }) => partId === row.part_id && categoryId === row.category_id);
}
