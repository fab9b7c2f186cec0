import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { DeskReport } from '../../src/db/desk-reports.ts';
import { dueWords, type Speaking, whatOf } from '../../src/desk/words.ts';
import { countSegments, foldForAir } from '../../src/encoding.ts';
import { deskOf } from '../../src/locales/desk/index.ts';
import { listWords } from '../../src/sms/desk/say-list.ts';
import { reportWords } from '../../src/sms/desk/say-report.ts';
import { type Spoken, shippedInEachLanguage } from '../budget/shipped.ts';

let spoken: readonly Spoken[];
beforeAll(async () => {
  spoken = await shippedInEachLanguage();
});

function speakingOf({ programme, worst }: Spoken, now: Date): Speaking {
  return { programme, voice: worst.voice, work: deskOf(worst.voice.language).work, now };
}

function find(programme: string, language: string): Spoken {
  const one = spoken.find(({ programme: { name }, worst }) => name === programme && worst.voice.language === language);
  if (!one) throw new Error(`${programme} in ${language} is not shipped`);
  return one;
}

describe('how near a due time is', () => {
  it.each([
    ['2026-11-23T14:00:00Z', 'today 17:00'],
    ['2026-11-23T06:00:00Z', 'late since 09:00'],
    ['2026-11-24T06:30:00Z', 'tomorrow 09:30'],
    // Still today in UTC, tomorrow in Mombasa.
    ['2026-11-23T21:30:00Z', 'tomorrow 00:30'],
    ['2026-11-22T20:30:00Z', '1 day late'],
    ['2026-11-20T14:00:00Z', '3 days late'],
    ['2026-11-25T14:00:00Z', 'Wed 25 Nov 17:00'],
  ])('%s is %s on Monday at noon in Mombasa', (due, words) => {
    const speaking = speakingOf(find('kenya-coast', 'en'), new Date('2026-11-23T09:00:00Z'));
    expect(dueWords(speaking, new Date(due))).toBe(words);
  });

  it('counts days of the calendar over the night on which clocks are set back', () => {
    const speaking = speakingOf(find('kosovo', 'en'), new Date('2026-10-24T22:30:00Z'));
    expect(dueWords(speaking, new Date('2026-10-25T22:30:00Z'))).toBe('today 23:30');
    expect(dueWords(speaking, new Date('2026-10-25T23:30:00Z'))).toBe('tomorrow 00:30');
    expect(dueWords(speaking, new Date('2026-10-23T21:59:00Z'))).toBe('2 days late');
  });

  it('has the plurals of Serbian', () => {
    const { work } = speakingOf(find('kosovo', 'sr'), new Date());
    expect([1, 2, 5, 21].map(work.lateDays)).toEqual(['kasni 1 dan', 'kasni 2 dana', 'kasni 5 dana', 'kasni 21 dan']);
  });
});

function report({ worst }: Spoken, more: Partial<DeskReport>): DeskReport {
  return {
    id: 'x',
    reference: '48217739',
    category_id: worst.category.id,
    area_id: worst.area.id,
    status: 'acknowledged',
    due_by: worst.moment,
    text: 'x',
    joiners: 0,
    waiting_until: null,
    last_words: null,
    ...more,
  };
}

describe('what a report says, by SMS', () => {
  const words = fc.string({ unit: 'grapheme', maxLength: 1_500 });

  it('takes three at most, whatever it says in whatever letters', () => {
    fc.assert(
      fc.property(fc.nat(), words, fc.option(words), (which, text, last) => {
        const one = spoken[which % spoken.length];
        if (!one) return;
        const said = reportWords(speakingOf(one, one.worst.moment), report(one, { text, last_words: last }));
        expect(countSegments(foldForAir(said))).toBeLessThanOrEqual(3);
        expect(said).toContain('4821 7739');
      }),
      { numRuns: 60 },
    );
  });

  it('is whole where there is room, and gives what the one half leaves to the other', () => {
    const one = find('kenya-coast', 'en');
    const speaking = speakingOf(one, one.worst.moment);
    const [long, short] = ['The tap is dry. '.repeat(40).trim(), 'Near the mosque'];
    const first = reportWords(speaking, report(one, { text: long, last_words: short }));
    expect(first.endsWith(`\nAdded: ${short}`)).toBe(true);
    expect(foldForAir(first).length).toBeGreaterThan(440);
    const last = reportWords(speaking, report(one, { text: short, last_words: long }));
    expect(last).toContain(`: ${short}\nAdded: The tap is dry.`);
    expect(foldForAir(last).length).toBeGreaterThan(440);
  });
});

it('a list takes two SMS at most, and counts what has no room', () => {
  for (const one of spoken) {
    const speaking = speakingOf(one, one.worst.moment);
    const said = listWords(
      speaking,
      [1, 2, 3].map(() => report(one, {})),
      1_000,
    );
    expect(countSegments(foldForAir(said))).toBeLessThanOrEqual(2);
    const lines = said.split('\n');
    expect(lines.at(-1)).toBe(speaking.work.more(1_000 - (lines.length - 1), one.programme.ussdCode));
    expect(lines[0]).toContain(whatOf(speaking, report(one, {})));
    expect(listWords(speaking, [report(one, {})], 1).split('\n')).toHaveLength(1);
  }
});
