import { DateTime } from 'luxon';
import type { PublicRequest } from '../db/open311-requests.ts';
import type { GrievanceStatus, Outcome } from '../db/schema.ts';
import { isOpen } from '../grievances/transitions.ts';
import { nameIn, type Programme } from '../routing/programme.ts';

/** What may be said of a report. */
export interface Known {
  readonly isAlike: boolean;
  readonly isOfficeAlike: boolean;
}

/** What stands in place of the service type where too few are alike. */
const WITHHELD = { code: 'withheld', name: 'Withheld: too few reports are alike' };

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
 * A report in the standard's fields. Never its words, a coordinate or an address below the parts of the programme; days in place of
 * times.
 *
 * @param id as it was asked for, or its public one
 * @param known whether enough reports are alike to say what it is about and where, and to name its office
 */
export function presentRequest(programme: Programme, request: PublicRequest, id: string, known: Known) {
  const { categories, areas } = programme.byId;
  const category = known.isAlike ? categories.get(request.category_id) : undefined;
  const part = known.isAlike ? areas.get(request.part_id ?? '') : undefined;
  const office = known.isAlike && known.isOfficeAlike ? programme.byId.offices.get(request.office_id ?? '') : undefined;
  const { timeZone } = programme.calendar;
  return {
    service_request_id: id,
    status: isOpen(request.status) ? 'open' : 'closed',
    status_notes: noteOf(request),
    service_name: category === undefined ? WITHHELD.name : nameIn(category.names, 'en'),
    service_code: category?.code ?? WITHHELD.code,
    description: null,
    agency_responsible: office === undefined ? null : nameIn(office.names, 'en'),
    service_notice: null,
    requested_datetime: startOf(request.requested_on, timeZone),
    updated_datetime: startOf(request.updated_on, timeZone),
    expected_datetime: request.expected_on === null ? null : startOf(request.expected_on, timeZone),
    address: part === undefined ? null : nameIn(part.names, 'en'),
    address_id: part?.code ?? null,
    zipcode: null,
    lat: null,
    long: null,
    media_url: null,
  };
}

function noteOf({ status, outcome }: PublicRequest): string {
  if (outcome !== null && (status === 'closed' || (outcome === 'disputed' && isOpen(status))))
    return OUTCOME_NOTES[outcome];
  return NOTES[status];
}

/** The first moment of a local day, as the standard writes it (w3 note on ISO 8601, with the offset). */
function startOf(day: string, timeZone: string): string {
  const start = DateTime.fromISO(day, { zone: timeZone }).startOf('day');
  return start.toISO({ suppressMilliseconds: true }) ?? day;
}
