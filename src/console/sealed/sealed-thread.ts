import type { ThreadEvent } from '../../db/report-page.ts';
import { approvedText } from '../../grievances/approved-texts.ts';
import { CONSENT_WAYS } from '../../grievances/refer.ts';
import { wordsOf } from '../../locales/console/index.ts';
import { localeOf } from '../../locales/index.ts';
import type { ReportView } from '../report/report-view.ts';

/** A report as its thread shows it: approved texts in the reporter's language, notes as notes, calls to people once. */
export function withSealedWords(view: ReportView): ReportView {
  const events = view.events.flatMap((event) => spoken(view, event));
  return { ...view, events: events.filter((event, index) => !isCalledAgain(event, events[index - 1])) };
}

/** Where the words of an event stand: a rejection has a reason. */
function fieldOf({ type }: ThreadEvent): 'text' | 'reason' {
  return type === 'rejected' ? 'reason' : 'text';
}

function spoken(view: ReportView, event: ThreadEvent): ThreadEvent[] {
  if (event.type === 'referred') return [{ ...event, data: { reason: sayReferral(view, event) } }];
  const { approved, note } = event.data;
  if (typeof approved !== 'string') return [event];
  const text = approvedText(localeOf(view.citizenLanguage), approved) ?? '';
  const said = { ...event, data: { ...event.data, [fieldOf(event)]: text } };
  // Behind the event it belongs to, and before the next one.
  const noted = { ...event, id: `${event.id} note`, type: 'noted', data: { text: note } };
  return typeof note === 'string' && note !== '' ? [said, noted] : [said];
}

function sayReferral({ language }: ReportView, { data }: ThreadEvent): string {
  const { consents } = wordsOf(language).sealed;
  const way = CONSENT_WAYS.find((known) => known === data.consent);
  return [data.service, ...(way ? [consents[way]] : [])].join('. ');
}

function isCalledAgain(event: ThreadEvent, before: ThreadEvent | undefined): boolean {
  return event.type === 'paged' && before?.type === 'paged';
}
