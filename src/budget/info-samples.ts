import type { PublicMeeting } from '../db/meetings.ts';
import type { PublicProject } from '../db/projects.ts';
import type { ReleasedArea, ToldCount } from '../db/released-areas.ts';
import type { ScreenName } from '../ussd/screen.ts';
import { foundSamples, placeSamples } from './place-samples.ts';
import type { SamplesOf } from './sample.ts';
import { longestText, type Worst } from './worst.ts';

/** Everything that a release says of a count. */
const TOLD: readonly ToldCount[] = [99_995, 'few', 'most'];
/** The longest in hours and in days. */
const MEDIAN_HOURS = [47, 2_160];

/** The screens of what a programme makes public. */
export const INFO_SAMPLES = {
  'info-place': placeSamples,
  'info-place-found': foundSamples,
  info: (_programme, { area }) =>
    [false, true].map((hasVotes) => ({
      cursor: area.code,
      data: { hasVotes },
      blame: { table: 'areas', code: area.code },
    })),
  'info-meetings': (_programme, worst) =>
    [[], meetings(worst)].map((data) => ({
      cursor: worst.area.code,
      data,
      blame: { table: 'areas', code: worst.area.code },
    })),
  'info-projects': (_programme, worst) =>
    [[], projects(worst)].map((data) => ({
      cursor: worst.area.code,
      data,
      blame: { table: 'areas', code: worst.area.code },
    })),
  'info-project': (_programme, worst) => projects(worst).map((data) => ({ cursor: data.code, data })),
  'info-checked': () => [{ depth: 1 }, { depth: 1, data: { done: 999, started: 999, nothing: 999 } }],
  'info-figures': (_programme, worst) =>
    [null, ...figures(worst)].map((data) => ({
      cursor: worst.area.code,
      data,
      blame: { table: 'areas', code: worst.area.code },
    })),
} satisfies Partial<SamplesOf<ScreenName>>;

/** As many as the screen takes; where the programme has none yet, one with a name as long as a place's. */
function meetings({ area, moment, meetings: rows }: Worst): PublicMeeting[] {
  const stand = { names: area.names, venues: area.names };
  return (rows.length > 0 ? rows : [stand]).map(({ names, venues }) => ({ starts_at: moment, names, venues }));
}

function projects({ area, projects: rows }: Worst): PublicProject[] {
  if (rows.length > 0) return [...rows];
  const project = { amount: '12345678.00', currency: 'KES', state: 'under_way', as_of: '2026-12-31' } as const;
  return [{ code: 'P1', names: area.names, ...project }];
}

/** All that can be said of a place and a month, of the month that is longest to say. */
function figures({ area, voice }: Worst): ReleasedArea[] {
  const { months } = voice.locale;
  const month = `2026-${String(months.indexOf(longestText(months, voice)) + 1).padStart(2, '0')}`;
  const of = { areaId: area.id, month, received: 99_995 };
  const told = MEDIAN_HOURS.flatMap((medianHours) =>
    TOLD.flatMap((answered) => TOLD.map((late) => ({ ...of, answered, late, medianHours }))),
  );
  return [...told, { ...of, answered: null, late: null, medianHours: null }];
}
