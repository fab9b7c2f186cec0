import { DateTime } from 'luxon';
import { GRIEVANCE_STATUSES, type GrievanceStatus } from '../db/schema.ts';
import { isOpen } from '../grievances/transitions.ts';
import type { Category, Programme } from '../routing/programme.ts';
import { Open311Error } from './open311-error.ts';
import { publicCategories } from './scope-of.ts';

/** Response volume of the standard: 90 days, or 1000 requests. */
const MOST_DAYS = 90;
const MOST_REQUESTS = 1_000;
const MOST_PAGES = 1_000;
/** Asked for by name in one request. */
const MOST_IDS = 20;

/** Parameters of a request as they came; what is empty is not given (the standard). */
export type Given = (name: string) => string | undefined;

/** What `GET requests` asks for, in local days. */
export interface RequestsQuery {
  readonly from: string;
  readonly to: string;
  readonly statuses: readonly GrievanceStatus[];
  /** Null: all of them. */
  readonly categories: readonly Category[] | null;
  readonly limit: number;
  readonly offset: number;
}

/** The parameters of Express' query string, the first of each name. */
export function givenIn(query: Readonly<Record<string, unknown>>): Given {
  return (name) => {
    const value = query[name];
    const first: unknown = Array.isArray(value) ? value[0] : value;
    return typeof first === 'string' && first.trim() !== '' ? first.trim() : undefined;
  };
}

/**
 * The ids asked for by name; null: none are.
 *
 * @throws {Open311Error} 400
 */
export function readIds(given: Given): string[] | null {
  const ids = given('service_request_id')
    ?.split(',')
    .map((id) => id.trim());
  if (ids === undefined) return null;
  if (ids.length > MOST_IDS) throw new Open311Error(400, `service_request_id: at most ${MOST_IDS} at a time.`);
  return ids;
}

/** @throws {Open311Error} 400, or 404 for a service_code that is none */
export function readQuery(programme: Programme, given: Given, now: Date): RequestsQuery {
  const size = readCount(given, 'page_size', MOST_REQUESTS, MOST_REQUESTS);
  const page = readCount(given, 'page', 1, MOST_PAGES);
  const codes = given('service_code')
    ?.split(',')
    .map((code) => code.trim());
  return {
    ...readDays(given, now, programme.calendar.timeZone),
    statuses: readStatuses(given),
    categories: codes === undefined ? null : codes.map((code) => categoryOf(programme, code)),
    limit: size,
    offset: (page - 1) * size,
  };
}

function readCount(given: Given, name: string, usual: number, most: number): number {
  const typed = given(name);
  if (typed === undefined) return usual;
  const count = Number(typed);
  if (!Number.isInteger(count) || count < 1 || count > most) {
    throw new Open311Error(400, `${name}: must be a whole number from 1 to ${most}.`);
  }
  return count;
}

function readStatuses(given: Given): GrievanceStatus[] {
  const words = given('status')
    ?.split(',')
    .map((word) => word.trim()) ?? ['open', 'closed'];
  if (words.some((word) => word !== 'open' && word !== 'closed')) {
    throw new Open311Error(400, 'status: must be open, closed, or both with a comma.');
  }
  return GRIEVANCE_STATUSES.filter((status) => words.includes(isOpen(status) ? 'open' : 'closed'));
}

function categoryOf(programme: Programme, code: string): Category {
  const found = publicCategories(programme).find((category) => category.code === code);
  if (!found) throw new Open311Error(404, 'service_code was not found. GET services lists the codes.');
  return found;
}

/**
 * The days whose midnight lies between the two moments: what is shown is a day, so a moment inside it must not part its reports, or
 * asking again and again would tell when each was filed.
 */
function readDays(given: Given, now: Date, timeZone: string): { from: string; to: string } {
  const start = readMoment(given, 'start_date', timeZone);
  const wantedEnd = readMoment(given, 'end_date', timeZone);
  const latest = DateTime.fromJSDate(now, { zone: timeZone });
  const end = wantedEnd ?? (start === null ? latest : DateTime.min(latest, start.plus({ days: MOST_DAYS })));
  const begin = start ?? end.minus({ days: MOST_DAYS });
  if (begin > end) throw new Open311Error(400, 'start_date: must not be after end_date.');
  if (end.diff(begin, 'days').days > MOST_DAYS + 1) {
    throw new Open311Error(
      400,
      `start_date, end_date: at most ${MOST_DAYS} days lie between them. Ask in several requests.`,
    );
  }
  const dayOf = (moment: DateTime) => moment.startOf('day');
  const first = dayOf(begin) < begin ? dayOf(begin).plus({ days: 1 }) : begin;
  const afterLast = dayOf(end).plus({ days: 1 });
  const text = (moment: DateTime) => moment.toFormat('yyyy-MM-dd');
  return { from: text(first), to: text(afterLast) };
}

function readMoment(given: Given, name: string, timeZone: string): DateTime | null {
  const typed = given(name);
  if (typed === undefined) return null;
  // A plus sign that was not encoded is a blank once it is here.
  const moment = DateTime.fromISO(typed.replace(/ (\d\d:?\d\d)$/, '+$1'), { zone: timeZone });
  if (moment.isValid && moment.year >= 2000 && moment.year <= 2200) return moment;
  throw new Open311Error(400, `${name}: must be a date and time like 2026-11-30T00:00:00Z.`);
}
