import type { SeenReport } from '../db/own-reports.ts';
import type { ScreenName } from '../ussd/screen.ts';
import { DIGITS, type SamplesOf } from './sample.ts';
import { longestText, type Worst } from './worst.ts';

/** The screens of reports that are there already, and the two before one that is opened with its PIN. */
export const MINE_SAMPLES = {
  'mine-list': (_programme, worst) => [
    { depth: 1, data: [] },
    { depth: 1, data: [seenReport(worst, 'routed')] },
  ],
  'mine-state': (_programme, worst) =>
    (['routed', 'awaiting_citizen', 'resolved'] as const).flatMap((status) =>
      [seenReport(worst, status), ...sealedReports(worst, status)].map((data) => ({ cursor: DIGITS, data })),
    ),
  'mine-message': () => [{ cursor: DIGITS }],
  'mine-dispute': () => [{ cursor: DIGITS }],
  'mine-done': (_programme, worst) =>
    (['message', 'goes_on', 'confirmed', 'disputed', 'too_late'] as const).map((what) => ({
      depth: 1,
      draft: { done: { what, office: worst.office.code, due: worst.moment.toISOString() } },
      blame: { table: 'offices', code: worst.office.code },
    })),
  'pin-reference': () => [{ depth: 2 }],
  'pin-code': () => [{ draft: { reference: DIGITS } }],
} satisfies Partial<SamplesOf<ScreenName>>;

type Shown = 'routed' | 'awaiting_citizen' | 'resolved';

/** What an office asks takes room of its own, as an answer does. */
function seenReport({ category, office, moment }: Worst, status: Shown): SeenReport {
  return {
    id: 'x',
    reference: DIGITS,
    category_id: category.id,
    office_id: office.id,
    status,
    outcome: null,
    respond_by: moment,
    resolve_by: moment,
    first_answered_at: null,
    filed_at: moment,
    last_answer: null,
    last_approved: null,
    last_question: status === 'awaiting_citizen' ? '' : null,
    joiners: 99,
    is_hers: true,
    closed_at: null,
  };
}

/** With the approved text that is longest; none where the programme has no sealed stream. */
function sealedReports(worst: Worst, status: Shown): SeenReport[] {
  const { sealed, voice } = worst;
  if (sealed === null) return [];
  const longest = longestText(Object.values(voice.locale.approved), voice);
  const code = Object.entries(voice.locale.approved).find(([, text]) => text === longest)?.[0] ?? null;
  return [
    { ...seenReport(worst, status), category_id: sealed.id, joiners: 0, last_approved: code, last_question: null },
  ];
}
