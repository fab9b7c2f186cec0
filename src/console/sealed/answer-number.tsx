import { validate as isUuid } from 'uuid';
import type { GrievanceKey } from '../../db/grievances.ts';
import type { Deps } from '../../deps.ts';
import { AppError } from '../../errors.ts';
import { askForNumber, decideOnNumber, type Person, SHORTEST_REASON, showNumber } from '../../grievances/unmask.ts';
import { type ConsoleWords, wordsOf } from '../../locales/console/index.ts';
import { fieldOf } from '../read-form.ts';
import type { FieldError } from '../report/check-typed.ts';
import { readView } from '../report/report-view.ts';
import type { Answer, SignedInVisit } from '../route.ts';
import { isFresh } from './is-fresh.ts';
import { NumberPage, ShownNumberPage } from './number-page.tsx';
import { readNumberView } from './number-view.ts';
import { keyOf, mustFind, onFresh, personOf } from './on-sealed.ts';
import { sealedPathOf } from './sealed-frame.tsx';
import { blankSealed, readSealedTyped, type SealedTyped } from './sealed-typed.ts';
import { whenProved } from './when-proved.ts';

type Done = keyof ConsoleWords['sealed']['actions'];

/** How it stands with the number behind a report. */
export function showNumberPage(deps: Deps, visit: SignedInVisit, reference: string): Promise<Answer> {
  return onFresh(deps, visit, reference, async (report) => {
    const view = await readView(deps, visit, report);
    const number = await readNumberView(deps, view);
    const typed = blankSealed(view.seen);
    return { page: <NumberPage view={view} number={number} typed={typed} errors={[]} asksCode={false} /> };
  });
}

/** She asks for the number. */
export async function answerAsk(deps: Deps, visit: SignedInVisit, reference: string): Promise<Answer> {
  const { sealed } = wordsOf(visit.language);
  return answerNumber(deps, visit, reference, {
    done: 'number',
    check: ({ note }) =>
      note.length < SHORTEST_REASON ? [{ name: 'note', message: sealed.shortReason(SHORTEST_REASON) }] : [],
    work: (person, key, { note }) => askForNumber(deps, person, key, { reason: note }),
  });
}

/** She decides what another focal point has asked. */
export async function answerDecide(deps: Deps, visit: SignedInVisit, reference: string): Promise<Answer> {
  const unmaskingId = fieldOf(visit.form, 'unmasking');
  const decision = fieldOf(visit.form, 'decision');
  if (!isUuid(unmaskingId) || (decision !== 'grant' && decision !== 'refuse')) {
    throw new AppError('bad_request', 'This form is not complete.');
  }
  return answerNumber(deps, visit, reference, {
    done: 'decide',
    check: () => [],
    work: (person, key) => decideOnNumber(deps, person, key, { unmaskingId, isGranted: decision === 'grant' }),
  });
}

async function answerNumber(
  deps: Deps,
  visit: SignedInVisit,
  reference: string,
  form: {
    done: Done;
    check: (typed: SealedTyped) => FieldError[];
    work: (person: Person, key: GrievanceKey, typed: SealedTyped) => Promise<void>;
  },
): Promise<Answer> {
  const report = await mustFind(deps, visit, reference);
  const view = await readView(deps, visit, report);
  const typed = readSealedTyped(visit.form);
  const isStale = !isFresh(visit.session, deps.now());
  const number = await readNumberView(deps, view);
  const again = (errors: readonly FieldError[], status: number, asksCode = false): Answer => ({
    page: <NumberPage view={view} number={number} typed={typed} errors={errors} asksCode={asksCode} />,
    status,
  });
  const errors = form.check(typed);
  if (errors.length > 0) return again(errors, 422, isStale);
  return whenProved(deps, visit, {
    again,
    done: `${sealedPathOf(view)}?done=${form.done}`,
    firstField: 'note',
    work: () => form.work(personOf(visit, typed), keyOf(visit, report), typed),
  });
}

/** The number itself, if it was granted to her within the hour. That it is shown is written down first. */
export function showNumberItself(deps: Deps, visit: SignedInVisit, reference: string): Promise<Answer> {
  return onFresh(deps, visit, reference, async (report) => {
    const { phone, until } = await showNumber(deps, personOf(visit), keyOf(visit, report));
    return { page: <ShownNumberPage view={await readView(deps, visit, report)} phone={phone} until={until} /> };
  });
}
