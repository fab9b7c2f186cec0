import type { ScreenName } from '../ussd/screen.ts';
import { foundSamples, placeSamples } from './place-samples.ts';
import type { Given, SamplesOf } from './sample.ts';
import type { Worst } from './worst.ts';

/** The screens of a rating. */
export const RATE_SAMPLES = {
  'rate-place': placeSamples,
  'rate-place-found': foundSamples,
  'rate-unit': (programme, { area }) => [{ cursor: programme.root.code }, { cursor: area.code }],
  'rate-score': (_programme, worst) => ofUnit(worst, (unit) => ({ draft: { unit } })),
  'rate-thanks': (_programme, worst) => ofUnit(worst, (unit) => ({ draft: { unit, score: 4 }, depth: 1 })),
  'rate-indicator': ({ indicators, units }) =>
    indicators.flatMap(({ code, unitTypes }) => {
      const unit = [...units.values()].find(({ type }) => unitTypes.includes(type));
      return unit ? [{ cursor: code, draft: { unit: unit.code, score: 4 } }] : [];
    }),
  'rate-comment': (_programme, worst) => ofUnit(worst, (unit) => ({ draft: { unit, score: 4 } })),
  'rate-end': () => [{ depth: 1 }],
} satisfies Partial<SamplesOf<ScreenName>>;

function ofUnit({ unit }: Worst, given: (code: string) => Given): Given[] {
  return unit ? [{ ...given(unit.code), blame: { table: 'units', code: unit.code } }] : [];
}
