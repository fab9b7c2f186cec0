import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { dueTimes } from '../../src/grievances/targets.ts';
import type { Calendar, ResponseTargets, WeeklyHours } from '../../src/routing/programme.ts';

const workday = [{ fromMinute: 480, toMinute: 960 }];
const hours: WeeklyHours = { mon: workday, tue: workday, wed: workday, thu: workday, fri: workday, sat: [], sun: [] };
const kosovo: Calendar = { timeZone: 'Europe/Belgrade', hours, holidays: new Set(['2026-05-01']) };
const targets = (change: Partial<ResponseTargets>): ResponseTargets => ({
  clock: 'working',
  firstAnswerHours: 16,
  resolveHours: 40,
  legalDays: null,
  ...change,
});
const at = (iso: string) => new Date(iso);

describe('dueTimes', () => {
  it('counts working hours', () => {
    expect(dueTimes(kosovo, null, targets({}), at('2026-04-27T10:00+02:00'))).toEqual({
      respondBy: at('2026-04-29T10:00+02:00'),
      resolveBy: at('2026-05-05T10:00+02:00'),
      legalBy: null,
    });
  });

  it("counts the office's own hours where it has some", () => {
    const fullDay = [{ fromMinute: 0, toMinute: 1440 }];
    const always = { mon: fullDay, tue: fullDay, wed: fullDay, thu: fullDay, fri: fullDay, sat: fullDay, sun: fullDay };
    const { respondBy } = dueTimes(kosovo, always, targets({}), at('2026-04-27T10:00+02:00'));
    expect(respondBy).toEqual(at('2026-04-28T02:00+02:00'));
  });

  it('counts every hour on the elapsed clock, nights, weekends and clock changes too', () => {
    const change = targets({ clock: 'elapsed', firstAnswerHours: 2, resolveHours: 24 });
    expect(dueTimes(kosovo, null, change, at('2026-10-24T23:00+02:00'))).toEqual({
      respondBy: at('2026-10-25T01:00+02:00'),
      resolveBy: at('2026-10-25T22:00+01:00'),
      legalBy: null,
    });
  });

  it('lets a law that ends earlier hold, to the end of its last local day', () => {
    const due = dueTimes(kosovo, null, targets({ legalDays: 7 }), at('2026-04-27T23:30+02:00'));
    expect(due.legalBy).toEqual(at('2026-05-04T23:59:59.999+02:00'));
    expect(due.resolveBy).toEqual(due.legalBy);
  });

  it('lets the promise hold where it ends earlier than the law', () => {
    const due = dueTimes(kosovo, null, targets({ legalDays: 60 }), at('2026-04-27T10:00+02:00'));
    expect(due.resolveBy).toEqual(at('2026-05-05T10:00+02:00'));
    expect(due.legalBy).toEqual(at('2026-06-26T23:59:59.999+02:00'));
  });

  it("counts a law's days on local calendar days over a clock change", () => {
    const due = dueTimes(kosovo, null, targets({ legalDays: 2 }), at('2026-10-24T00:10+02:00'));
    expect(due.legalBy).toEqual(at('2026-10-26T23:59:59.999+01:00'));
  });

  it('never asks for the first answer after the end', () => {
    const due = dueTimes(kosovo, null, targets({ legalDays: 0 }), at('2026-04-27T18:00+02:00'));
    expect(due.respondBy).toEqual(due.resolveBy);
    expect(due.resolveBy).toEqual(at('2026-04-27T23:59:59.999+02:00'));
  });

  it('keeps the order respondBy <= resolveBy <= legalBy', () => {
    const anyTargets = fc.record({
      clock: fc.constantFrom('working' as const, 'elapsed' as const),
      firstAnswerHours: fc.nat(100),
      resolveHours: fc.nat(400),
      legalDays: fc.option(fc.nat(90)),
    });
    const anyMoment = fc.date({ min: at('2026-01-01T00:00Z'), max: at('2027-12-31T00:00Z'), noInvalidDate: true });
    fc.assert(
      fc.property(anyTargets, anyMoment, (wanted, from) => {
        const { respondBy, resolveBy, legalBy } = dueTimes(kosovo, null, wanted, from);
        expect(respondBy.getTime()).toBeLessThanOrEqual(resolveBy.getTime());
        expect(respondBy.getTime()).toBeGreaterThanOrEqual(from.getTime());
        expect(resolveBy.getTime()).toBeLessThanOrEqual(legalBy?.getTime() ?? Number.POSITIVE_INFINITY);
        expect(legalBy === null).toBe(wanted.legalDays === null);
      }),
    );
  });
});
