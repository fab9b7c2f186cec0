import { readOffer } from '../db/draft-offers.ts';
import type { Asking, RatingDraft, ReportDraft } from './conversation.ts';
import { wordsOf } from './names-in-text.ts';
import { openAsking, type Reading } from './reading.ts';

/** More than anybody leaves half told within a day. */
const MOST_WAITING = 5;

/** What begins with a keyword. */
export type Begun = { readonly report: ReportDraft } | { readonly rating: RatingDraft };

/**
 * The reading with what was being asked put behind what begins now: it goes on when that has come to its end. What she has
 * not begun to tell, or tells again, does not wait.
 */
export function putAside(reading: Reading, begun: Begun): Reading {
  const open = worthKeeping(openAsking(reading), begun);
  return open ? { ...reading, waiting: [open, ...reading.waiting].slice(0, MOST_WAITING) } : reading;
}

function worthKeeping(open: Asking | null, begun: Begun): Asking | null {
  if (open === null) return null;
  switch (open.kind) {
    case 'report':
      return isReportWorth(open.draft, begun) && !('report' in begun && readOffer(open)) ? open : null;
    case 'rating':
      return open.draft.unit !== undefined && ('report' in begun || begun.rating.unit !== open.draft.unit)
        ? open
        : null;
    case 'why':
      return worthKeeping(open.next, begun);
    case 'which':
      return open;
    // Whether a phone is safe is not asked again at a time when another may hold it.
    case 'contact':
      return null;
  }
}

/** A call that broke off can also be gone on with by dialling, and who reports by SMS may tell the same there. */
function isReportWorth({ text, category, places }: ReportDraft, begun: Begun): boolean {
  if (!('report' in begun)) return text !== undefined || category !== undefined || places !== undefined;
  if (text === undefined) return false;
  return !wordsOf(begun.report.text ?? '')
    .join(' ')
    .startsWith(wordsOf(text).join(' '));
}

/**
 * What she tells after REPORT where she was just asked for the words of a report: they are those, unless they say what else
 * they are about.
 */
export function withAsked(reading: Reading, draft: ReportDraft): ReportDraft {
  const open = openAsking(reading);
  const isAskedFor = open?.kind === 'report' && open.asked === 'text' && !readOffer(open);
  if (!isAskedFor || draft.category !== undefined || draft.text === undefined) return draft;
  return { ...open.draft, ...draft };
}
