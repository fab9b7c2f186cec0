/** The yearly report of a programme. */
export const en = {
  title: (programme: string) => `${programme}: how reports were answered`,
  period: (first: string, last: string) => `${first} to ${last}`,
  made: (day: string) => `Made on ${day} from the figures of that day. How each is counted: docs/figures.md.`,
  runBy: (operator: string) => `Run by ${operator}.`,
  unfinished: 'The year is not over: it is what there is up to this day.',
  began: (month: string) => `The first report of the programme came in ${month}; earlier months are empty.`,
  noReports: 'No report came in this year.',
  noYear: (year: string) => `There is no report of ${year}. Choose a year from the list.`,
  none: 'none',
  few: 'too few',
  between: (low: string, high: string) => `${low} to ${high}`,
  percent: (share: string) => `${share} %`,
  /** Under tables with times. */
  workingDays: (hours: string) =>
    `Days are working days of ${hours} hours. Half of the reports were answered sooner; the true figure lies between the two others with 95 % certainty. Fewer than 10 answers: too few to say.`,
  inShort: {
    heading: 'In short',
    about:
      'Confirmed, disputed and no word are shares of the reports whose people were asked whether it is true; the others are shares of all reports.',
    escalated: 'Moved up to a higher office',
    received: 'Reports received',
    answered: 'Answered',
    resolved: 'Resolved, as offices say',
    confirmed: 'Confirmed by whoever reported',
    disputed: 'Disputed',
    silent: 'No word from whoever reported',
    late: 'A promise was missed',
    firstAnswer: 'Half were answered within (working days)',
    resolution: 'Half were resolved within (working days)',
  },
  columns: {
    what: 'What',
    number: 'Number',
    share: 'Share',
    before: 'The year before',
    area: 'Place',
    office: 'Office',
    received: 'Received',
    answered: 'Answered',
    median: 'Days to the first answer',
    between: 'Between',
    resolution: 'Days until resolved',
    late: 'Late',
    confirmed: 'Confirmed',
    disputed: 'Disputed',
    project: 'Project',
    amount: 'Amount',
    state: 'The public list says',
    done: 'Residents: done',
    started: 'started',
    nothing: 'nothing',
    group: 'Group',
    people: 'People',
    reports: 'Reports',
    unit: 'Service',
    score: 'Mean score, 1 to 5',
    ratings: 'Ratings',
    ratingsBefore: 'Ratings, the year before',
    change: 'Change',
    result: 'Result',
    ofTarget: 'Of the target',
    meeting: 'Meeting',
    day: 'Day',
    came: 'People who came',
    promises: 'Promises',
    promise: 'Promised',
    due: 'Due',
    outcome: 'Those who came say',
    vote: 'Vote',
    votes: 'Votes',
    chosen: 'Chosen',
  },
  areas: {
    heading: 'Response times by place',
    silent: (places: string) => `No report came from: ${places}.`,
    noSilent: 'Reports came from every place.',
  },
  offices: {
    heading: 'Response times by office',
    idle: (offices: string) => `These offices were owed answers and gave none: ${offices}.`,
    noIdle: 'Every office that was owed an answer gave at least one.',
  },
  projects: {
    heading: 'Budget checks: public projects and what residents found',
    counts: (listed: string, checked: string, differing: string) =>
      `Projects on the public list: ${listed}. Checked by 10 residents or more: ${checked}. Where most of them surely say otherwise than the list: ${differing}.`,
    cut: (most: string) => `Of a long list those that residents checked are shown, ${most} at most.`,
    none: 'No public project is listed.',
    without: (places: string) => `No public project is listed for: ${places}.`,
    about: 'Answers of fewer than 10 residents are not shown; counts are to the nearest five.',
  },
  participation: {
    heading: 'Who was heard',
    about:
      'Groups as people named them themselves; whoever did not say is not in them. Groups of fewer than 10 are not shown.',
    none: 'Nobody has named a group.',
    undisclosed: 'Said no group',
  },
  served: {
    heading: 'People served',
    of: (people: string, target: string, share: string) =>
      `People who had an answer to a report of their own since the programme began: ${people}, of ${target} whom it means to serve: ${share}.`,
    count: (people: string) =>
      `People who had an answer to a report of their own since the programme began: ${people}.`,
    fewOf: (target: string) =>
      `Fewer than 10 people have had an answer to a report of their own, of ${target} whom the programme means to serve.`,
    few: 'Fewer than 10 people have had an answer to a report of their own.',
    about:
      'A person is a phone number; whoever stayed anonymous is not counted, and whoever belongs to two groups is in both.',
  },
  units: {
    heading: 'Services that improve',
    of: (improving: string, of: string) =>
      `Services that can be compared: ${of}. Surely rated better than in the year before: ${improving}.`,
    ofTarget: (improving: string, target: string, share: string) =>
      `The programme means to see ${target} services improve. Surely rated better than in the year before: ${improving} (${share}).`,
    about:
      'A service is compared where it has 10 ratings in each of the two years. It is better or worse where the means lie further apart than chance puts them, with 95 % certainty.',
    few: (services: string) => `Too few ratings to compare: ${services}.`,
    none: 'No service has 10 ratings in both years yet.',
    better: 'better',
    worse: 'worse',
    same: 'not certain',
  },
  forums: {
    heading: 'Meetings, promises and votes',
    none: 'No meeting was held, and no vote closed.',
    counts: (meetings: string, votes: string) => `Public meetings held: ${meetings}. Votes closed: ${votes}.`,
    promises: (made: string, kept: string, broken: string) =>
      `Promises made at meetings: ${made}. Kept, as those say who came: ${kept}. Not kept: ${broken}. Of the others nobody can say yet.`,
    about: 'Who came is who said so by phone. Of fewer than 10 people nothing is said.',
    /** Of a table that has not all: its title, how many it has, and how many it has not. */
    cut: (what: string, shown: string, left: string) =>
      `${what}: the latest ${shown} are listed here, ${left} more are left out. They are counted all the same.`,
    meetings: 'Meetings',
    promised: 'What was promised',
    votes: 'Votes',
    results: {
      open: 'not due yet',
      asking: 'being asked',
      kept: 'kept',
      broken: 'not kept',
      divided: 'divided',
      few: 'too few answers',
    },
  },
  asDocument: 'As a document (DOCX)',
  year: 'Year',
  show: 'Show',
  back: 'Figures',
};

/** The words of the yearly report. */
export type ReportWords = typeof en;
