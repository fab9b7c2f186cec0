/** One entry of the standard's `errors`: an HTTP status, and a sentence for the person at the other end. */
export interface Open311Problem {
  readonly code: number;
  readonly description: string;
}

/** A request that is refused in the standard's shape. The first code is the answer's status. */
export class Open311Error extends Error {
  readonly problems: readonly Open311Problem[];
  /** Seconds after which to come again, where that helps. */
  readonly retryAfterS: number | undefined;

  constructor(code: number, description: string, retryAfterS?: number) {
    super(description);
    this.name = 'Open311Error';
    this.problems = [{ code, description }];
    this.retryAfterS = retryAfterS;
  }
}
