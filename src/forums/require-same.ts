import { isDeepStrictEqual } from 'node:util';
import { AppError } from '../errors.ts';

/** A form brought other words under an id than those that were kept under it before. Nothing was changed: it needs an id of its own. */
export class OtherWordsError extends AppError {
  constructor() {
    super('conflict', 'This form was saved before with other words. Nothing was changed.');
    this.name = 'OtherWordsError';
  }
}

/**
 * Lets a form pass that was sent twice: what is kept under its id is what it says.
 *
 * @throws {OtherWordsError} where it is not: what she typed the second time must not be taken for saved
 */
export function requireSame<Kept extends object>(kept: Kept | undefined, sent: Kept): void {
  if (!isDeepStrictEqual(kept, sent)) throw new OtherWordsError();
}
