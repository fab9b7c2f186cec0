import type { Programme } from '../routing/programme.ts';
import type { ScreenName } from '../ussd/screen.ts';
import { DESK_SAMPLES, ON_DUTY } from './desk-samples.ts';
import { FORUM_SAMPLES } from './forum-samples.ts';
import { INFO_SAMPLES } from './info-samples.ts';
import { MINE_SAMPLES } from './mine-samples.ts';
import { RATE_SAMPLES } from './rate-samples.ts';
import { parkedReport, REPORT_SAMPLES } from './report-samples.ts';
import type { Sample, SamplesOf } from './sample.ts';
import type { Worst } from './worst.ts';

/** Every screen at its longest. One that is new in `SCREEN_NAMES` does not compile until it stands in one of these. */
const SAMPLES: SamplesOf<ScreenName> = {
  language: () => [{ depth: 1 }],
  menu: (_programme, worst) => [
    { depth: 0, parked: parkedReport(worst) },
    { depth: 0, parked: parkedReport(worst), onDuty: ON_DUTY },
  ],
  resume: (_programme, worst) => [
    { depth: 0, parked: parkedReport(worst) },
    ...(worst.unit ? [{ depth: 0, parked: parkedRating(worst.unit.code) }] : []),
  ],
  ...REPORT_SAMPLES,
  ...RATE_SAMPLES,
  ...MINE_SAMPLES,
  ...INFO_SAMPLES,
  ...FORUM_SAMPLES,
  ...DESK_SAMPLES,
};

/** A screen's samples: nothing where a programme has no such thing (no units, no sealed stream). */
export function samplesOf(programme: Programme, worst: Worst, screen: ScreenName): Sample[] {
  return SAMPLES[screen](programme, worst).map(({ depth = 3, blame = null, ...given }) => ({
    depth,
    blame,
    view: {
      programme,
      voice: worst.voice,
      draft: {},
      cursor: undefined,
      lastArea: undefined,
      citizenId: '00000000-0000-7000-8000-000000000000',
      consentVersion: programme.noticeVersion,
      wasAskedGroups: false,
      parked: undefined,
      onDuty: undefined,
      now: worst.moment,
      data: undefined,
      ...given,
    },
  }));
}

function parkedRating(unit: string): NonNullable<Sample['view']['parked']> {
  return { at: { screen: 'rate-score' }, trail: [{ screen: 'menu' }], draft: { unit } };
}
