/** What a command is run with, so that a test can be the terminal. */
export interface Terminal {
  readonly env: NodeJS.ProcessEnv;
  readonly now: () => Date;
  /** Standard output: results only, so that a program can read them. */
  out(text: string): void;
  /** Standard error: everything said to a person on the side. */
  err(text: string): void;
  /** All of standard input: for what must not stand among the arguments, where every process can read it. */
  readInput(): Promise<string>;
}

/** 0: done. 1: refused or failed, and the reason was printed. 2: not a command as `--help` describes it. */
export type ExitCode = 0 | 1 | 2;

/** What a command comes to: `json` with `--json`, else `text`. A failure that is a result (a check) has both as well. */
export interface Outcome {
  readonly code: 0 | 1;
  readonly text: string;
  readonly json: unknown;
}
