/** One thing that is wrong with a programme's folder. */
export interface Problem {
  /** Folder and file as people call them: `kenya-coast/areas.csv`; only the folder when it is about all of it. */
  readonly file: string;
  /** The first line of a file is 1. Null: the file as a whole. */
  readonly line: number | null;
  /** The value that is wrong and how to mend it. */
  readonly message: string;
}

/** `kenya-coast/areas.csv:14: parent_code "KE.009" is not in this file; ...` */
export function formatProblem({ file, line, message }: Problem): string {
  return line === null ? `${file}: ${message}` : `${file}:${line}: ${message}`;
}

/** A programme's folder cannot be used. `problems` lists everything that was found, not only the first. */
export class ProgrammeError extends Error {
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    const lines = problems.map((problem) => `  - ${formatProblem(problem)}`);
    super(`The programmes have ${problems.length} problem(s):\n${lines.join('\n')}`);
    this.name = 'ProgrammeError';
    this.problems = problems;
  }
}

/** Problems in the order in which a person reads the files. */
export function sortProblems(problems: readonly Problem[]): Problem[] {
  return [...problems].sort((one, other) => one.file.localeCompare(other.file) || (one.line ?? 0) - (other.line ?? 0));
}

/** A value as a problem shows it: quoted, cut where it is long. */
export function showValue(value: unknown): string {
  const shown = JSON.stringify(value) ?? String(value);
  return shown.length > 60 ? `${shown.slice(0, 57)}..."` : shown;
}
