import { plural } from '../../plural.ts';

const days = (count: number): string =>
  `${count} ${plural('en', count, { one: 'working day', other: 'working days' })}`;
const reports = (count: number): string => `${count} ${plural('en', count, { one: 'report', other: 'reports' })}`;

/** Inbox, search, filters, deadlines as sentences, states; and what the script says on every page. */
export const inbox = {
  headings: {
    all: 'Inbox',
    mine: 'My reports',
    unassigned: 'Nobody has these yet',
    overdue: 'Late reports',
    today: 'Due today',
    new: 'New reports',
    waiting: 'Waiting for the citizen',
    answered: 'Answered, not yet confirmed',
  },
  /** The heading of what was found. */
  found: (words: string) => `Reports with “${words}”`,
  foundEverywhere: (words: string) => `All reports with “${words}”`,
  /** Names of the four figures on top. */
  counts: { overdue: 'late', today: 'due today', new: 'new', waiting: 'waiting for a citizen' },
  countsTitle: 'What waits here',
  viewsTitle: 'Other lists',
  views: { all: 'All', mine: 'Mine', unassigned: 'Unassigned', answered: 'Answered' },
  /** The figures are others now than on the page. */
  changed: 'The figures have changed.',
  reload: 'Load the list again',
  columns: { deadline: 'Deadline', report: 'Report', state: 'State', received: 'Received' },
  due: {
    late: (count: number) => `${days(count)} late`,
    lateSince: (moment: string) => `Late since ${moment}`,
    today: (time: string) => `Due today ${time}`,
    left: (count: number) => `${days(count)} left`,
    on: (moment: string) => `Due ${moment}`,
    stopped: 'Clock stopped',
    unconfirmed: 'Waiting for ‘yes, it is fixed’',
    ended: 'Ended',
    none: 'No deadline yet',
  },
  states: {
    new: 'New',
    waiting: 'Waiting for citizen',
    answered: 'Answered',
    triage: 'No office yet',
    rejected: 'Not accepted',
    closed: 'Closed',
    merged: 'Part of another report',
    sealed: 'Sealed',
  },
  channels: { ussd: 'USSD', sms: 'SMS', api: 'web', console: 'at the counter', system: 'system' },
  people: (count: number) => `${count} people`,
  find: 'Find in this inbox',
  search: 'Reference or words',
  searchHint: 'For example 4821 7736, or a word of the report',
  category: 'Category',
  area: 'Area',
  office: 'Office',
  any: 'All',
  apply: 'Show',
  clear: 'Without filters',
  everywhere: 'Find in all reports that I may see',
  wrongDigit: (typed: string) => `A digit of ${typed} is wrong. Compare it with the SMS.`,
  noReference: (reference: string) => `There is no report ${reference} that you may see.`,
  noWords: (words: string) => `No report here has the words “${words}”.`,
  noWordsAnywhere: (words: string) => `No report that you may see has the words “${words}”.`,
  nothing: {
    all: 'This inbox is empty.',
    mine: 'You have no reports.',
    unassigned: 'Everything has somebody who works on it.',
    overdue: 'Nothing is late.',
    today: 'Nothing is due today.',
    new: 'Nothing is new.',
    waiting: 'Nothing waits for a citizen.',
    answered: 'Nothing waits to be confirmed.',
  },
  /** The next useful thing, before a link that says `show`. */
  next: {
    overdue: (count: number) => `${reports(count)} ${plural('en', count, { one: 'is', other: 'are' })} late.`,
    today: (count: number) => `${reports(count)} ${plural('en', count, { one: 'is', other: 'are' })} due today.`,
    new: (count: number) => `${reports(count)} ${plural('en', count, { one: 'is', other: 'are' })} new.`,
    waiting: (count: number) =>
      `${reports(count)} ${plural('en', count, { one: 'waits', other: 'wait' })} for a citizen.`,
    all: (count: number) => `${reports(count)} ${plural('en', count, { one: 'is', other: 'are' })} in this inbox.`,
  },
  show: 'Show them',
  previous: (count: number) => `Previous ${count}`,
  following: (count: number) => `Next ${count}`,
  pages: 'Pages of this list',
  save: 'Save this list (CSV)',
  csv: {
    reference: 'reference',
    deadline: 'deadline',
    dueBy: 'due by',
    state: 'state',
    category: 'category',
    area: 'area',
    office: 'office',
    assignee: 'who has it',
    received: 'received',
    channel: 'by',
    language: 'language',
    people: 'people',
    words: 'words',
  },
  /** The last line of a list that is too long to be saved whole. */
  cut: (count: number) => `Only the first ${count}: use filters for the rest.`,
  /** Below a text that is sent by SMS; `{sms}` and `{left}` are figures. */
  counter: '{sms} SMS, characters left in it: {left}',
  /** What was typed and not sent was put back into the form. */
  restored: 'What you wrote here before is back. It was not sent.',
};
