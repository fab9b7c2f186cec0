import { sql } from 'kysely';
import { visibleGrievances } from '../../accounts/scope.ts';
import { findReport } from '../../db/report-page.ts';
import type { Grievance } from '../../db/schema.ts';
import type { Deps } from '../../deps.ts';
import { parseReference } from '../../grievances/reference.ts';
import type { Answer, SignedInVisit } from '../route.ts';
import { MissingPage } from './missing-page.tsx';

/**
 * Goes on with the report of this reference, if this caller may see it. What she may not see does not exist for her: one page
 * says so of both.
 *
 * @param typed as it stands in the address
 * @param text what she had written about it, so that it is not lost
 */
export async function onReport(
  deps: Pick<Deps, 'db'>,
  visit: SignedInVisit,
  { typed, text = '' }: { typed: string; text?: string },
  goOn: (report: Grievance) => Promise<Answer>,
): Promise<Answer> {
  const parsed = parseReference(typed);
  const missing = { page: <MissingPage visit={visit} isMistyped={isMistyped(typed)} text={text} />, status: 404 };
  if (!parsed.ok) return missing;
  const report = await readVisible(deps, visit, parsed.reference);
  if (!report) return missing;
  // What a sealed report is answered with, and that it was looked at, is the sealed pages' to see to.
  return report.stream === 'ordinary' ? goOn(report) : { redirect: `/console/sealed/${report.reference}` };
}

/** The report with these eight digits, if this caller may see it. */
export async function readVisible(
  { db }: Pick<Deps, 'db'>,
  { caller }: Pick<SignedInVisit, 'caller'>,
  reference: string,
): Promise<Grievance | undefined> {
  return findReport(db, [visibleGrievances(caller), sql<boolean>`grievances.reference = ${reference}`]);
}

function isMistyped(typed: string): boolean {
  const parsed = parseReference(typed);
  return !parsed.ok && parsed.reason === 'check_digit';
}
