import { hasActedOn } from '../../db/report-page.ts';
import type { Deps } from '../../deps.ts';
import { openSealed } from '../../grievances/open-sealed.ts';
import type { ConsoleWords } from '../../locales/console/index.ts';
import type { FieldError } from '../report/check-typed.ts';
import { readView } from '../report/report-view.ts';
import type { Answer, SignedInVisit } from '../route.ts';
import { SealedActionPage } from './action-page.tsx';
import { checkSealed } from './check-sealed.ts';
import { isFresh } from './is-fresh.ts';
import { keyOf, mustFind, onFresh, personOf } from './on-sealed.ts';
import { SealedReportPage } from './report-page.tsx';
import { possibleSealedActions, SEALED_ACTIONS, type SealedActionName } from './sealed-actions.ts';
import { sealedPathOf } from './sealed-frame.tsx';
import { blankSealed, readSealedTyped } from './sealed-typed.ts';
import { whenProved } from './when-proved.ts';

type Done = keyof ConsoleWords['sealed']['actions'];

/** The report's own page. That it was opened is written down before it is shown. */
export function showSealed(deps: Deps, visit: SignedInVisit, reference: string, done: Done | null): Promise<Answer> {
  return onFresh(deps, visit, reference, async (report) => {
    const opened = await openSealed(deps, personOf(visit), keyOf(visit, report));
    return { page: <SealedReportPage view={await readView(deps, visit, opened)} done={done} /> };
  });
}

/** The page of an action, nothing filled in yet. */
export function showSealedAction(
  deps: Deps,
  visit: SignedInVisit,
  name: SealedActionName,
  reference: string,
): Promise<Answer> {
  return onFresh(deps, visit, reference, async (report) => {
    const view = await readView(deps, visit, report);
    if (!possibleSealedActions(view).includes(name)) return { redirect: sealedPathOf(view) };
    const typed = blankSealed(view.seen);
    return { page: <SealedActionPage view={view} name={name} typed={typed} errors={[]} asksCode={false} /> };
  });
}

/** What a sent form of an action is answered with. What stands in the way comes back with everything kept. */
export async function answerSealedAction(
  deps: Deps,
  visit: SignedInVisit,
  name: SealedActionName,
  reference: string,
): Promise<Answer> {
  const report = await mustFind(deps, visit, reference);
  const view = await readView(deps, visit, report);
  const typed = readSealedTyped(visit.form);
  const person = personOf(visit, typed);
  const done = `${sealedPathOf(view)}?done=${name}`;
  // Sent a second time it does nothing, and says that it was done.
  const asked = { programmeId: report.programme_id, reference: report.reference, source: person.source ?? '' };
  if (await hasActedOn(deps.db, asked)) return { redirect: done };
  const again = (errors: readonly FieldError[], status: number, asksCode = false): Answer => {
    // Where it was told that the report has changed, the next press knows of that.
    const kept = status === 409 ? { ...typed, seen: view.seen } : typed;
    return {
      page: <SealedActionPage view={view} name={name} typed={kept} errors={errors} asksCode={asksCode} />,
      status,
    };
  };
  const errors = checkSealed(view, name, typed);
  if (errors.length > 0) return again(errors, 422, !isFresh(visit.session, deps.now()));
  return whenProved(deps, visit, {
    again,
    done,
    firstField: FIRST_FIELD[SEALED_ACTIONS[name].fields[0] ?? 'note'],
    work: () => SEALED_ACTIONS[name].run(deps, person, keyOf(visit, report, typed), typed),
  });
}

const FIRST_FIELD = {
  texts: 'approved',
  service: 'service',
  consent: 'consent',
  office: 'office',
  note: 'note',
} as const;
