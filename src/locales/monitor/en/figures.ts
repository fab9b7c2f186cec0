import { plural } from '../../plural.ts';

const points = (count: string): string => plural('en', Number(count), { one: 'point', other: 'points' });
const reports = (count: number): string => plural('en', count, { one: 'report', other: 'reports' });

/** How long people wait. */
export const figures = {
  navigation: 'Response times',
  title: 'How long people wait',
  /** Which days are meant; hours of a working day. */
  working: (hours: string) => `Days are working days of ${hours} hours: nights, weekends and holidays are not counted.`,
  calendar: 'Days are calendar days of 24 hours, from filing on.',
  ofOffice: (office: string) => `Reports that ${office} owes an answer to, wherever they are from.`,
  summary: 'In short',
  compared: 'Compared',
  received: 'reports received',
  answered: 'answered',
  firstAnswer: 'days until half were answered',
  resolution: 'days until half were resolved',
  late: 'late',
  /** Compared with as many months before. */
  sooner: (days: string, period: string) => `${days} days sooner than in ${period}`,
  later: (days: string, period: string) => `${days} days later than in ${period}`,
  more: (count: string, period: string) => `${count} more than in ${period}`,
  fewer: (count: string, period: string) => `${count} fewer than in ${period}`,
  higher: (count: string, period: string) => `${count} ${points(count)} more than in ${period}`,
  lower: (count: string, period: string) => `${count} ${points(count)} less than in ${period}`,
  same: (period: string) => `as in ${period}`,
  noBefore: (period: string) => `nothing in ${period} to compare with`,
  /** Of counts: the months before are not all there. */
  begun: (month: string) => `there were no reports before ${month}`,
  /** The last month is this one. */
  unfinished: (month: string) => `${month} is not over: its reports are those up to now.`,
  workingByMonth: 'Working days, by month',
  calendarByMonth: 'Calendar days, by month',
  monthsAbout:
    'Half of the reports of a month were answered, or resolved, sooner. Reports count in the month in which they were filed; of the newest only the quick ones are answered yet.',
  lineAnswer: 'First answer',
  lineResolved: 'Resolved',
  promise: (days: string) => `promise ${days} days`,
  workingBy: {
    office: 'Working days to the first answer, by office',
    area: 'Working days to the first answer, by area',
    category: 'Working days to the first answer, by category',
  },
  calendarBy: {
    office: 'Calendar days to the first answer, by office',
    area: 'Calendar days to the first answer, by area',
    category: 'Calendar days to the first answer, by category',
  },
  leagueAbout:
    'Half of the reports were answered sooner. The thin line shows where the true figure lies with 95 % certainty; its end decides the order, so that a few quick cases cannot win.',
  promiseLine: (days: string) => `Dotted line: promise, ${days} days.`,
  unranked: 'Not ranked',
  unrankedAbout: (fewest: number) =>
    `Too few to compare, with fewer than ${fewest} answers; or fewer than half answered, so that nobody knows yet how long half of the people wait.`,
  tooFew: 'too few to compare',
  halfOpen: 'fewer than half answered',
  showAll: (count: string) => `Show all ${count}`,
  /** A long table is cut there. */
  first: (shown: string, count: string) => `The first ${shown} of ${count} are shown.`,
  office: 'Office',
  area: 'Area',
  category: 'Category',
  month: 'Month',
  why: 'Why',
  days: 'Days',
  betweenDays: 'Between',
  reports: 'Reports',
  answers: 'Answered',
  resolvedDays: 'Days until resolved',
  lateByOffice: 'Late reports, by office and month',
  lateAbout: (count: number, shown: string) =>
    `${shown} ${reports(count)} answered or resolved after the promise, or still open after it, by the month of filing. Dark: many.`,
  lateNone: 'No report was late.',
  outcomes: 'What became of them',
  outcomesAbout:
    'Confirmed, disputed and silent are of the resolved reports that people were asked about; the others of all reports.',
  outcome: 'Outcome',
  confirmed: 'Confirmed: “yes, it is fixed”',
  disputed: 'Disputed: “no, it is not”',
  silent: 'Silent: no word in time',
  escalated: 'Moved up to a higher office',
  lateShare: 'Late',
  rejected: 'Not accepted',
  share: 'Share',
  before: 'Before',
  of: 'Of',
};
