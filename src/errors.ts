/** Every way a request can fail that a person can do something about. The HTTP status follows from the code. */
const STATUS = {
  bad_request: 400,
  unauthorized: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  too_large: 413,
  invalid: 422,
  too_many: 429,
  internal: 500,
  unavailable: 503,
} as const;

export type ErrorCode = keyof typeof STATUS;

/** One thing that is wrong with what was sent: where, and how to mend it. */
export interface Issue {
  path: string;
  message: string;
}

/**
 * An expected failure. `message` is for the person who asked and names the mend; `cause` is for the log only and never
 * leaves the process. Never put a phone number, a name or the text of a report into `message`.
 */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly issues: readonly Issue[] | undefined;

  constructor(code: ErrorCode, message: string, options: { cause?: unknown; issues?: readonly Issue[] } = {}) {
    super(message, 'cause' in options ? { cause: options.cause } : {});
    this.name = 'AppError';
    this.code = code;
    this.issues = options.issues;
  }

  /** The HTTP status of the code. */
  get status(): number {
    return STATUS[this.code];
  }
}

/** The HTTP status an API answers with for a code. */
export function statusOf(code: ErrorCode): number {
  return STATUS[code];
}
