import { expect, it } from '@jest/globals';
import { remindAt } from '../../src/scorecards/agree-action.ts';

it.each([
  ['2026-11-23', '2026-12-23', '2026-12-16T06:00:00.000Z'],
  ['2026-11-23', '2026-12-07', '2026-11-30T06:00:00.000Z'],
  ['2026-11-23', '2026-11-27', '2026-11-25T06:00:00.000Z'],
  ['2026-11-23', '2026-11-24', '2026-11-24T06:00:00.000Z'],
  ['2026-11-23', '2026-11-23', '2026-11-23T06:00:00.000Z'],
])('agreed on %s for %s: reminded at %s', (today, due, at) => {
  expect(remindAt('Africa/Nairobi', today, due).toISOString()).toBe(at);
});

it('is nine in the morning by the clock of the place, summer and winter', () => {
  expect(remindAt('Europe/Belgrade', '2026-06-01', '2026-07-20').toISOString()).toBe('2026-07-13T07:00:00.000Z');
  expect(remindAt('Europe/Belgrade', '2026-11-01', '2026-12-20').toISOString()).toBe('2026-12-13T08:00:00.000Z');
});
