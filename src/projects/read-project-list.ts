import { setImmediate } from 'node:timers/promises';
import { AppError } from '../errors.ts';
import { findProjectProblems } from '../routing/find-project-problems.ts';
import { type Problem, showValue, sortProblems } from '../routing/problem.ts';
import type { Programme } from '../routing/programme.ts';
import type { ProjectRow } from '../routing/programme-source.ts';
import { readTableInSteps } from '../routing/read-table.ts';
import { PROJECTS } from '../routing/table-format.ts';

/** A county's whole list; more would keep everybody who loads programmes waiting. */
const MOST_LINES = 5_000;
/** What problems call the list. */
const FILE = 'list';
/** As many as a person reads; the others are counted. */
const PROBLEMS_SHOWN = 50;

/** A list that cannot be taken as it is: nothing was changed. `problems` holds everything that is wrong, by line. */
export class ProjectListError extends AppError {
  readonly problems: readonly Pick<Problem, 'line' | 'message'>[];

  constructor(problems: readonly Problem[]) {
    const lines = problems.slice(0, PROBLEMS_SHOWN).map(({ line, message }) => `  - ${atLine(line)}${message}`);
    const rest = problems.length > PROBLEMS_SHOWN ? [`  ... and ${problems.length - PROBLEMS_SHOWN} more`] : [];
    const issues = problems.map(({ line, message }) => ({ path: line === null ? 'list' : `line ${line}`, message }));
    super('invalid', [`Nothing was changed: ${problems.length} problem(s).`, ...lines, ...rest].join('\n'), { issues });
    this.name = 'ProjectListError';
    this.problems = problems;
  }
}

/**
 * Reads a public list of projects: the columns of `projects.csv` (`docs/adding-a-programme.md`) in UTF-8, commas between the
 * cells. Places must be areas of the programme that are still there. Others are served while a long list is read.
 *
 * @param today the local day, ISO: no list is of a later one
 * @throws {ProjectListError} with every problem and its line
 */
export async function readProjectList(
  programme: Programme,
  csv: string,
  today: string,
): Promise<readonly ProjectRow[]> {
  const text = asFile(csv);
  const undecoded = undecodedProblems(text);
  if (undecoded.length > 0) throw new ProjectListError(undecoded);
  const { table, problems } = await drain(readTableInSteps(text, FILE, PROJECTS, programme.languages, MOST_LINES));
  const rows = table?.rows ?? [];
  const found = [
    ...problems,
    ...findProjectProblems(FILE, rows),
    ...placeProblems(programme, rows),
    ...dateProblems(rows, today),
  ];
  if (found.length > 0) throw new ProjectListError(sortProblems(found));
  if (rows.length > 0) return rows;
  const message = 'holds no project; below the heading there is one line a project';
  throw new ProjectListError([{ file: FILE, line: 1, message }]);
}

/** To its end, with others let through at every pause. */
async function drain<Result>(steps: Generator<void, Result>): Promise<Result> {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    await setImmediate();
  }
}

/** Letters that were no UTF-8 came as a sign that stands for "unknown": they are not to be published. */
function undecodedProblems(text: string): Problem[] {
  const at = text.search(/[\ufffd\0]/);
  if (at === -1) return [];
  const line = text.slice(0, at).split('\n').length;
  const message = 'has letters that are not in UTF-8; save the list as "CSV UTF-8", then read it again';
  return [{ file: FILE, line, message }];
}

function dateProblems(rows: readonly ProjectRow[], today: string): Problem[] {
  return rows
    .filter(({ as_of: asOf }) => asOf > today)
    .map(({ line, as_of: asOf }) => ({
      file: FILE,
      line,
      message: `as_of "${asOf}" is still to come; write the day of which the list says this`,
    }));
}

/** As our own files are written: spreadsheets put a mark before the first letter, and browsers send two signs for a line end. */
function asFile(csv: string): string {
  return csv.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n');
}

function placeProblems(programme: Programme, rows: readonly ProjectRow[]): Problem[] {
  return rows
    .filter(({ area_code: code }) => !programme.areas.has(code))
    .map(({ line, area_code: code }) => ({
      file: FILE,
      line,
      message: `area_code ${showValue(code)} is no area of the programme; areas.csv and GET /api/v1/areas hold the codes`,
    }));
}

function atLine(line: number | null): string {
  return line === null ? '' : `line ${line}: `;
}
