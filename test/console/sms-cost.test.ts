import { expect, it } from '@jest/globals';
import { costOf } from '../../src/console/report/sms-cost.ts';

const sent = (cost: string | null, segments: number | null) => ({
  id: 'x',
  text: '',
  purpose: 'receipt' as const,
  state: 'accepted' as const,
  segments,
  cost,
  created_at: new Date(0),
  due_at: new Date(0),
});

it.each([
  ['nothing was sent yet', [], 2, null],
  ['no carrier named a price', [sent(null, 1)], 2, null],
  ['what one SMS cost, twice', [sent('KES 0.8000', 1)], 2, 'KES 1.60'],
  ['what two cost together, by the half', [sent('KES 1.6000', 2)], 3, 'KES 2.40'],
  ['the last price that is known', [sent('KES 0.8000', 1), sent('KES 1.0000', 1), sent(null, 1)], 1, 'KES 1.00'],
  ['a price without a currency', [sent('0.05', 1)], 1, '0.05'],
  ['a word that is no price', [sent('free', 1)], 1, null],
  ['a price of nothing that was counted', [sent('KES 1', null)], 1, null],
])('%s', (_what, messages, segments, cost) => {
  expect(costOf(messages, segments)).toBe(cost);
});
