import { describe, expect, it } from '@jest/globals';
import { digestTime, isFirstOfWeek } from '../../src/grievances/digest-time.ts';
import { parseHours } from '../../src/routing/parse-hours.ts';
import type { Calendar } from '../../src/routing/programme.ts';

function calendar(timeZone: string, text: string, ...holidays: string[]): Calendar {
  const parsed = parseHours(text);
  if ('problem' in parsed) throw new Error(parsed.problem);
  return { timeZone, hours: parsed.hours, holidays: new Set(holidays) };
}

const KENYA = calendar('Africa/Nairobi', 'mon-fri 08:00-13:00, 14:00-17:00', '2026-11-23', '2026-12-12');
const KHULNA = calendar('Asia/Dhaka', 'sun-thu 09:00-17:00', '2026-11-29', '2026-11-30');
const ALWAYS = calendar('Europe/Belgrade', 'mon-sun 08:00-16:00', '2026-11-23');

describe('digestTime', () => {
  it.each([
    ['before the office opens', '2026-11-24T07:59:59+03:00', 'later'],
    ['when it opens', '2026-11-24T08:00+03:00', 'now'],
    ['late in the morning', '2026-11-24T12:59+03:00', 'now'],
    ['at noon', '2026-11-24T13:00+03:00', 'past'],
    ['in the afternoon', '2026-11-24T15:00+03:00', 'past'],
    ['on a holiday', '2026-11-23T09:00+03:00', 'past'],
    ['on a Saturday', '2026-11-28T09:00+03:00', 'past'],
  ])('%s', (_name, at, time) => {
    expect(digestTime(KENYA, null, new Date(at))).toBe(time);
  });

  it("goes by somebody's own hours", () => {
    const { hours } = calendar('Africa/Nairobi', 'tue 10:00-12:00');
    expect(digestTime(KENYA, hours, new Date('2026-11-24T09:00+03:00'))).toBe('later');
    expect(digestTime(KENYA, hours, new Date('2026-11-24T10:00+03:00'))).toBe('now');
    expect(digestTime(KENYA, hours, new Date('2026-11-25T10:00+03:00'))).toBe('past');
  });
});

describe('isFirstOfWeek', () => {
  it.each([
    ['a Monday', KENYA, '2026-11-16', true],
    ['the Tuesday after it', KENYA, '2026-11-17', false],
    ['a Monday on which nobody works', KENYA, '2026-11-23', false],
    ['the Tuesday after that', KENYA, '2026-11-24', true],
    ['the Wednesday after that', KENYA, '2026-11-25', false],
    ['a Saturday', KENYA, '2026-11-21', false],
    ['a Sunday where weeks begin with it', KHULNA, '2026-11-22', true],
    ['the Monday after it', KHULNA, '2026-11-23', false],
    ['the third day where two were holidays', KHULNA, '2026-12-01', true],
    ['the fourth', KHULNA, '2026-12-02', false],
    ['a Monday where no day is closed', ALWAYS, '2026-11-16', true],
    ['a Sunday there', ALWAYS, '2026-11-22', false],
    ['a Tuesday after a holiday there', ALWAYS, '2026-11-24', true],
  ])('%s', (_name, of, day, isFirst) => {
    expect(isFirstOfWeek(of, day)).toBe(isFirst);
  });
});
