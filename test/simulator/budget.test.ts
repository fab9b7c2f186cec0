import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { measure as measureForAir } from '../../src/encoding.ts';

/** The page's own copy of the count: a script of the browser, so TypeScript knows nothing of it. */
interface BudgetScript {
  measure(text: string): { used: number; limit: number };
}
const { measure }: BudgetScript = await import('../../src/simulator/static/budget.js' as string);

describe('the budget on the phone’s screen', () => {
  it.each([
    ['CON 1. Report', 13, 160],
    ['END {4821}', 12, 160],
    ['CON €', 6, 160],
    ['CON পানি', 8, 70],
    ['CON 👍', 6, 70],
  ])('counts %j', (text, used, limit) => {
    expect(measure(text)).toEqual({ used, limit });
  });

  it('counts what the gateway counts', () => {
    const text = fc.oneof(fc.string({ unit: 'grapheme' }), fc.string(), fc.stringMatching(/^[ -~éñ€ÇçΔ\n\f]*$/));
    fc.assert(
      fc.property(text, (sample) => {
        const { encoding, units } = measureForAir(sample);
        expect(measure(sample)).toEqual({ used: units, limit: encoding === 'gsm7' ? 160 : 70 });
      }),
    );
  });
});
