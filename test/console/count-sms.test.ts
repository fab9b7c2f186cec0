import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { countSegments, foldForAir, measure } from '../../src/encoding.ts';

/** The page's own copy of the count: a script of the browser, so TypeScript knows nothing of it. */
interface CountScript {
  countSms(text: string): { sms: number; left: number };
}
const { countSms }: CountScript = await import('../../src/console/static/count-sms.js' as string);

describe('the count below an answer', () => {
  it.each([
    ['', 1, 160],
    ['Fundi atafika leo', 1, 143],
    ['x'.repeat(160), 1, 0],
    ['x'.repeat(161), 2, 145],
    ['€'.repeat(80), 1, 0],
    ['Uji do të rikthehet nesër, faleminderit për durimin çdo ditë', 1, 100],
    ['Majstor dolazi sutra, hvala što ste čekali, đak', 1, 112],
    ['মিস্ত্রি আজ আসবেন', 1, 53],
    ['ক'.repeat(71), 2, 63],
    ['👍'.repeat(35), 1, 0],
  ])('of %j', (text, sms, left) => {
    expect(countSms(text)).toEqual({ sms, left });
  });

  it('is what the gateway counts and pays for', () => {
    const text = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 400 }),
      fc.string({ maxLength: 400 }),
      fc.stringMatching(/^[ -~éñ€Ççëšđ„“…Δ\n\f\u200b]{0,400}$/),
      fc.stringMatching(/^[\u0985-\u09b9\u09bc-\u09cc ]{0,200}$/),
    );
    fc.assert(
      fc.property(text, (sample) => {
        const sent = foldForAir(sample);
        const { sms, left } = countSms(sample);
        expect(sms).toBe(countSegments(sent));
        const { encoding, units } = measure(sent);
        if (sms === 1) expect(left).toBe((encoding === 'gsm7' ? 160 : 70) - units);
        expect(left).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});
