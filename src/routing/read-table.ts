import { CsvError, parse } from 'csv-parse/sync';
import { nameProblem } from './name-problem.ts';
import { type Problem, showValue } from './problem.ts';
import { LANGUAGES, type Language, type Names } from './programme.ts';
import { limitIn, type NameLimit, NOTE_COLUMNS, type Row, type TableFormat } from './table-format.ts';

/** A row of a table of figures. */
const NAMELESS: Names = { en: '' };

interface Line {
  readonly line: number;
  readonly cells: readonly string[];
}

interface Heading {
  readonly columns: readonly string[];
  readonly problems: readonly Problem[];
}

/** The good rows of a table, and what rows of other tables may name: also that of a row with a fault elsewhere. */
export interface Table<Row> {
  readonly rows: readonly Row[];
  /** The first column of the key, over all rows. */
  readonly codes: ReadonlySet<string>;
}

/** A table and everything that is wrong with it; null where it has no usable heading. */
export interface ReadTable<Row> {
  readonly table: Table<Row> | null;
  readonly problems: readonly Problem[];
}

/**
 * Reads one table: a heading, then one row a line, separated by commas, cells with commas in double quotes.
 *
 * @param file the name that problems give it
 * @param languages what the programme offers; every row must have a name in each, and in English
 */
export function readTable<Cells extends object>(
  text: string,
  file: string,
  format: TableFormat<Cells>,
  languages: readonly Language[],
): ReadTable<Row<Cells>> {
  const steps = readTableInSteps(text, file, format, languages);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

/** Rows that are read in a few milliseconds. */
const ROWS_A_STEP = 50;

/**
 * As `readTable`, with a pause after every few rows: whoever serves others meanwhile lets them go first.
 *
 * @param mostRows a table with more of them is a problem, and none of them is read
 */
export function* readTableInSteps<Cells extends object>(
  text: string,
  file: string,
  format: TableFormat<Cells>,
  languages: readonly Language[],
  mostRows = Number.POSITIVE_INFINITY,
): Generator<void, ReadTable<Row<Cells>>> {
  const split = splitLines(text, file);
  const [first, ...lines] = split.lines;
  // Quotes stand elsewhere where semicolons separate the cells: that they do is what is to be mended.
  if (split.problem && !isSeparatedOtherwise(first?.cells ?? [])) return { table: null, problems: [split.problem] };
  const heading = readHeading(first?.cells ?? [], file, format, languages);
  if (heading.problems.length > 0) return { table: null, problems: heading.problems };
  const over = lines[mostRows];
  if (over) {
    const message = `is one line too many: at most ${mostRows} below the heading; make several lists of it`;
    return { table: null, problems: [{ file, line: over.line, message }] };
  }
  const rows: Row<Cells>[] = [];
  const codes = new Set<string>();
  const problems: Problem[] = [];
  for (const [index, { line, cells }] of lines.entries()) {
    if (index % ROWS_A_STEP === 0) yield;
    const report = (message: string) => problems.push({ file, line, message });
    codes.add(cells[heading.columns.indexOf(format.key[0] ?? '')] ?? '');
    const byColumn = cellsByColumn(cells, heading.columns, format.mayLack, report);
    if (byColumn === null) continue;
    const names = readNames(byColumn, languages, format.nameLimit, report);
    const parsed = format.cells.safeParse(byColumn);
    for (const column of new Set(parsed.error?.issues.map(({ path }) => String(path[0])))) {
      const issue = parsed.error?.issues.find(({ path }) => path[0] === column);
      report(`${column} ${showValue(byColumn[column] ?? '')} ${issue?.message}`);
    }
    if (parsed.success && names !== null) rows.push({ ...parsed.data, line, names });
  }
  problems.push(...repeated(rows, file, format.key));
  return { table: { rows, codes }, problems };
}

function splitLines(text: string, file: string): { lines: Line[]; problem?: Problem } {
  const lines: Line[] = [];
  let read = 0;
  try {
    parse(text, {
      relax_column_count: true,
      trim: true,
      record_delimiter: '\n',
      on_record: (cells: string[], context) => {
        if (cells.some((cell) => cell !== '')) lines.push({ line: read + 1, cells });
        read = context.lines;
        return null;
      },
    });
    return { lines };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const message =
      'a double quote is not closed or stands in the middle of a cell; ' +
      'put the whole cell in double quotes and write each quote inside it twice';
    return { lines, problem: { file, line: read + 1, message } };
  }
}

/** A heading that is one cell with the signs in it that other programs put between cells. */
function isSeparatedOtherwise(cells: readonly string[]): boolean {
  return cells.length === 1 && /[;\t]/.test(cells[0] ?? '');
}

function readHeading(
  cells: readonly string[],
  file: string,
  format: Pick<TableFormat<object>, 'columns' | 'mayLack' | 'alsoNamed' | 'nameLimit'>,
  languages: readonly Language[],
): Heading {
  const columns = [...cells];
  while (columns.at(-1) === '') columns.pop();
  const report = (message: string): Heading => ({ columns, problems: [{ file, line: 1, message }] });
  if (columns.length === 0) return report('is empty; the first line must name the columns');
  if (isSeparatedOtherwise(columns)) {
    return report('is separated by semicolons or tabs; save it separated by commas');
  }
  const required = [
    ...format.columns.filter((column) => !format.mayLack.includes(column)),
    ...[...(format.nameLimit === null ? [] : ['name']), ...format.alsoNamed].flatMap((column) =>
      namedLanguages(languages).map((language) => `${column}_${language}`),
    ),
  ];
  const known = new Set([...required, ...format.mayLack, ...NOTE_COLUMNS]);
  const messages = [
    ...columns
      .filter((column) => !known.has(column))
      .map((column) => unknownColumn(column, [...required, ...format.mayLack], languages)),
    ...columns
      .filter((column, index) => columns.indexOf(column) !== index)
      .map((column) => `column ${showValue(column)} stands there twice; remove one`),
    ...required
      .filter((column) => !columns.includes(column))
      .map((column) => `column ${showValue(column)} is missing; add it to the heading and to every row`),
  ];
  return { columns, problems: messages.map((message) => ({ file, line: 1, message })) };
}

function unknownColumn(column: string, known: readonly string[], languages: readonly Language[]): string {
  const language = LANGUAGES.find((one) => column === `name_${one}`);
  if (language && !languages.includes(language)) {
    return `column "${column}": the programme does not offer ${language}; add it to languages in programme.yaml or remove the column`;
  }
  return `column ${showValue(column)} is not known here; remove it or rename it to one of ${known.join(', ')}`;
}

function cellsByColumn(
  cells: readonly string[],
  columns: readonly string[],
  mayLack: readonly string[],
  report: (message: string) => void,
): Record<string, string> | null {
  const extra = cells.slice(columns.length).filter((cell) => cell !== '');
  if (extra.length > 0 || cells.length < columns.length) {
    report(
      `has ${cells.length} cells where the heading has ${columns.length}; put a cell that contains a comma in double quotes`,
    );
    return null;
  }
  const empty = mayLack.map((column) => [column, '']);
  return Object.fromEntries([...empty, ...columns.map((column, index) => [column, cells[index] ?? ''])]);
}

function readNames(
  cells: Record<string, string>,
  languages: readonly Language[],
  limit: NameLimit | null,
  report: (message: string) => void,
): Names | null {
  if (limit === null) return NAMELESS;
  const names: Partial<Record<Language, string>> = {};
  let isGood = true;
  for (const language of namedLanguages(languages)) {
    const column = `name_${language}`;
    const name = cells[column] ?? '';
    const problem = nameProblem(name, language, limitIn(limit, language));
    if (problem) report(`${column} ${showValue(name)} ${problem}`);
    isGood &&= problem === null;
    names[language] = name;
  }
  return isGood && names.en !== undefined ? { ...names, en: names.en } : null;
}

function namedLanguages(languages: readonly Language[]): readonly Language[] {
  return languages.includes('en') ? languages : [...languages, 'en'];
}

function repeated<Row extends { readonly line: number }>(
  rows: readonly Row[],
  file: string,
  key: readonly (keyof Row & string)[],
): Problem[] {
  const firstLines = new Map<string, number>();
  return rows.flatMap((row) => {
    const value = key.map((column) => String(row[column])).join(' + ');
    const first = firstLines.get(value);
    if (first === undefined) firstLines.set(value, row.line);
    if (first === undefined) return [];
    const message = `${key.join(' + ')} ${showValue(value)} stands already on line ${first}; remove one or correct it`;
    return [{ file, line: row.line, message }];
  });
}
