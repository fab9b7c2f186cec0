import { DateTime } from 'luxon';
import type { PublicRequest } from '../db/open311-requests.ts';
import type { GrievanceStatus, Outcome } from '../db/schema.ts';
import { isOpen } from '../grievances/transitions.ts';
import { nameIn, type Programme } from '../routing/programme.ts';

/**
 * What may be said of a report: `listed`, that it is one of many alike, and whether it is open; `known`, to whoever has its reference, also
 * how far it is; `unlike`, to her, without what it is about and where, for too few are alike.
 */
export type Known = 'listed' | 'known' | 'unlike';

/** What stands in place of the service type where too few are alike. */
const WITHHELD = { code: 'withheld', name: 'Withheld: too few reports are alike, or its month is not published yet' };

const OPEN_NOTE = 'Open: somebody owes work on it.';
const ENDED_NOTE = 'Closed: nobody owes work on it.';

const NOTES: Readonly<Record<GrievanceStatus, string>> = {
  filed: 'Received; an office is being chosen.',
  routed: 'With an office.',
  acknowledged: 'The office has read it and works on it.',
  awaiting_citizen: 'The office has asked the person who reported it.',
  resolved: 'The office says that it is done; the person who reported it has not answered yet.',
  rejected: 'Not accepted by the office.',
  closed: 'Closed.',
};
const OUTCOME_NOTES: Readonly<Record<Outcome, string>> = {
  confirmed: 'Closed: the person who reported it says that it is done.',
  disputed: 'Open again: the person who reported it says that it is not done.',
  silent: 'Closed: the office says that it is done, the person who reported it did not answer.',
};

/**
 * How reports of a programme are shown in the standard's fields. Never their words, a coordinate, an address below the parts of the
 * programme or an office; days in place of times.
 *
 * @returns of one report; `id` as it was asked for, or its public one
 */
export function presentRequest(programme: Programme) {
  const { categories, areas } = programme.byId;
  const startOf = startsIn(programme.calendar.timeZone);
  return (request: PublicRequest, id: string, known: Known) => {
    const category = known === 'unlike' ? undefined : categories.get(request.category_id);
    const part = known === 'unlike' ? undefined : areas.get(request.part_id ?? '');
    const isOwed = isOpen(request.status);
    return {
      service_request_id: id,
      status: isOwed ? 'open' : 'closed',
      status_notes: known === 'listed' ? listedNote(isOwed) : noteOf(request),
      service_name: category === undefined ? WITHHELD.name : nameIn(category.names, 'en'),
      service_code: category?.code ?? WITHHELD.code,
      description: null,
      agency_responsible: null,
      service_notice: null,
      requested_datetime: startOf(request.requested_on),
      updated_datetime: startOf(updatedOn(request, known)),
      // A promise moves when a report goes up, is passed on or opens again, and differs by category: only for who may know of that.
      expected_datetime: known !== 'known' || request.expected_on === null ? null : startOf(request.expected_on),
      address: part === undefined ? null : nameIn(part.names, 'en'),
      address_id: part?.code ?? null,
      zipcode: null,
      lat: null,
      long: null,
      media_url: null,
    };
  };
}

function listedNote(isOwed: boolean): string {
  return isOwed ? OPEN_NOTE : ENDED_NOTE;
}

/** In lists the day it ended, and nothing of what happened before or after: that would be more than open or closed. */
function updatedOn(request: PublicRequest, known: Known): string {
  if (known !== 'listed') return request.updated_on;
  return isOpen(request.status) ? request.requested_on : request.ended_on;
}

function noteOf({ status, outcome }: PublicRequest): string {
  if (outcome !== null && (status === 'closed' || (outcome === 'disputed' && isOpen(status))))
    return OUTCOME_NOTES[outcome];
  return NOTES[status];
}

/** The first moment of a local day, as the standard writes it (w3 note on ISO 8601, with the offset). A page has few days. */
function startsIn(timeZone: string): (day: string) => string {
  const starts = new Map<string, string>();
  return (day) => {
    const known = starts.get(day);
    if (known !== undefined) return known;
    const start = DateTime.fromISO(day, { zone: timeZone }).startOf('day').toISO({ suppressMilliseconds: true }) ?? day;
    starts.set(day, start);
    return start;
  };
}
