import { ConfigError } from './config.ts';
import { errorCode } from './db/error-code.ts';
import { AppError } from './errors.ts';
import { ProgrammeError } from './routing/problem.ts';

/** What a code of Node or PostgreSQL means to whoever starts a gateway, and what to do about it. */
const MENDS: readonly (readonly [pattern: RegExp, mend: string])[] = [
  [
    /^(ECONNREFUSED|ENOTFOUND|ETIMEDOUT|EHOSTUNREACH)$/,
    'PostgreSQL does not answer. Is it running, and is DATABASE_URL right?',
  ],
  [/^28/, 'PostgreSQL does not let us in: the user or the password in DATABASE_URL is wrong.'],
  [/^3D000$/, 'PostgreSQL has no such database. Create it, or correct DATABASE_URL.'],
  [/^(EACCES|EPERM|EROFS)$/, 'A file or folder may not be written. Set DATA_DIR to a folder of this account.'],
  [/^ENOSPC$/, 'The disk is full.'],
  [/^ERR_PARSE_ARGS/, 'See `npm start -- --help`.'],
];

/** Why a start failed, for the person at the terminal: a sentence where we know one, else the whole error. */
export function explainStartFailure(error: unknown): string {
  if (error instanceof ConfigError || error instanceof AppError || error instanceof ProgrammeError)
    return error.message;
  const code = String(errorCode(error) ?? '');
  const mend = MENDS.find(([pattern]) => pattern.test(code))?.[1];
  const message = error instanceof Error ? error.message : String(error);
  if (mend !== undefined) return `${mend}\n(${message === '' ? code : message})`;
  return error instanceof Error ? (error.stack ?? message) : message;
}
