import { AppError } from '../errors.ts';
import { findProjectProblems } from '../routing/find-project-problems.ts';
import { type Problem, showValue, sortProblems } from '../routing/problem.ts';
import type { Programme } from '../routing/programme.ts';
import type { ProjectRow } from '../routing/programme-source.ts';
import { readTable } from '../routing/read-table.ts';
import { PROJECTS } from '../routing/table-format.ts';

/** A county's whole list; more would keep everybody who loads programmes waiting. */
const MOST_LINES = 5_000;
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
 * cells. Places must be areas of the programme that are still there.
 *
 * @throws {ProjectListError} with every problem and its line
 */
export function readProjectList(programme: Programme, csv: string): readonly ProjectRow[] {
  const file = 'list';
  const { table, problems } = readTable(asFile(csv), file, PROJECTS, programme.languages);
  const rows = table?.rows ?? [];
  const found = [...problems, ...findProjectProblems(file, rows), ...placeProblems(programme, file, rows)];
  if (found.length > 0) throw new ProjectListError(sortProblems(found));
  const [first] = rows;
  const whole = (message: string) => new ProjectListError([{ file, line: first?.line ?? 1, message }]);
  if (rows.length === 0) throw whole('holds no project; below the heading there is one line a project');
  if (rows.length > MOST_LINES) throw whole(`has more than ${MOST_LINES} lines; make several lists of it`);
  return rows;
}

/** As our own files are written: spreadsheets put a mark before the first letter, and browsers send two signs for a line end. */
function asFile(csv: string): string {
  return csv.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n');
}

function placeProblems(programme: Programme, file: string, rows: readonly ProjectRow[]): Problem[] {
  return rows
    .filter(({ area_code: code }) => !programme.areas.has(code))
    .map(({ line, area_code: code }) => ({
      file,
      line,
      message: `area_code ${showValue(code)} is no area of the programme; areas.csv and GET /api/v1/areas hold the codes`,
    }));
}

function atLine(line: number | null): string {
  return line === null ? '' : `line ${line}: `;
}
