import { listCallable } from '../../db/pagings.ts';
import { readAccountNames } from '../../db/report-page.ts';
import type { Account } from '../../db/schema.ts';
import { listUnmaskings, type Unmasking } from '../../db/unmaskings.ts';
import type { Deps } from '../../deps.ts';
import { isShown, isUndecided } from '../../grievances/unmask.ts';
import { placesAround } from '../../routing/places-around.ts';
import type { ReportView } from '../report/report-view.ts';

/** How it stands with the number behind a report, for one of its focal points. */
export interface NumberView {
  readonly hasNumber: boolean;
  /** Until when she may see it; null: she may not. */
  readonly shownUntil: Date | null;
  /** When she asked and nobody has decided; null: she has not. */
  readonly askedAt: Date | null;
  /** Asked by others, and nobody has decided. */
  readonly toDecide: readonly (Unmasking & { readonly name: string })[];
  /** Who refused her last question, if it was refused. */
  readonly refused: { readonly name: string; readonly at: Date } | null;
  /** Names of the other focal points for this report. */
  readonly deciders: readonly string[];
  readonly administrators: readonly string[];
}

/** Reads how it stands with the number. The number itself is not read. */
export async function readNumberView(deps: Pick<Deps, 'db'>, view: ReportView): Promise<NumberView> {
  const { grievance, programme, area, caller, now } = view;
  const { stream } = grievance;
  const areaIds = placesAround(area).map(({ id }) => id);
  const [unmaskings, people] = await Promise.all([
    listUnmaskings(deps.db, grievance.id),
    listCallable(deps.db, { programmeId: programme.id, stream, areaIds }),
  ]);
  const own = unmaskings.filter(({ asked_by: by }) => by === caller.id);
  // Of people who work elsewhere by now as well.
  const ids = unmaskings.flatMap(({ asked_by: by, decided_by: decidedBy }) => [by, ...(decidedBy ? [decidedBy] : [])]);
  const names = await readAccountNames(deps.db, ids);
  const named = (id: string | null) => names.get(id ?? '') ?? '';
  const [last] = own;
  const isRefused = last?.is_granted === false && last.decided_at !== null;
  return {
    hasNumber: grievance.citizen_id !== null,
    shownUntil: own.find((one) => isShown(one, now))?.ends_at ?? null,
    askedAt: own.find(isUndecided)?.asked_at ?? null,
    toDecide: unmaskings
      .filter((one) => one.asked_by !== caller.id && isUndecided(one))
      .map((one) => ({ ...one, name: named(one.asked_by) })),
    refused: isRefused && last.decided_at ? { name: named(last.decided_by), at: last.decided_at } : null,
    deciders: namesOf(people.filter(({ role, id }) => role === 'focal' && id !== caller.id)),
    administrators: namesOf(people.filter(({ role }) => role === 'admin')),
  };
}

function namesOf(people: readonly Account[]): string[] {
  return people.map(({ name }) => name).sort();
}
