import { sql } from 'kysely';
import { findReport } from '../../db/report-page.ts';
import type { Grievance } from '../../db/schema.ts';
import type { Deps } from '../../deps.ts';
import { isPin } from '../../grievances/pin.ts';
import { pinOfSource } from '../../grievances/pin-of-source.ts';
import type { Area, Category } from '../../routing/programme.ts';
import { sourceOf } from '../report/act.ts';
import { readVisible } from '../report/on-report.tsx';
import type { SignedInVisit } from '../route.ts';

/** A report as it was kept a moment ago. */
export interface Receipt {
  readonly grievance: Grievance;
  readonly category: Category;
  readonly area: Area;
  /** Null: her phone opens it. */
  readonly pin: string | null;
  /** Whether whoever wrote it down may see what becomes of it. */
  readonly isHers: boolean;
}

/** A PIN that lies in a browser's history must open nothing to whoever sits there next. */
const SHOWN_FOR_MS = 15 * 60_000;

/** What this person has kept with a form, while that is shown; null: nothing. */
export async function readReceipt(
  deps: Pick<Deps, 'config' | 'db' | 'now'>,
  visit: SignedInVisit,
  once: string,
): Promise<Receipt | null> {
  const { programme } = visit.caller;
  const source = sourceOf(visit, { once });
  const grievance = await findReport(deps.db, [sql<boolean>`grievances.source = ${source}`]);
  if (!grievance || deps.now().getTime() - grievance.filed_at.getTime() > SHOWN_FOR_MS) return null;
  const category = programme.byId.categories.get(grievance.category_id);
  const area = programme.byId.areas.get(grievance.area_id);
  if (!category || !area) return null;
  const pin = pinOfSource(deps.config.indexKey, source);
  return {
    grievance,
    category,
    area,
    pin: isPin(deps.config.indexKey, grievance, pin) ? pin : null,
    isHers: (await readVisible(deps, visit, grievance.reference)) !== undefined,
  };
}
