import type { Grievance } from '../db/schema.ts';
import { AppError } from '../errors.ts';
import type { Locale } from '../locales/index.ts';

/** For what each approved text may be chosen. They are read with reference and PIN only, and are never sent. */
export const APPROVED_TEXTS = {
  reply: ['read', 'working', 'call_help'],
  ask: ['more', 'still', 'meet', 'reach'],
  resolve: ['done', 'acted', 'help_arranged'],
  reject: ['not_ours', 'not_enough', 'nothing_found'],
  refer: ['referred'],
} as const satisfies Record<string, readonly (keyof Locale['approved'])[]>;

export type ApprovedUse = keyof typeof APPROVED_TEXTS;

/** What an official says to a citizen: words of her own about an ordinary report, an approved text about a sealed one. */
export interface Words {
  readonly text?: string | undefined;
  /** The code of an approved text. */
  readonly approved?: string | undefined;
  /** Of a sealed report: what was done or found, for its focal points only. */
  readonly note?: string | undefined;
}

/** What was said, as the history keeps it. */
export interface Spoken {
  /** Her own words; empty where an approved text is said instead: that is not sent. */
  readonly text: string;
  readonly data: { readonly text: string } | { readonly approved: string; readonly note?: string };
}

/** An end that nobody can read afterwards is none: the focal points write down what was done, or why not. */
const NEEDS_NOTE: ReadonlySet<ApprovedUse> = new Set(['resolve', 'reject']);

/**
 * The words for a citizen, if they may be said about this report: whoever made a sealed one reads approved texts and nothing
 * else, whichever way the official works (decision 0020).
 *
 * @throws {AppError} `invalid`, naming the field
 */
export function speak({ stream }: Pick<Grievance, 'stream'>, use: ApprovedUse, words: Words): Spoken {
  const { text, approved, note } = words;
  const field = use === 'reject' ? 'reason' : 'text';
  if (stream === 'ordinary') {
    if (approved !== undefined) throw invalid('approved', 'Only a report of a sealed stream is answered by a code.');
    if (note !== undefined) throw invalid('note', 'Add a note by itself.');
    if (text === undefined) throw invalid(field, 'Is missing.');
    return { text, data: { text } };
  }
  const codes: readonly string[] = APPROVED_TEXTS[use];
  if (text !== undefined) {
    throw invalid(field, `Whoever made this report reads approved texts only: send "approved", one of ${list(codes)}.`);
  }
  if (approved === undefined || !codes.includes(approved)) throw invalid('approved', `Must be one of ${list(codes)}.`);
  if (!NEEDS_NOTE.has(use)) return { text: '', data: { approved } };
  if (note === undefined || note.trim() === '') {
    throw invalid('note', 'Write down for the other focal points what was done or found.');
  }
  return { text: '', data: { approved, note } };
}

/** An approved text in a language; null where this version has none of that code. */
export function approvedText({ approved }: Pick<Locale, 'approved'>, code: string): string | null {
  return Object.entries(approved).find(([known]) => known === code)?.[1] ?? null;
}

function list(codes: readonly string[]): string {
  return codes.join(', ');
}

function invalid(path: string, message: string): AppError {
  return new AppError('invalid', message, { issues: [{ path, message }] });
}
