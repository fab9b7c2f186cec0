import { IANAZone } from 'luxon';
import { type Calendar, DAYS, type WeeklyHours } from '../routing/programme.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** No office is closed for longer: a calendar that is would never end, and is a mistake in the data. */
const LONGEST_CLOSURE_DAYS = 400;

/** Instants in milliseconds, `startMs` inclusive and `endMs` exclusive. */
interface Stretch {
  startMs: number;
  endMs: number;
}

/** Whose working time is counted. Days are numbered from 1 January 1970 in local time. */
interface Clock {
  zone: IANAZone;
  offsets: Offsets;
  hours: WeeklyHours;
  holidays: ReadonlySet<string>;
  /** By day: its working stretches, as far as they have been worked out. */
  stretches: Map<number, readonly Stretch[]>;
}

function clockOf(calendar: Calendar, hours: WeeklyHours | null): Clock {
  const zone = IANAZone.create(calendar.timeZone);
  if (!zone.isValid) throw new Error(`unknown time zone ${calendar.timeZone}`);
  const kept = keptOf(calendar);
  const counted = hours ?? calendar.hours;
  const stretches = kept.stretches.get(counted) ?? new Map<number, readonly Stretch[]>();
  kept.stretches.set(counted, stretches);
  return { zone, offsets: kept.offsets, hours: counted, holidays: calendar.holidays, stretches };
}

/** By day: the zone's offset before it begins and after it ends. */
type Offsets = Map<number, { readonly beforeMs: number; readonly afterMs: number }>;

/** What has been worked out of a calendar; it never changes, and takes this with it when it is replaced. */
interface Kept {
  readonly offsets: Offsets;
  readonly stretches: WeakMap<WeeklyHours, Map<number, readonly Stretch[]>>;
}

/** To ask for an offset takes ten times as long as all else about a day, and promises ask for the same days over and over. */
const keptCalendars = new WeakMap<object, Kept>();

function keptOf(calendar: Calendar): Kept {
  const kept = keptCalendars.get(calendar) ?? { offsets: new Map(), stretches: new WeakMap() };
  keptCalendars.set(calendar, kept);
  return kept;
}

function localDay({ zone, offsets }: Pick<Clock, 'zone' | 'offsets'>, atMs: number): number {
  const { beforeMs, afterMs } = offsetsAround({ zone, offsets }, Math.floor(atMs / DAY_MS));
  return Math.floor((atMs + (beforeMs === afterMs ? beforeMs : zone.offset(atMs) * MINUTE_MS)) / DAY_MS);
}

/** The offsets before and after a day: the same ones, unless the clocks change in it or close by. */
function offsetsAround({ zone, offsets }: Pick<Clock, 'zone' | 'offsets'>, day: number) {
  const known = offsets.get(day);
  if (known) return known;
  const midnightUtcMs = day * DAY_MS;
  const beforeMs = zone.offset(midnightUtcMs - MARGIN_BEFORE_MS) * MINUTE_MS;
  const afterMs = zone.offset(midnightUtcMs + DAY_MS + MARGIN_AFTER_MS) * MINUTE_MS;
  const asked = { beforeMs, afterMs };
  offsets.set(day, asked);
  return asked;
}

/** Zone offsets reach from -12 to +14 hours: of a local day, whatever belongs to it lies between. */
const MARGIN_BEFORE_MS = 17 * HOUR_MS;
const MARGIN_AFTER_MS = 15 * HOUR_MS;

/** The first instant after `lowMs` with the offset of `highMs`; there is one change between them. */
function findChange(zone: IANAZone, lowMs: number, highMs: number): number {
  const after = zone.offset(highMs);
  let low = lowMs;
  let high = highMs;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (zone.offset(middle) === after) high = middle;
    else low = middle;
  }
  return high;
}

/**
 * When the clocks of a local day reach a minute after midnight: the first instant at which they show that minute or a
 * later one. So an hour that is skipped has no length, and one that comes twice belongs to the span that holds its first
 * coming and is twice as long.
 */
function clockReader({ zone, offsets }: Pick<Clock, 'zone' | 'offsets'>, day: number): (minute: number) => number {
  const midnightUtcMs = day * DAY_MS;
  const { beforeMs, afterMs } = offsetsAround({ zone, offsets }, day);
  if (beforeMs === afterMs) return (minute) => midnightUtcMs + minute * MINUTE_MS - beforeMs;
  const changeMs = findChange(zone, midnightUtcMs - MARGIN_BEFORE_MS, midnightUtcMs + DAY_MS + MARGIN_AFTER_MS);
  return (minute) => {
    const readMs = midnightUtcMs + minute * MINUTE_MS;
    return readMs - beforeMs < changeMs ? readMs - beforeMs : Math.max(changeMs, readMs - afterMs);
  };
}

/**
 * The first instant at which the clocks of a local day show a time of day or a later one.
 *
 * @param day ISO date
 * @param minute after midnight
 * @throws when the time zone is unknown
 */
export function instantOf(timeZone: string, day: string, minute: number): Date {
  const clock = clockOf({ timeZone, hours: NO_HOURS, holidays: new Set() }, null);
  return new Date(clockReader(clock, Date.parse(`${day}T00:00Z`) / DAY_MS)(minute));
}

const NO_HOURS: WeeklyHours = { mon: [], tue: [], wed: [], thu: [], fri: [], sat: [], sun: [] };

/** The working spans of one local day, in order; none on a holiday or a day off. */
export function workingSpansOn(
  calendar: Calendar,
  hours: WeeklyHours | null,
  day: string,
): readonly { readonly from: Date; readonly to: Date }[] {
  const stretches = stretchesOf(clockOf(calendar, hours), Date.parse(`${day}T00:00Z`) / DAY_MS);
  return stretches.map(({ startMs, endMs }) => ({ from: new Date(startMs), to: new Date(endMs) }));
}

function stretchesOf(clock: Clock, day: number): readonly Stretch[] {
  const known = clock.stretches.get(day);
  if (known) return known;
  const stretches = workOut(clock, day);
  clock.stretches.set(day, stretches);
  return stretches;
}

function workOut(clock: Clock, day: number): Stretch[] {
  // 1 January 1970 was a Thursday, the fourth of DAYS.
  const name = DAYS[(((day + 3) % 7) + 7) % 7];
  const spans = name ? clock.hours[name] : [];
  if (spans.length === 0 || clock.holidays.has(new Date(day * DAY_MS).toISOString().slice(0, 10))) return [];
  const read = clockReader(clock, day);
  return spans
    .map(({ fromMinute, toMinute }) => ({ startMs: read(fromMinute), endMs: read(toMinute) }))
    .filter(({ startMs, endMs }) => startMs < endMs);
}

/** Every working stretch that ends after `fromMs`, in order, without end. */
function* stretchesFrom(clock: Clock, fromMs: number): Generator<Stretch, never> {
  let closedDays = 0;
  for (let day = localDay(clock, fromMs); closedDays < LONGEST_CLOSURE_DAYS; day += 1) {
    closedDays += 1;
    for (const stretch of stretchesOf(clock, day)) {
      if (stretch.endMs <= fromMs) continue;
      closedDays = 0;
      yield stretch;
    }
  }
  throw new Error(`the working calendar has no working time for ${LONGEST_CLOSURE_DAYS} days in a row`);
}

/**
 * The moment at which `hoursToAdd` working hours have passed since `from`. It lies inside a working span or at its end;
 * for 0 hours it is the start of the next working time.
 *
 * Working hours are spans of the local clock turned into instants: 08:00-16:00 is 08:00-16:00 on the wall on every day of
 * the year. A span over the night of a clock change is an hour shorter or longer than on other days.
 *
 * @param hours the office's own hours; null: the calendar's. The spans of a day in order, not overlapping
 * @param hoursToAdd 0 or more; fractions are exact to the millisecond
 * @throws when `hoursToAdd` is negative, the time zone is unknown, or there is no working time for 400 days
 */
export function addWorkingHours(calendar: Calendar, hours: WeeklyHours | null, from: Date, hoursToAdd: number): Date {
  if (!(hoursToAdd >= 0 && hoursToAdd < Number.POSITIVE_INFINITY)) {
    throw new RangeError('working hours to add must be 0 or more');
  }
  const fromMs = from.getTime();
  const stretches = stretchesFrom(clockOf(calendar, hours), fromMs);
  let leftMs = Math.round(hoursToAdd * HOUR_MS);
  for (;;) {
    const { startMs, endMs } = stretches.next().value;
    const beginMs = Math.max(startMs, fromMs);
    if (leftMs <= endMs - beginMs) return new Date(beginMs + leftMs);
    leftMs -= endMs - beginMs;
  }
}

/**
 * Working minutes from `from` up to `to`, exact to the millisecond, so often not whole; 0 when `to` is not after `from`.
 * The measure that belongs to `addWorkingHours`, under the same reading of the calendar.
 */
export function workingMinutesBetween(calendar: Calendar, hours: WeeklyHours | null, from: Date, to: Date): number {
  const clock = clockOf(calendar, hours);
  const fromMs = from.getTime();
  const toMs = to.getTime();
  if (!(toMs > fromMs)) return 0;
  // One day more: where clocks go back over midnight, the last minutes of a day lie inside the spans of the next.
  const lastDay = localDay(clock, toMs) + 1;
  let workedMs = 0;
  for (let day = localDay(clock, fromMs); day <= lastDay; day += 1) {
    for (const { startMs, endMs } of stretchesOf(clock, day)) {
      workedMs += Math.max(0, Math.min(endMs, toMs) - Math.max(startMs, fromMs));
    }
  }
  return workedMs / MINUTE_MS;
}

/**
 * `from` itself when it is working time, else the start of the next working span.
 *
 * @throws when the time zone is unknown, or there is no working time for 400 days
 */
export function startOfNextWorkingTime(calendar: Calendar, hours: WeeklyHours | null, from: Date): Date {
  return addWorkingHours(calendar, hours, from, 0);
}

/** Whether the office works at this moment. The last moment of a span is the one before its end. */
export function isWorkingTime(calendar: Calendar, hours: WeeklyHours | null, at: Date): boolean {
  const clock = clockOf(calendar, hours);
  const atMs = at.getTime();
  const day = localDay(clock, atMs);
  return [day, day + 1].some((candidate) =>
    stretchesOf(clock, candidate).some(({ startMs, endMs }) => startMs <= atMs && atMs < endMs),
  );
}
