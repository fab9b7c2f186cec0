import { describe, expect, it } from '@jest/globals';
import { dueSentence } from '../../src/console/parts/due-sentence.tsx';
import { dueState } from '../../src/console/parts/due-state.ts';
import { stateOf } from '../../src/console/parts/state-tag.tsx';
import type { GrievanceStatus } from '../../src/db/schema.ts';
import { type Calendar, DAYS, type Day, LANGUAGES, type Span, type WeeklyHours } from '../../src/routing/programme.ts';

const DAY: Span = { fromMinute: 8 * 60, toMinute: 17 * 60 };

function open(...days: Day[]): WeeklyHours {
  const hours = Object.fromEntries(DAYS.map((day) => [day, days.includes(day) ? [DAY] : []]));
  return hours as unknown as WeeklyHours;
}

const KENYA: Calendar = {
  timeZone: 'Africa/Nairobi',
  hours: open('mon', 'tue', 'wed', 'thu', 'fri'),
  holidays: new Set(['2026-12-25', '2026-12-28']),
};
const KHULNA: Calendar = {
  timeZone: 'Asia/Dhaka',
  hours: open('sun', 'mon', 'tue', 'wed', 'thu'),
  holidays: new Set(),
};
const KOSOVO: Calendar = { ...KENYA, timeZone: 'Europe/Belgrade', holidays: new Set() };

/** Local times of the three zones as UTC: Nairobi +3, Dhaka +6, Belgrade +1 or +2. */
const NAIROBI = '+03:00';
const DHAKA = '+06:00';

const OURS: [string, Calendar, string, string, string][] = [
  // 23 November 2026 is a Monday.
  ['due at 17:00 today', KENYA, `2026-11-23T17:00${NAIROBI}`, `2026-11-23T09:30${NAIROBI}`, 'Due today 17:00'],
  [
    'due today, to the last minute',
    KENYA,
    `2026-11-23T17:00${NAIROBI}`,
    `2026-11-23T16:59${NAIROBI}`,
    'Due today 17:00',
  ],
  ['due at this moment', KENYA, `2026-11-23T17:00${NAIROBI}`, `2026-11-23T17:00${NAIROBI}`, 'Late since 17:00'],
  ['late on the same day', KENYA, `2026-11-23T10:00${NAIROBI}`, `2026-11-23T23:59${NAIROBI}`, 'Late since 10:00'],
  ['late since yesterday', KENYA, `2026-11-23T17:00${NAIROBI}`, `2026-11-24T00:00${NAIROBI}`, '1 working day late'],
  [
    'late over a weekend, on Sunday',
    KENYA,
    `2026-11-20T17:00${NAIROBI}`,
    `2026-11-22T12:00${NAIROBI}`,
    'Late since Fri 20 Nov 17:00',
  ],
  [
    'late over a weekend, on Monday',
    KENYA,
    `2026-11-20T17:00${NAIROBI}`,
    `2026-11-23T08:00${NAIROBI}`,
    '1 working day late',
  ],
  ['late over Christmas', KENYA, `2026-12-24T17:00${NAIROBI}`, `2026-12-30T08:00${NAIROBI}`, '2 working days late'],
  ['late for a year', KENYA, `2025-11-24T17:00${NAIROBI}`, `2026-11-23T08:00${NAIROBI}`, '260 working days late'],
  ['due tomorrow', KENYA, `2026-11-24T08:30${NAIROBI}`, `2026-11-23T16:00${NAIROBI}`, '1 working day left'],
  [
    'due on Monday, seen on Friday',
    KENYA,
    `2026-11-23T10:00${NAIROBI}`,
    `2026-11-20T10:00${NAIROBI}`,
    '1 working day left',
  ],
  ['due in a week', KENYA, `2026-11-30T10:00${NAIROBI}`, `2026-11-23T10:00${NAIROBI}`, '5 working days left'],
  ['due over Christmas', KENYA, `2026-12-29T10:00${NAIROBI}`, `2026-12-24T10:00${NAIROBI}`, '1 working day left'],
  [
    'due on a Sunday, where every hour counts',
    KENYA,
    `2026-11-22T10:00${NAIROBI}`,
    `2026-11-20T10:00${NAIROBI}`,
    'Due Sun 22 Nov 10:00',
  ],
  [
    'on a Friday in Khulna',
    KHULNA,
    `2026-11-26T17:00${DHAKA}`,
    `2026-11-27T10:00${DHAKA}`,
    'Late since Thu 26 Nov 17:00',
  ],
  ['on a Sunday in Khulna', KHULNA, `2026-11-26T17:00${DHAKA}`, `2026-11-29T09:00${DHAKA}`, '1 working day late'],
  [
    'another day here than in UTC',
    KHULNA,
    `2026-11-24T02:00${DHAKA}`,
    `2026-11-23T23:00${DHAKA}`,
    '1 working day left',
  ],
  ['over the end of summer time', KOSOVO, '2026-10-26T10:00+01:00', '2026-10-23T10:00+02:00', '1 working day left'],
];

describe('a deadline as a sentence', () => {
  it.each(OURS)('%s', (_what, calendar, dueBy, now, sentence) => {
    const state = dueState(calendar, null, { status: 'acknowledged', due_by: new Date(dueBy) }, new Date(now));
    expect(dueSentence({ language: 'en', timeZone: calendar.timeZone }, state)).toBe(sentence);
  });

  it('counts the days of the office, where it has hours of its own', () => {
    const promised = { status: 'routed', due_by: new Date(`2026-11-21T10:00${NAIROBI}`) } as const;
    const now = new Date(`2026-11-23T10:00${NAIROBI}`);
    expect(dueState(KENYA, open(...DAYS), promised, now)).toEqual({ kind: 'late', days: 2 });
    expect(dueState(KENYA, null, promised, now)).toEqual({ kind: 'late', days: 1 });
  });

  it.each<[GrievanceStatus, string]>([
    ['awaiting_citizen', 'Clock stopped'],
    ['resolved', 'Waiting for ‘yes, it is fixed’'],
    ['closed', 'Ended'],
    ['rejected', 'Ended'],
    ['filed', 'No deadline yet'],
  ])('says of one that is %s: %s', (status, sentence) => {
    const state = dueState(KENYA, null, { status, due_by: null }, new Date());
    expect(dueSentence({ language: 'en', timeZone: KENYA.timeZone }, state)).toBe(sentence);
  });

  it('is a different sentence for each state, in every language', () => {
    const at = new Date('2026-11-23T14:00Z');
    for (const language of LANGUAGES) {
      const sentences = [
        dueSentence({ language, timeZone: KENYA.timeZone }, { kind: 'late', days: 2 }),
        dueSentence({ language, timeZone: KENYA.timeZone }, { kind: 'late_since', at, isToday: true }),
        dueSentence({ language, timeZone: KENYA.timeZone }, { kind: 'today', at }),
        dueSentence({ language, timeZone: KENYA.timeZone }, { kind: 'left', days: 2 }),
        dueSentence({ language, timeZone: KENYA.timeZone }, { kind: 'on', at }),
        ...(['stopped', 'unconfirmed', 'ended', 'none'] as const).map((kind) =>
          dueSentence({ language, timeZone: KENYA.timeZone }, { kind }),
        ),
      ];
      expect(new Set(sentences).size).toBe(sentences.length);
    }
  });

  it('counts in Serbian with the right form', () => {
    const sentence = (days: number) =>
      dueSentence({ language: 'sr', timeZone: KOSOVO.timeZone }, { kind: 'late', days });
    expect([1, 2, 5, 21].map(sentence)).toEqual([
      'Kasni 1 radni dan',
      'Kasni 2 radna dana',
      'Kasni 5 radnih dana',
      'Kasni 21 radni dan',
    ]);
  });
});

describe('the one adjective beside it', () => {
  it.each<[GrievanceStatus, 'late' | 'today' | 'left', string | null]>([
    ['routed', 'left', 'new'],
    ['routed', 'late', null],
    ['routed', 'today', 'new'],
    ['acknowledged', 'today', null],
    ['acknowledged', 'late', null],
    ['acknowledged', 'left', null],
    ['awaiting_citizen', 'left', 'waiting'],
    ['resolved', 'left', 'answered'],
    ['filed', 'late', 'triage'],
    ['rejected', 'left', 'rejected'],
    ['closed', 'left', 'closed'],
  ])('of one that is %s and %s is %s', (status, kind, tag) => {
    const due = kind === 'today' ? { kind, at: new Date() } : { kind, days: 1 };
    expect(stateOf({ status, merged_into_id: null }, due)).toBe(tag);
  });

  it('of one that goes on in another report says so', () => {
    expect(stateOf({ status: 'closed', merged_into_id: 'x' }, { kind: 'ended' })).toBe('merged');
  });
});
