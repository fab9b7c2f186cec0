import type { Command } from 'commander';
import { z } from 'zod';
import { formatBudget } from './format-budget.ts';
import {
  formatProgrammeCheck,
  formatProgrammeLoad,
  runProgrammeBudget,
  runProgrammeCheck,
  runProgrammeLoad,
} from './programme-verbs.ts';
import type { Runner } from './runner.ts';
import { withDatabase } from './with-database.ts';

const dirsOf = z.array(z.string());

/** `programme check`, `programme load` and `programme budget`. */
export function addProgrammeCommands(program: Command, { run }: Runner): void {
  const programme = program.command('programme').description('the folders that describe a programme');
  programme
    .command('check')
    .description('read folders and say what is wrong with them, with file and line; needs no database')
    .argument('<dir...>', 'folders, each with a programme.yaml')
    .option('--json', 'print JSON')
    .action(
      run(async (_terminal, dirs) => {
        const check = await runProgrammeCheck(dirsOf.parse(dirs));
        return { code: check.problems.length > 0 ? 1 : 0, text: formatProgrammeCheck(check), json: check };
      }),
    );
  programme
    .command('budget')
    .description('how long every screen and SMS is with the longest names of a programme, and what a case costs in SMS')
    .argument('<dir...>', 'folders, each with a programme.yaml')
    .option('--markdown', 'print tables for a document')
    .option('--json', 'print JSON')
    .action(
      run(async (_terminal, dirs, options) => {
        const budget = await runProgrammeBudget(dirsOf.parse(dirs));
        const { markdown } = z.object({ markdown: z.boolean().optional() }).parse(options);
        const code = budget.problems.length > 0 ? 1 : 0;
        return { code, text: formatBudget(budget, { isMarkdown: markdown === true }), json: budget };
      }),
    );
  programme
    .command('load')
    .description('check folders and bring the database to what they say; running gateways follow within seconds')
    .argument('<dir...>', 'folders, each with a programme.yaml')
    .option('--json', 'print JSON')
    .action(
      run(async (terminal, dirs) => {
        const load = await withDatabase(terminal, ({ patiently, now }) =>
          patiently((db) => runProgrammeLoad({ db, now }, dirsOf.parse(dirs))),
        );
        const { problems, loaded } = load;
        if (problems.length === 0) return { code: 0, text: formatProgrammeLoad(loaded), json: load };
        return { code: 1, text: formatProgrammeCheck({ problems, summary: [] }), json: load };
      }),
    );
}
