import { plural } from '../../plural.ts';

/** The supervisor's board and the triage queue. */
export const board = {
  title: 'Offices',
  /** How many offices of those within reach have something late. */
  late: (offices: number) =>
    `${offices} ${plural('en', offices, { one: 'office has', other: 'offices have' })} something late.`,
  noneLate: 'No office has anything late.',
  nothing: 'Nothing is open at any office here.',
  office: 'Office',
  open: 'Open',
  overdue: 'Late',
  dueSoon: 'Due within a day',
  unassigned: 'With nobody',
  waiting: 'Waiting for a citizen',
  oldest: 'Oldest',
  /** Age of the oldest open report. */
  days: (days: number) => (days < 1 ? 'today' : `${days} ${plural('en', days, { one: 'day', other: 'days' })}`),
  people: 'Officials',
  /** What one official has. */
  load: (open: number, overdue: number) => `${open} open, ${overdue} late`,
  away: (until: string) => `away until ${until}`,
  noPeople: 'Nobody has an account here.',
  showLate: 'Show what is late',
  triageTitle: 'Triage',
  triageAbout:
    'No office was found for these, or every office that could answer has passed them on. Choose one for each.',
  triageNothing: 'Nothing waits for an office.',
  deadline: 'Deadline',
  report: 'Report',
  received: 'Received',
  /** Who had it before. */
  passedBy: (offices: string) => `Passed on by ${offices}`,
  choose: 'Choose its office',
  /** The list is cut there. */
  more: (shown: number) => `The first ${shown} are shown. The next ones follow when these are done.`,
};
