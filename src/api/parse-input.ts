import type { z } from 'zod';
import { AppError, type Issue } from '../errors.ts';
import type { RawInput } from './route.ts';

/**
 * What a route's schema lets through.
 *
 * @throws {AppError} `invalid`: one issue for each thing that is wrong, in words, never with the value itself
 */
export function parseInput<Input extends z.ZodObject>(schema: Input, raw: RawInput): z.output<Input> {
  const parsed = schema.safeParse(raw, { error: describe });
  if (parsed.success) return parsed.data;
  throw invalid(parsed.error.issues.flatMap(toIssues));
}

/** The error for a request that was understood and cannot be done as it stands. */
export function invalid(issues: readonly Issue[]): AppError {
  return new AppError('invalid', issues.map(({ path, message }) => `${path}: ${message}`).join(' '), { issues });
}

/** The first step of a path is the part of the request (`query`, `body`): a caller knows her own field's name. */
function toIssues(issue: z.core.$ZodIssue): Issue[] {
  const [part, ...rest] = issue.path.map(String);
  const path = rest.join('.');
  if (issue.code !== 'unrecognized_keys') return [{ path: path || (part ?? ''), message: issue.message }];
  const message = part === 'query' ? 'There is no such parameter here.' : 'There is no such field here.';
  return issue.keys.map((key) => ({ path: [...rest, key].join('.'), message }));
}

const KINDS: Readonly<Record<string, string>> = { string: 'text', number: 'a number', int: 'a whole number' };

/** zod's findings as a person would put them. Undefined: zod's own words will do. */
function describe(issue: z.core.$ZodRawIssue): string | undefined {
  if (issue.code === 'invalid_type') {
    return issue.input === undefined ? 'Is missing.' : `Must be ${KINDS[issue.expected] ?? `an ${issue.expected}`}.`;
  }
  if (issue.code === 'invalid_value') {
    return `Must be ${issue.values.length > 1 ? 'one of ' : ''}${issue.values.map(String).join(', ')}.`;
  }
  if (issue.code === 'too_small') return issue.origin === 'string' ? 'Is empty.' : `Must be at least ${issue.minimum}.`;
  if (issue.code === 'too_big') {
    return `Must be at most ${issue.maximum}${issue.origin === 'string' ? ' characters' : ''}.`;
  }
  if (issue.code === 'invalid_format' && issue.format === 'date') {
    return 'Must be a date of the calendar, like 2026-11-30.';
  }
  if (issue.code === 'invalid_format' && issue.format === 'uuid') return 'Must be an `id` as the lists give it.';
  return undefined;
}
