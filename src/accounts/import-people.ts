import { CsvError, parse } from 'csv-parse/sync';
import type { Deps } from '../deps.ts';
import { AppError } from '../errors.ts';
import type { Editor } from './editor.ts';
import { PeopleError, type PlacedProblem } from './people-error.ts';
import { PERSON_COLUMNS, type RawPerson, readPerson } from './person.ts';
import { type SavedPeople, savePeople } from './save-people.ts';
import type { PlacedPerson } from './wanted-person.ts';

/** The columns that a file must have. */
const NEEDED = ['sign_in', 'name', 'role'] as const;
/** Enough for every office of a country's programme, few enough for one transaction. */
const MOST_LINES = 5_000;
/** Signs with which a spreadsheet would begin a formula: the apostrophe in front says that it is text. */
const QUOTED = /^'(?=[=+\-@\t\r＝＋－＠])/;

/**
 * Loads people from a CSV file: a heading, then one person a line; columns `sign_in`, `name`, `role`, and where they go with the
 * role `office`, `area`, `stream`, `language`, `phone`, `page_order`. All of them or, with one bad line, none. Whoever has an
 * account already is changed to what the line says; an empty phone leaves hers. Nobody is disabled by being left out. No cell
 * is ever a formula: a phone begins with `+`.
 *
 * @throws {PeopleError} with every problem and its line
 * @throws {AppError} `bad_request` when it is no such file; `conflict` as `savePeople` does
 */
export async function importPeople(
  deps: Pick<Deps, 'config' | 'db' | 'now'>,
  by: Editor,
  csv: string,
): Promise<SavedPeople> {
  const people: PlacedPerson[] = [];
  const problems: PlacedProblem[] = [];
  for (const { line, raw } of readLines(csv)) {
    const read = readPerson(by.programme, raw);
    if (read.person !== null) people.push({ line, person: read.person });
    problems.push(...read.problems.map((problem) => ({ line, ...problem })));
  }
  if (problems.length > 0) throw new PeopleError(problems);
  if (people.length === 0) throw notThis('It holds nobody: below the heading there is one line a person.');
  return savePeople(deps, by, people);
}

interface Line {
  readonly line: number;
  readonly raw: RawPerson;
}

function readLines(csv: string): Line[] {
  const [heading, ...lines] = splitLines(csv);
  const columns = (heading?.cells ?? []).map((column) => column.toLowerCase());
  const lacking = NEEDED.filter((column) => !columns.includes(column));
  if (lacking.length > 0) throw notThis(`Its first line must name the columns; it lacks ${lacking.join(', ')}.`);
  const known: readonly string[] = PERSON_COLUMNS;
  const strange = columns.filter((column, index) => !known.includes(column) || columns.indexOf(column) !== index);
  if (strange.length > 0) {
    throw notThis(`Its first line names ${strange.join(', ')}; there are only ${known.join(', ')}, each once.`);
  }
  if (lines.length > MOST_LINES) throw notThis(`It has more than ${MOST_LINES} lines; make several files of it.`);
  const uneven = lines.find(({ cells }) => cells.length > columns.length);
  if (uneven) {
    throw notThis(
      `Line ${uneven.line} has ${uneven.cells.length} cells where the heading has ${columns.length}; put a cell with a comma in double quotes.`,
    );
  }
  return lines.map(({ line, cells }) => ({
    line,
    raw: Object.fromEntries(columns.map((column, index) => [column, (cells[index] ?? '').replace(QUOTED, '')])),
  }));
}

function splitLines(csv: string): { line: number; cells: string[] }[] {
  const lines: { line: number; cells: string[] }[] = [];
  let read = 0;
  try {
    parse(csv, {
      bom: true,
      relax_column_count: true,
      trim: true,
      on_record: (cells: string[], context) => {
        if (cells.some((cell) => cell !== '')) lines.push({ line: read + 1, cells });
        read = context.lines;
        return null;
      },
    });
    return lines;
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw notThis(`On line ${read + 1} a double quote is not closed or stands in the middle of a cell.`);
  }
}

function notThis(why: string): AppError {
  return new AppError('bad_request', `Nothing was changed: this is not a file of people. ${why}`);
}
