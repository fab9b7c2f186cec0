import type { Budget } from '../budget/check-budget.ts';
import { formatProblem } from '../routing/problem.ts';
import type { Language } from '../routing/programme.ts';
import type { ProgrammeBudget } from './programme-verbs.ts';

type Table = readonly (readonly string[])[];

/** The budget as people read it: two tables a programme, and what a case costs; the texts that do not fit come last. */
export function formatBudget({ problems, budgets }: ProgrammeBudget, { isMarkdown }: { isMarkdown: boolean }): string {
  const format = isMarkdown ? toMarkdown : toColumns;
  const heading = (level: number, text: string) => (isMarkdown ? `${'#'.repeat(level)} ${text}` : text);
  const parts = budgets.flatMap((budget) => [
    heading(2, budget.programme),
    heading(3, 'Screens: units of the fullest page (pages)'),
    format(screenTable(budget)),
    heading(3, 'SMS: messages paid for (units) of those declared'),
    format(smsTable(budget)),
    heading(3, 'An ordinary case, from receipt to "fixed": SMS'),
    format([
      ['', ...languagesOf(budget)],
      ['without the words of officials', ...budget.languages.map(({ caseSegments }) => String(caseSegments))],
    ]),
  ]);
  const told = problems.length > 0 ? [problems.map(formatProblem).join('\n'), `${problems.length} problem(s).`] : [];
  return [...parts, ...told].join('\n\n');
}

function languagesOf({ languages }: Budget): Language[] {
  return languages.map(({ language }) => language);
}

function screenTable(budget: Budget): Table {
  const names = [...new Set(budget.languages.flatMap(({ screens }) => screens.map(({ screen }) => screen)))];
  return [
    ['screen', ...languagesOf(budget)],
    ...names.map((name) => [
      name,
      ...budget.languages.map(({ screens }) => {
        const cost = screens.find(({ screen }) => screen === name);
        if (!cost) return '-';
        const pages = cost.pages > 1 ? ` (${cost.pages})` : '';
        return `${cost.units}/${cost.limit}${pages}${cost.isShortened ? ' shortened' : ''}${cost.problem ? ` OVER by ${cost.problem.over}` : ''}`;
      }),
    ]),
  ];
}

function smsTable(budget: Budget): Table {
  const names = [...new Set(budget.languages.flatMap(({ sms }) => sms.map(({ template }) => template)))];
  return [
    ['SMS', ...languagesOf(budget)],
    ...names.map((name) => [
      name,
      ...budget.languages.map(({ sms }) => {
        const cost = sms.find(({ template }) => template === name);
        if (!cost) return '-';
        const words = cost.hasWords ? ' + words' : '';
        return `${cost.segments} (${cost.units}) of ${cost.declared}${words}${cost.segments > cost.declared ? ' OVER' : ''}`;
      }),
    ]),
  ];
}

function toMarkdown(table: Table): string {
  const [head = [], ...rows] = table;
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

function toColumns(table: Table): string {
  const widths = (table[0] ?? []).map((_cell, column) => Math.max(...table.map((row) => row[column]?.length ?? 0)));
  return table
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
