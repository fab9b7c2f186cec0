import type { CheckedProject } from '../db/project-findings.ts';
import { wordsOf } from '../locales/console/index.ts';
import { localeOf } from '../locales/index.ts';
import { showAmount } from '../locales/show-amount.ts';
import type { Language } from '../routing/programme.ts';
import { isPastItsEnd } from './compare-with-list.ts';

/**
 * What the public list says of a project, sentence by sentence: its state with the date of the list, the sum, the contractor,
 * the dates, and that the end has passed.
 *
 * @param today the local day, ISO
 */
export function sayListed(language: Language, project: Omit<CheckedProject, 'found'>, today: string): string[] {
  const { findings: words } = wordsOf(language).tools;
  const { amount, currency, contractor, starts_on: start, ends_on: end } = project;
  return [
    `${localeOf(language).projectStates[project.state]}. ${words.asOf(project.as_of)}`,
    ...(amount === null || currency === null ? [] : [showAmount(language, Number(amount), currency)]),
    ...(contractor === null ? [] : [words.contractor(contractor)]),
    ...(start === null && end === null ? [] : [words.period(start ?? '', end ?? '')]),
    ...(isPastItsEnd(project, today) ? [words.pastEnd(end ?? '')] : []),
  ];
}
