import type { Deps } from '../../deps.ts';
import { AppError } from '../../errors.ts';
import { wordsOf } from '../../locales/console/index.ts';
import type { FieldError } from '../report/check-typed.ts';
import type { Answer, SignedInVisit } from '../route.ts';
import { proveAgain } from './prove-again.ts';

/** What a form wants done, and the page that comes again where that is not possible. */
export interface Attempt {
  /** The form with everything that was typed. */
  readonly again: (errors: readonly FieldError[], status: number, asksCode?: boolean) => Answer;
  /** The address of the page that says that it was done. */
  readonly done: string;
  /** Where an error summary leads to that is about no field. */
  readonly firstField: string;
  readonly work: () => Promise<unknown>;
}

/** Does it once her code is fresh, and leads to the page that says so. */
export async function whenProved(deps: Deps, visit: SignedInVisit, attempt: Attempt): Promise<Answer> {
  const { sealed } = wordsOf(visit.language);
  const proof = await proveAgain(deps, visit);
  if (!proof.isProved) return attempt.again([{ name: 'code', message: sealed[proof.problem] }], 422, true);
  const cookie = proof.token === null ? {} : { token: proof.token };
  try {
    await attempt.work();
    return { redirect: attempt.done, ...cookie };
  } catch (error) {
    if (!(error instanceof AppError) || error.status >= 500) throw error;
    // Where her session goes on under another token, every answer must bring it to her.
    const isExpected = error.code === 'conflict' || error.code === 'invalid';
    if (!isExpected && proof.token === null) throw error;
    return { ...attempt.again([{ name: attempt.firstField, message: sealed.notNow }], 409), ...cookie };
  }
}
