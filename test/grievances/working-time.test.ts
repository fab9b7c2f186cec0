import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  addWorkingHours,
  isWorkingTime,
  startOfNextWorkingTime,
  workingMinutesBetween,
} from '../../src/grievances/working-time.ts';
import { type Calendar, DAYS, type Day, type Span, type WeeklyHours } from '../../src/routing/programme.ts';

const MINUTE_MS = 60_000;

/** `week('mon-fri', '8-12 13-17')`; later pairs override days. Hours may be `7:30`. */
function week(...pairs: [days: string, hours: string][]): WeeklyHours {
  const spansOf = (hours: string): Span[] =>
    hours.split(' ').map((span) => {
      const [fromMinute = 0, toMinute = 0] = span.split('-').map((clock) => {
        const [hour = 0, minute = 0] = clock.split(':').map(Number);
        return hour * 60 + minute;
      });
      return { fromMinute, toMinute };
    });
  const days: Record<Day, readonly Span[]> = { mon: [], tue: [], wed: [], thu: [], fri: [], sat: [], sun: [] };
  for (const [names, hours] of pairs) for (const name of names.split(' ')) days[toDay(name)] = spansOf(hours);
  return days;
}

function toDay(name: string): Day {
  const day = DAYS.find((candidate) => candidate === name);
  if (!day) throw new Error(`no day ${name}`);
  return day;
}

const EVERY_DAY = 'mon tue wed thu fri sat sun';
const calendar = (timeZone: string, hours: WeeklyHours, ...holidays: string[]): Calendar => ({
  timeZone,
  hours,
  holidays: new Set(holidays),
});

const kenya = calendar('Africa/Nairobi', week(['mon tue wed thu fri', '8-17']), '2026-12-25', '2026-12-28');
const khulna = calendar('Asia/Dhaka', week(['sun mon tue wed thu', '9-17']));
const kosovo = calendar('Europe/Belgrade', week(['mon tue wed thu fri', '8-12 12:30-16']));
const aroundTheClock = calendar('Europe/Belgrade', week([EVERY_DAY, '0-24']));
const nights = calendar('Europe/Belgrade', week([EVERY_DAY, '0-2:30 2:30-5 22-24']));

const at = (iso: string) => new Date(iso);

describe('addWorkingHours', () => {
  it.each([
    ['inside one day', kenya, '2026-11-23T09:00+03:00', 3, '2026-11-23T12:00+03:00'],
    ['to the very end of a day', kenya, '2026-11-23T09:00+03:00', 8, '2026-11-23T17:00+03:00'],
    ['over a night', kenya, '2026-11-23T16:00+03:00', 2, '2026-11-24T09:00+03:00'],
    ['from before work', kenya, '2026-11-23T03:00+03:00', 1, '2026-11-23T09:00+03:00'],
    ['from after work on a Friday', kenya, '2026-11-27T18:00+03:00', 1, '2026-11-30T09:00+03:00'],
    ['over a weekend and two holidays', kenya, '2026-12-24T16:00+03:00', 2, '2026-12-29T09:00+03:00'],
    ['Friday is a weekend in Khulna', khulna, '2026-11-26T16:00+06:00', 2, '2026-11-29T10:00+06:00'],
    ['over a lunch break', kosovo, '2026-11-23T11:30+01:00', 1, '2026-11-23T13:00+01:00'],
    ['a lunch break is not the end of it', kosovo, '2026-11-23T11:00+01:00', 1, '2026-11-23T12:00+01:00'],
    ['a quarter of a minute', kenya, '2026-11-23T09:00+03:00', 1 / 240, '2026-11-23T09:00:15+03:00'],
    ['nothing, from a Sunday', kenya, '2026-11-22T09:00+03:00', 0, '2026-11-23T08:00+03:00'],
    ['nothing, while working', kenya, '2026-11-23T09:00+03:00', 0, '2026-11-23T09:00+03:00'],
    ['over the spring change, by the wall clock', kosovo, '2026-03-27T15:00+01:00', 2, '2026-03-30T09:00+02:00'],
    ['over the autumn change, by the wall clock', kosovo, '2026-10-23T15:00+02:00', 2, '2026-10-26T09:00+01:00'],
    ['the day of 23 hours', aroundTheClock, '2026-03-29T00:00+01:00', 23, '2026-03-30T00:00+02:00'],
    ['the day of 25 hours', aroundTheClock, '2026-10-25T00:00+02:00', 25, '2026-10-26T00:00+01:00'],
  ])('%s', (_, when, from, hours, expected) => {
    expect(addWorkingHours(when, null, at(from), hours).toISOString()).toBe(at(expected).toISOString());
  });

  it("counts the office's own hours where it has some", () => {
    const saturdays = week(['sat', '10-12']);
    expect(addWorkingHours(kenya, saturdays, at('2026-11-23T09:00+03:00'), 3)).toEqual(at('2026-12-05T11:00+03:00'));
  });

  it('keeps no holiday that is not in the calendar, and every one that is', () => {
    const from = at('2026-12-24T09:00+03:00');
    expect(addWorkingHours({ ...kenya, holidays: new Set() }, null, from, 9)).toEqual(at('2026-12-25T09:00+03:00'));
    expect(addWorkingHours(kenya, null, from, 9)).toEqual(at('2026-12-29T09:00+03:00'));
  });

  it('counts spans to midnight and from midnight as one', () => {
    expect(addWorkingHours(nights, null, at('2026-06-01T23:30+02:00'), 1)).toEqual(at('2026-06-02T00:30+02:00'));
  });

  it('ends for a week without work, a year of holidays and a zone nobody knows', () => {
    const days = Array.from({ length: 500 }, (_, n) => new Date(Date.UTC(2026, 10, 1 + n)).toISOString().slice(0, 10));
    const from = at('2026-11-23T09:00+03:00');
    const shut = /no working time for 400 days/;
    expect(() => addWorkingHours(calendar('Africa/Nairobi', week()), null, from, 1)).toThrow(shut);
    expect(() => addWorkingHours(calendar('Africa/Nairobi', kenya.hours, ...days), null, from, 0)).toThrow(shut);
    expect(() => addWorkingHours(kenya, week(['mon', '9-9']), from, 1)).toThrow(shut);
    expect(() => addWorkingHours(calendar('Mars/Olympus', kenya.hours), null, from, 1)).toThrow(/unknown time zone/);
    expect(workingMinutesBetween(kenya, week(), from, at('2030-01-01T00:00Z'))).toBe(0);
  });

  it.each([-1, Number.NaN, Number.POSITIVE_INFINITY])('refuses to add %d hours', (hours) => {
    expect(() => addWorkingHours(kenya, null, at('2026-11-23T09:00Z'), hours)).toThrow(RangeError);
  });
});

describe('workingMinutesBetween', () => {
  it.each([
    ['one day', kenya, '2026-11-23T00:00+03:00', '2026-11-24T00:00+03:00', 540],
    ['a week', kosovo, '2026-11-23T00:00+01:00', '2026-11-30T00:00+01:00', 5 * 450],
    ['a weekend', kenya, '2026-11-27T17:00+03:00', '2026-11-30T08:00+03:00', 0],
    ['backwards', kenya, '2026-11-24T12:00+03:00', '2026-11-24T10:00+03:00', 0],
    ['seconds', kenya, '2026-11-24T12:00:00+03:00', '2026-11-24T12:00:45+03:00', 0.75],
    ['the spring night', nights, '2026-03-29T00:00+01:00', '2026-03-29T12:00+02:00', 240],
    ['the autumn night', nights, '2026-10-25T00:00+02:00', '2026-10-25T12:00+01:00', 360],
  ])('%s', (_, when, from, to, minutes) => {
    expect(workingMinutesBetween(when, null, at(from), at(to))).toBe(minutes);
  });
});

describe('days on which the clocks change', () => {
  it.each([
    ['Europe/Belgrade', '2026-03-29T00:00+01:00', 23],
    ['Europe/Belgrade', '2026-10-25T00:00+02:00', 25],
    ['Australia/Lord_Howe', '2026-10-04T00:00+10:30', 23.5],
    ['Australia/Lord_Howe', '2026-04-05T00:00+11:00', 24.5],
    ['America/Havana', '2026-03-08T01:00-04:00', 23],
    ['America/Havana', '2026-11-01T00:00-04:00', 25],
    ['Africa/Cairo', '2026-04-24T01:00+03:00', 23],
    ['Africa/Cairo', '2026-10-29T00:00+03:00', 25],
  ])('in %s from %s: %d hours', (timeZone, start, hours) => {
    const allDay = calendar(timeZone, week([EVERY_DAY, '0-24']));
    const [date = ''] = start.split('T');
    const dayOff = calendar(timeZone, week([EVERY_DAY, '0-24']), date);
    const end = new Date(at(start).getTime() + hours * 60 * MINUTE_MS);
    expect(startOfNextWorkingTime(dayOff, null, at(start))).toEqual(end);
    expect(isWorkingTime(dayOff, null, new Date(at(start).getTime() - 1))).toBe(true);
    expect(workingMinutesBetween(allDay, null, at(start), end)).toBe(hours * 60);
  });

  it('counts the hour before midnight that came again after it as part of the new day', () => {
    // St John's, Newfoundland: at 00:01 on Sunday 7 November 2010 the clocks went back to 23:01 on Saturday.
    const firstHour = calendar('America/St_Johns', week(['sun', '0-1']));
    const midnight = at('2010-11-07T00:00-02:30');
    const again = at('2010-11-06T23:50-03:30');
    expect(isWorkingTime(firstHour, null, again)).toBe(true);
    expect(workingMinutesBetween(firstHour, null, midnight, again)).toBe(50);
    expect(addWorkingHours(firstHour, null, midnight, 2)).toEqual(at('2010-11-07T01:00-03:30'));
    expect(addWorkingHours(firstHour, null, again, 1)).toEqual(at('2010-11-07T00:50-03:30'));
  });
});

describe('isWorkingTime and startOfNextWorkingTime', () => {
  it.each([
    ['2026-11-23T08:00:00+03:00', true],
    ['2026-11-23T07:59:59.999+03:00', false],
    ['2026-11-23T16:59:59.999+03:00', true],
    ['2026-11-23T17:00:00+03:00', false],
    ['2026-11-22T10:00:00+03:00', false],
    ['2026-12-25T10:00:00+03:00', false],
  ])('%s: %s', (when, expected) => {
    expect(isWorkingTime(kenya, null, at(when))).toBe(expected);
    expect(startOfNextWorkingTime(kenya, null, at(when)).getTime() === at(when).getTime()).toBe(expected);
  });

  it('opens after a weekend at the first minute of Monday', () => {
    expect(startOfNextWorkingTime(kenya, null, at('2026-11-27T17:00+03:00'))).toEqual(at('2026-11-30T08:00+03:00'));
  });
});

/**
 * The same rule, counted minute by minute on a clock of its own: a minute is working time when the latest date and time
 * that the local clocks have ever shown lies in a span. Walks from a day earlier, to know what they have shown.
 */
function countByHand({ timeZone, hours, holidays }: Calendar, from: Date, to: Date): number {
  const clock = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' });
  let latest = '';
  let minutes = 0;
  for (let ms = from.getTime() - 26 * 60 * MINUTE_MS; ms < to.getTime(); ms += MINUTE_MS) {
    const shown = clock.format(ms);
    if (shown > latest) latest = shown;
    const [date = '', time = ''] = latest.split(' ');
    if (ms < from.getTime() || holidays.has(date)) continue;
    const minute = Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
    const day = DAYS[(new Date(`${date}T00:00Z`).getUTCDay() + 6) % 7];
    if (day && hours[day].some((span) => span.fromMinute <= minute && minute < span.toMinute)) minutes += 1;
  }
  return minutes;
}

const spans = fc
  .uniqueArray(fc.integer({ min: 0, max: 48 }), { maxLength: 6 })
  .map((bounds) => bounds.sort((a, b) => a - b))
  .map((bounds) =>
    Array.from({ length: Math.floor(bounds.length / 2) }, (_, n) => ({
      fromMinute: (bounds[2 * n] ?? 0) * 30,
      toMinute: (bounds[2 * n + 1] ?? 0) * 30,
    })),
  );
const anyWeek: fc.Arbitrary<WeeklyHours> = fc.record({
  mon: fc.constant([{ fromMinute: 480, toMinute: 960 }]),
  tue: spans,
  wed: spans,
  thu: spans,
  fri: spans,
  sat: spans,
  sun: spans,
});
/** Changes by night, by half an hour, at midnight in both directions, and (St John's, 2010) from one day to the day before. */
const CHANGES: Record<string, readonly string[]> = {
  'Africa/Nairobi': ['2026-06-10'],
  'Europe/Belgrade': ['2026-03-29', '2026-10-25'],
  'Australia/Lord_Howe': ['2026-04-05', '2026-10-04'],
  'America/Havana': ['2026-03-08', '2026-11-01'],
  'Africa/Cairo': ['2026-04-24', '2026-10-30'],
  'America/St_Johns': ['2010-03-14', '2010-11-07'],
};
const ZONES = Object.keys(CHANGES);
/** A zone, and a minute near one of its changes. */
const nearChange = fc
  .constantFrom(...Object.entries(CHANGES))
  .chain(([zone, days]) =>
    fc
      .tuple(fc.constantFrom(...days), fc.integer({ min: -1440, max: 1440 }))
      .map(([day, minutes]) => ({ zone, from: new Date(Date.parse(day) + minutes * MINUTE_MS) })),
  );
const aroundChange = nearChange.map(({ from }) => from);
const anyCalendar = fc
  .tuple(fc.constantFrom(...ZONES), anyWeek, fc.subarray(['2026-03-29', '2026-10-26', '2026-11-02', '2026-12-25']))
  .map(([timeZone, hours, holidays]) => calendar(timeZone, hours, ...holidays));
const anyMoment = fc.oneof(
  aroundChange,
  fc.date({ min: at('2026-01-01T00:00Z'), max: at('2027-12-31T00:00Z'), noInvalidDate: true }),
);
const anyHours = fc.oneof(
  fc.integer({ min: 1, max: 120 }),
  fc.integer({ min: 1, max: 50_000_000 }).map((ms) => ms / 3_600_000),
);

describe('working time in general', () => {
  it('agrees with counting minute by minute, also on days of a clock change', () => {
    fc.assert(
      fc.property(nearChange, anyWeek, fc.integer({ min: 1, max: 1700 }), ({ zone, from }, hours, minutes) => {
        const when = calendar(zone, hours, '2026-03-29', '2026-10-26');
        const to = new Date(from.getTime() + minutes * MINUTE_MS);
        expect(workingMinutesBetween(when, null, from, to)).toBe(countByHand(when, from, to));
      }),
      { numRuns: 60 },
    );
  });

  it('measures what it added, and ends inside a span or at its end', () => {
    fc.assert(
      fc.property(anyCalendar, anyMoment, anyHours, (when, from, hours) => {
        const end = addWorkingHours(when, null, from, hours);
        expect(workingMinutesBetween(when, null, from, end)).toBeCloseTo(hours * 60, 4);
        expect(isWorkingTime(when, null, new Date(end.getTime() - 1))).toBe(true);
      }),
    );
  });

  it('never ends earlier for a later start or for more hours', () => {
    fc.assert(
      fc.property(anyCalendar, anyMoment, fc.nat(400_000_000), anyHours, (when, from, laterMs, hours) => {
        const later = new Date(from.getTime() + laterMs);
        const end = addWorkingHours(when, null, from, hours).getTime();
        expect(addWorkingHours(when, null, later, hours).getTime()).toBeGreaterThanOrEqual(end);
        expect(addWorkingHours(when, null, from, hours + 0.5).getTime()).toBeGreaterThan(end);
        expect(end).toBeGreaterThan(from.getTime());
      }),
    );
  });

  it('opens at the first working moment, and not after it', () => {
    fc.assert(
      fc.property(anyCalendar, anyMoment, (when, from) => {
        const open = startOfNextWorkingTime(when, null, from);
        expect(isWorkingTime(when, null, open)).toBe(true);
        expect(workingMinutesBetween(when, null, from, open)).toBe(0);
      }),
    );
  });
});
