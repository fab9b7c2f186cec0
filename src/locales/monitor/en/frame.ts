/** What every page of the monitor shares. */
export const frame = {
  navigation: 'Pages of figures',
  report: 'Yearly report',
  /** How fresh the figures are. */
  counted: (moment: string) => `Counted ${moment}.`,
  waiting: 'Changes of the last minutes are not in yet.',
  find: 'Choose period and filters',
  /** Of a page that is of now. */
  findNow: 'Choose filters',
  from: 'From month',
  to: 'To month',
  monthHint: 'Year and month, like 2026-03',
  area: 'Area',
  office: 'Office',
  category: 'Category',
  any: 'All',
  times: 'Days',
  working: 'Working days',
  calendar: 'Calendar days',
  apply: 'Show',
  clear: 'Without filters',
  presets: 'Periods',
  lastMonths: (months: number) => `Last ${months} months`,
  thisYear: 'This year',
  lastYear: 'Last year',
  /** Two months, or one. */
  period: (first: string, last: string) => `${first} to ${last}`,
  /** From a figure to a figure. */
  between: (low: string, high: string) => `${low} to ${high}`,
  asTable: 'The same as a table',
  csv: 'Table (CSV)',
  svg: 'Picture (SVG)',
  /** Where there is nothing to measure. */
  none: 'none',
  /** An area or a category that the programme has no more. */
  gone: (name: string) => `${name} (no longer there)`,
  /** The columns of an interval in a file. */
  low: 'from',
  high: 'to',
  nothing: (period: string) => `There is no report of ${period} here.`,
  nearest: 'The nearest ones are of',
  noneAtAll: 'There is no report here in any month.',
  errors: {
    month: (typed: string) => `“${typed}” is not a month. Write year and month, like 2026-03.`,
    future: (typed: string) => `${typed} is still to come. Choose this month or an earlier one.`,
    order: 'The last month is before the first one.',
    long: (months: number) => `Choose ${months} months at most.`,
    area: (typed: string) => `There is no area “${typed}” here. Choose one from the list.`,
    office: (typed: string) => `There is no office “${typed}” here. Choose one from the list.`,
    category: (typed: string) => `There is no category “${typed}” here. Choose one from the list.`,
    unit: (typed: string) => `There is no unit “${typed}” here. Choose one from the list.`,
    /** An office or a unit. */
    elsewhere: (place: string, area: string) => `${place} is not in ${area}. Choose one of the two.`,
  },
};
