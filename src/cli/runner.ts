import type { Command } from 'commander';
import type { Outcome, Terminal } from './terminal.ts';

/** A command's work: the terminal and its own arguments in, what came of it out. */
export type Work = (terminal: Terminal, ...args: readonly unknown[]) => Promise<Outcome>;

/** Runs commands and remembers how the last one ended. */
export interface Runner {
  /** Makes a commander action of `work`: it prints the outcome, as JSON where the command was given `--json`. */
  run(work: Work): (this: Command, ...args: unknown[]) => Promise<void>;
  exitCode(): 0 | 1;
}

/** Makes the runner of one run of the program. */
export function createRunner(terminal: Terminal): Runner {
  let exitCode: 0 | 1 = 0;
  return {
    run: (work) =>
      async function (...args) {
        const outcome = await work(terminal, ...args);
        const isJson = this.opts().json === true;
        terminal.out(`${isJson ? JSON.stringify(outcome.json) : outcome.text}\n`);
        exitCode = outcome.code;
      },
    exitCode: () => exitCode,
  };
}
