import type { Change } from '../db/changes.ts';
import type { Programme } from '../routing/programme.ts';

/** Who changes accounts of her programme: an administrator (any `AccountCaller`), or the command line (`id` null). */
export interface Editor {
  readonly id: string | null;
  readonly programme: Programme;
}

/** Who changed whose account, when: the part of a record that is always the same. */
export function changedBy(
  by: Editor,
  subject: string,
  at: Date,
): Pick<Change, 'programmeId' | 'accountId' | 'subject' | 'at'> {
  return { programmeId: by.programme.id, accountId: by.id, subject, at };
}
