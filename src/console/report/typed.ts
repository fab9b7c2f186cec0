import { randomUUID } from 'node:crypto';
import { validate as isUuid } from 'uuid';
import { fieldOf } from '../read-form.ts';
import type { Form } from '../route.ts';
import { NOTHING_SEEN } from './report-view.ts';

/** What a form about a report sends, as it was typed. */
export interface Typed {
  readonly text: string;
  /** Code of an office, and the words it was looked for with. */
  readonly office: string;
  readonly find: string;
  /** Row id of an account; `nobody`. */
  readonly account: string;
  /** Reference of another report. */
  readonly into: string;
  /** Row id of a saved answer to begin with. */
  readonly saved: string;
  /** What the form itself was called when it was made: sent twice, it acts once. */
  readonly once: string;
  /** The last event that was on the page. */
  readonly seen: string;
  /** Which button was pressed; empty: the first one. */
  readonly step: string;
}

/** A form that nobody has filled in yet. */
export function blank(seen: string): Typed {
  return { text: '', office: '', find: '', account: '', into: '', saved: '', once: randomUUID(), seen, step: '' };
}

/** Reads a form; a page that was made up loses nothing but its claim to have seen anything. */
export function readTyped(form: Form): Typed {
  const once = fieldOf(form, 'once');
  const seen = fieldOf(form, 'seen');
  return {
    // Browsers send line breaks in two characters.
    text: fieldOf(form, 'text').replace(/\r\n?/g, '\n').trim(),
    office: fieldOf(form, 'office'),
    find: fieldOf(form, 'find').trim(),
    account: fieldOf(form, 'account'),
    into: fieldOf(form, 'into').trim(),
    saved: fieldOf(form, 'saved'),
    once: isUuid(once) ? once : randomUUID(),
    seen: isUuid(seen) ? seen : NOTHING_SEEN,
    step: fieldOf(form, 'step'),
  };
}
