import type { DeskReport } from '../db/desk-reports.ts';
import type { Outcome } from '../desk/act.ts';
import type { Worked } from '../desk/worked.ts';
import type { ScreenName, View } from '../ussd/screen.ts';
import { DIGITS, type Given, type SamplesOf } from './sample.ts';
import type { Worst } from './worst.ts';

/** An official with as much to do as the menu says. */
export const ON_DUTY: NonNullable<View['onDuty']> = { account: 'x', due: 99 };

/** As long as a name of a person commonly is. */
export const PERSON = 'Mohammed Abdirahman';

const REFUSALS: readonly Outcome['is'][] = [
  'already',
  'overtaken',
  'impossible',
  'too_long',
  'objected',
  'unreachable',
  'nobody_else',
  'unknown',
];

/** The screens of an official. */
export const DESK_SAMPLES = {
  'desk-list': (_programme, worst) => [
    { depth: 1, onDuty: ON_DUTY, data: [] },
    { depth: 1, onDuty: ON_DUTY, data: dueReports(worst) },
  ],
  'desk-report': (_programme, worst) => [
    { depth: 2, cursor: DIGITS, data: null },
    ...dueReports(worst).map((data) => ({ depth: 2, cursor: DIGITS, data })),
  ],
  'desk-write': () => (['reply', 'ask', 'resolve', 'pass'] as const).map((verb) => ({ cursor: `${verb} ${DIGITS}` })),
  'desk-look': () =>
    (['resolve', 'pass'] as const).map((verb) => ({
      cursor: `${verb} ${DIGITS}`,
      draft: { work: { openedAt: '2026-01-01', text: 'x' } },
    })),
  'desk-done': (_programme, worst) => [
    ...(['acknowledge', 'reply', 'ask', 'resolve', 'pass'] as const).map((verb) => doneWith(worst, 'done', verb)),
    { depth: 1, draft: { worked: { ...workedOf(worst, 'done', 'pass'), next: null } } },
    ...REFUSALS.map((is) => doneWith(worst, is, 'reply')),
  ],
} satisfies Partial<SamplesOf<ScreenName>>;

function doneWith(worst: Worst, is: Outcome['is'], verb: Worked['verb']): Given {
  const blame = { table: 'offices', code: worst.office.code } as const;
  return { depth: 1, onDuty: ON_DUTY, draft: { worked: workedOf(worst, is, verb) }, blame };
}

function workedOf({ office, moment }: Worst, is: Outcome['is'], verb: Worked['verb']): Worked {
  const at = moment.toISOString();
  const by = { actor_kind: 'official', actor_id: 'y', actor_name: PERSON, office_id: office.id } as const;
  return {
    verb,
    is,
    reference: DIGITS,
    status: 'acknowledged',
    dueBy: at,
    next: { verb, isAnswered: false, until: at, officeId: office.id },
    deed: { type: 'resolved', at, ...by },
  };
}

const DAY_MS = 86_400_000;

/** Reports with the longest names: late for long, and due on the day that is longest to say. */
export function dueReports({ category, area, moment }: Worst): DeskReport[] {
  const report = { id: 'x', reference: DIGITS, category_id: category.id, area_id: area.id, text: 'x', joiners: 0 };
  const due = (days: number) => new Date(moment.getTime() + days * DAY_MS);
  return [
    { ...report, status: 'routed', due_by: due(7), waiting_until: null, last_words: null },
    { ...report, status: 'acknowledged', due_by: due(-999), waiting_until: null, last_words: 'x' },
    { ...report, status: 'routed', due_by: moment, waiting_until: null, last_words: null },
    { ...report, status: 'awaiting_citizen', due_by: null, waiting_until: moment, last_words: null },
  ];
}
