import type { AccountCaller } from '../../accounts/caller.ts';
import type { Language } from '../../routing/programme.ts';
import type { Here } from '../parts/downloads.tsx';
import type { Bar } from '../parts/figure-table.ts';
import type { Scope } from '../scope/read-scope.ts';
import { type Measure, measureOf, medianDays, promisedDays } from './days.ts';
import type { Figure } from './figure.ts';

/** Who looks at what, and how it is measured: what every table of a page is made with. */
export interface Viewing {
  readonly caller: AccountCaller;
  readonly language: Language;
  readonly here: Here;
  readonly scope: Scope;
  readonly measure: Measure;
  /** Days promised to the first answer; null: there is no one promise. */
  readonly promise: number | null;
}

/** Adds what follows from who looks at what. */
export function viewingOf(given: Omit<Viewing, 'measure' | 'promise'>): Viewing {
  const { caller, scope } = given;
  return {
    ...given,
    measure: measureOf(caller.programme, scope.times),
    promise: promisedDays(caller.programme, scope.category, scope.times),
  };
}

/** Days to the first answer. */
export function answerDays({ measure }: Pick<Viewing, 'measure'>, { times }: Pick<Figure, 'times'>): Bar | null {
  return medianDays(times[measure.answer], measure.dayMinutes);
}

/** Days until resolved. */
export function resolveDays({ measure }: Pick<Viewing, 'measure'>, { times }: Pick<Figure, 'times'>): Bar | null {
  return medianDays(times[measure.resolve], measure.dayMinutes);
}
