import { randomUUID } from 'node:crypto';
import { validate as isUuid } from 'uuid';
import { CONSENT_WAYS, type ConsentWay } from '../../grievances/refer.ts';
import { fieldOf } from '../read-form.ts';
import { NOTHING_SEEN } from '../report/report-view.ts';
import type { Form } from '../route.ts';

/** What a form about a sealed report sends, as it was typed. */
export interface SealedTyped {
  /** The code of an approved text. */
  readonly approved: string;
  /** Words for other focal points: a note, what was done, why. */
  readonly note: string;
  /** Code of an office. */
  readonly office: string;
  /** The number of a helpline; `other`. */
  readonly service: string;
  readonly otherService: string;
  readonly consent: ConsentWay | null;
  /** What the form itself was called when it was made: sent twice, it acts once. */
  readonly once: string;
  /** The last event that was on the page. */
  readonly seen: string;
}

/** A service that is none of the programme's helplines. */
export const OTHER_SERVICE = 'other';

/** A form that nobody has filled in yet. */
export function blankSealed(seen: string): SealedTyped {
  const words = { approved: '', note: '', office: '', service: '', otherService: '', consent: null };
  return { ...words, once: randomUUID(), seen };
}

/** Reads a form. */
export function readSealedTyped(form: Form): SealedTyped {
  const once = fieldOf(form, 'once');
  const seen = fieldOf(form, 'seen');
  const consent = fieldOf(form, 'consent');
  return {
    approved: fieldOf(form, 'approved'),
    // Browsers send line breaks in two characters.
    note: fieldOf(form, 'note').replace(/\r\n?/g, '\n').trim(),
    office: fieldOf(form, 'office'),
    service: fieldOf(form, 'service'),
    otherService: fieldOf(form, 'otherService').trim(),
    consent: CONSENT_WAYS.find((way) => way === consent) ?? null,
    once: isUuid(once) ? once : randomUUID(),
    seen: isUuid(seen) ? seen : NOTHING_SEEN,
  };
}
