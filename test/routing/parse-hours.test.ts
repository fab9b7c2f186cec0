import { describe, expect, it } from '@jest/globals';
import { parseHours, parseSpan } from '../../src/routing/parse-hours.ts';

const MORNING = { fromMinute: 480, toMinute: 780 };
const AFTERNOON = { fromMinute: 840, toMinute: 1020 };

describe('parseHours', () => {
  it('reads split days, several groups and closed days', () => {
    expect(parseHours('mon-fri 08:00-13:00, 14:00-17:00; sat 08:00-13:00')).toEqual({
      hours: {
        mon: [MORNING, AFTERNOON],
        tue: [MORNING, AFTERNOON],
        wed: [MORNING, AFTERNOON],
        thu: [MORNING, AFTERNOON],
        fri: [MORNING, AFTERNOON],
        sat: [MORNING],
        sun: [],
      },
    });
  });

  it('goes round the end of the week', () => {
    const open = [{ fromMinute: 540, toMinute: 1020 }];
    const hours = { mon: open, tue: open, wed: open, thu: open, fri: [], sat: [], sun: open };
    expect(parseHours('sun-thu 09:00-17:00')).toEqual({ hours });
  });

  it('ends a day at 24:00', () => {
    expect(parseHours('mon-sun 00:00-24:00')).toMatchObject({ hours: { sun: [{ fromMinute: 0, toMinute: 1440 }] } });
  });

  it.each([
    ['', '"" is not a day or a range of days; write for example mon-fri'],
    ['monday 08:00-17:00', '"monday" is not a day or a range of days; write for example mon-fri'],
    ['mon-xyz 08:00-17:00', '"mon-xyz" is not a day or a range of days; write for example mon-fri'],
    ['mon-fri', '"" is not a stretch of a day; write for example 08:00-17:00'],
    ['mon-fri 8:00-17:00', '"8:00-17:00" is not a stretch of a day; write for example 08:00-17:00'],
    ['mon-fri 08:00-24:01', '"08:00-24:01" is not a stretch of a day; write for example 08:00-17:00'],
    ['mon-fri 08:60-17:00', '"08:60-17:00" is not a stretch of a day; write for example 08:00-17:00'],
    ['mon-fri 17:00-08:00', '"17:00-08:00" ends before it begins; write the earlier time first'],
    ['mon-fri 08:00-13:00,12:00-17:00', '"12:00-17:00" overlaps the stretch before it; write them apart and in order'],
    ['mon-fri 08:00-17:00; wed 08:00-12:00', 'wed is named twice; give each day once'],
  ])('refuses %j', (text, problem) => {
    expect(parseHours(text)).toEqual({ problem });
  });
});

describe('parseSpan', () => {
  it.each([
    ['21:00-07:00', { fromMinute: 1260, toMinute: 420 }],
    [' 13:00-14:30 ', { fromMinute: 780, toMinute: 870 }],
    ['22:00-24:00', { fromMinute: 1320, toMinute: 1440 }],
    ['00:00-06:00', { fromMinute: 0, toMinute: 360 }],
    ['07:00-07:00', null],
    ['21-7', null],
    ['25:00-07:00', null],
    ['21:00-07:60', null],
    ['', null],
  ])('%j', (text, span) => {
    expect(parseSpan(text)).toEqual(span);
  });
});
