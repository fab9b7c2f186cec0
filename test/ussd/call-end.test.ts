import { describe, expect, it } from '@jest/globals';
import { callEnd } from '../../src/ussd/call-end.ts';
import type { Draft, Position } from '../../src/ussd/screen.ts';
import { SCREEN_NAMES } from '../../src/ussd/screen.ts';
import { STRANGER, startState } from '../../src/ussd/state.ts';
import { makeCategory, makeProgramme } from '../routing/make-programme.ts';

const programme = {
  ...makeProgramme({ names: { en: 'Kenya' }, level: 'country' }),
  categories: new Map([
    ['WATER', { ...makeCategory('a'), code: 'WATER' }],
    ['INTEG', { ...makeCategory('a'), code: 'INTEG', stream: 'integrity' as const }],
  ]),
};

/** Ten in the evening UTC is the next day in Nairobi. */
const LATE = new Date('2026-11-23T22:00:00Z');

function end(at: Position, draft: Draft = {}, isComplete = false) {
  const { language: _none, ...stranger } = STRANGER;
  const state = { ...startState('sw', stranger), at, draft };
  return callEnd(programme, state, { beganAt: LATE, isComplete });
}

describe('callEnd', () => {
  it('counts screen, language, and the local day on which the call began', () => {
    expect(end({ screen: 'report-place' }, { category: 'WATER' })).toEqual({
      programme_id: 'programme',
      day: '2026-11-24',
      screen: 'report-place',
      language: 'sw',
      how: 'dropped',
    });
  });

  it('counts a call that came to its end as finished, wherever that was', () => {
    for (const screen of SCREEN_NAMES.filter((name) => !/^(sealed|pin|desk)-/.test(name))) {
      expect(end({ screen }, {}, true)?.how).toBe('finished');
    }
  });

  it('does not count the work of an official', () => {
    const work = SCREEN_NAMES.filter((name) => name.startsWith('desk-'));
    expect(work.length).toBeGreaterThan(3);
    expect(work.filter((screen) => end({ screen }, {}, true) !== null)).toEqual([]);
  });

  it('counts one that broke off as dropped exactly where something she came for was still open', () => {
    const dropped = SCREEN_NAMES.filter((screen) => end({ screen })?.how === 'dropped');
    expect(dropped).toEqual([
      'language',
      'menu',
      'resume',
      'consent',
      'about-data',
      'report-category',
      'report-subcategory',
      'report-place',
      'report-place-found',
      'report-description',
      'report-confirm',
      'report-options',
      'rate-place',
      'rate-place-found',
      'rate-unit',
      'rate-score',
      'mine-list',
      'mine-message',
      'mine-dispute',
      'info-place',
      'info-place-found',
      'info',
      'meetings-tell',
      'meeting-code',
      'vote-list',
      'vote',
      'vote-confirm',
    ]);
  });

  it.each<[string, Position, Draft]>([
    ['a sealed screen', { screen: 'sealed-help' }, { category: 'INTEG' }],
    ['a sealed screen, whatever the draft', { screen: 'sealed-contact' }, {}],
    ['a PIN', { screen: 'pin-code' }, {}],
    ['the place of a sealed report', { screen: 'report-place' }, { category: 'INTEG' }],
    ['the words of a sealed report', { screen: 'report-description' }, { category: 'INTEG', area: 'A' }],
    ['the list of a sealed category', { screen: 'report-subcategory', cursor: 'INTEG' }, {}],
    ['a sealed report that was not sent', { screen: 'report-cancelled' }, { category: 'INTEG' }],
    ['a category that is no more', { screen: 'report-place' }, { category: 'GONE' }],
    [
      'the receipt of a sealed report',
      { screen: 'report-receipt' },
      { receipt: { reference: '1', office: null, due: null, stream: 'child', pin: '1' } },
    ],
    ['a report that was asked for with its PIN', { screen: 'menu' }, { reference: '12345678' }],
    ['a report that was opened with its PIN', { screen: 'mine-state', cursor: '12345678' }, { opened: '12345678' }],
  ])('never counts %s', (_name, at, draft) => {
    expect(end(at, draft)).toBeNull();
    expect(end(at, draft, true)).toBeNull();
  });

  it('counts the list of an ordinary category, though another was looked at before', () => {
    expect(end({ screen: 'report-subcategory', cursor: 'WATER' }, {})?.how).toBe('dropped');
  });
});
