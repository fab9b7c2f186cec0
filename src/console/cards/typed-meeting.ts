import type { Scorecard } from '../../db/schema.ts';
import type { readScores } from '../../db/scorecards.ts';
import { scoreField } from '../../scorecards/record-meeting.ts';
import { providersField } from '../../scorecards/score-by-providers.ts';
import type { Typed } from '../admin/name-fields.tsx';

type Scores = Awaited<ReturnType<typeof readScores>>;

/** A meeting as it would be typed: what was written down before, to be corrected. */
export function typedMeeting(card: Scorecard, scores: Scores): Typed {
  const isRecorded = card.met_on !== null;
  const values: [string, string][] = [
    ['met_on', card.met_on ?? ''],
    ['venue', card.venue],
    ['women', isRecorded ? String(card.women) : ''],
    ['men', isRecorded ? String(card.men) : ''],
    ['notes', card.notes],
    ...Object.entries(card.groups).map(([code, count]): [string, string] => [`group-${code}`, String(count)]),
    ...scores
      .filter(({ source }) => source === 'meeting')
      .map(({ indicator, score, people }): [string, string] => [
        scoreField(indicator === '' ? null : { code: indicator }, score),
        String(people),
      ]),
  ];
  return { values: new Map(values), errors: [] };
}

/** The providers' scores as they would be typed. */
export function typedProviders(scores: Scores): Typed {
  const own = scores.filter(({ source }) => source === 'providers');
  const values: [string, string][] = own.map(({ indicator, score }) => [
    providersField(indicator === '' ? null : { code: indicator }),
    String(score),
  ]);
  return { values: new Map([...values, ['staff', String(own[0]?.people ?? '')]]), errors: [] };
}
