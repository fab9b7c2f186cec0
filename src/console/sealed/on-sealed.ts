import { sql } from 'kysely';
import { actorOf } from '../../accounts/caller.ts';
import { visibleGrievances } from '../../accounts/scope.ts';
import type { GrievanceKey } from '../../db/grievances.ts';
import { findReport } from '../../db/report-page.ts';
import type { Grievance } from '../../db/schema.ts';
import type { Deps } from '../../deps.ts';
import { AppError } from '../../errors.ts';
import { parseReference } from '../../grievances/reference.ts';
import type { Person } from '../../grievances/unmask.ts';
import type { Answer, SignedInVisit } from '../route.ts';
import { isFresh } from './is-fresh.ts';
import type { SealedTyped } from './sealed-typed.ts';

/** A sealed report that this focal point may see. */
export async function findSealed(
  { db }: Pick<Deps, 'db'>,
  { caller }: Pick<SignedInVisit, 'caller'>,
  typed: string,
): Promise<Grievance | undefined> {
  const parsed = parseReference(typed);
  if (!parsed.ok) return undefined;
  const isIt = sql<boolean>`grievances.reference = ${parsed.reference} and grievances.stream <> 'ordinary'`;
  return findReport(db, [visibleGrievances(caller), isIt]);
}

/** Goes on with a sealed report once her one-time code is fresh: else she is asked for it, and comes back here. */
export async function onFresh(
  deps: Deps,
  visit: SignedInVisit,
  reference: string,
  goOn: (report: Grievance) => Promise<Answer>,
): Promise<Answer> {
  const report = await mustFind(deps, visit, reference);
  if (isFresh(visit.session, deps.now())) return goOn(report);
  return { redirect: `/console/code?next=${encodeURIComponent(visit.url)}` };
}

/** @throws {AppError} `not_found` */
export async function mustFind(deps: Deps, visit: SignedInVisit, reference: string): Promise<Grievance> {
  const report = await findSealed(deps, visit, reference);
  if (!report) throw new AppError('not_found', 'There is no sealed report with this reference.');
  return report;
}

/** How a use case names the report: as one that she may still see, and has seen as far as the form says. */
export function keyOf({ caller }: SignedInVisit, { id }: Grievance, typed?: SealedTyped): GrievanceKey {
  return { id, visible: visibleGrievances(caller), ...(typed ? { seen: typed.seen } : {}) };
}

/** She as the history names her; with a form, under its name. */
export function personOf({ caller }: SignedInVisit, typed?: SealedTyped): Person {
  const actor = { ...actorOf(caller), id: caller.id };
  return typed ? { ...actor, source: `console-${caller.id}-${typed.once}` } : actor;
}
