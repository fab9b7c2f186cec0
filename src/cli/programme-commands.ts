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
import type { Runner, Work } from './runner.ts';
import { withDatabase } from './with-database.ts';

const dirsOf = z.array(z.string());

/** `programme check`, `programme load` and `programme budget`. */
export function addProgrammeCommands(program: Command, { run }: Runner): void {
  const programme = program.command('programme').description('the folders that describe a programme');
  const add = (name: string, description: string) =>
    programme
      .command(name)
      .description(description)
      .argument('<dir...>', 'folders, each with a programme.yaml')
      .option('--json', 'print JSON');
  add('check', 'read folders and say what is wrong with them, with file and line; needs no database').action(
    run(check),
  );
  add('budget', 'how long every screen and SMS is with the longest names of a programme, and what a case costs in SMS')
    .option('--markdown', 'print tables for a document')
    .action(run(budget));
  add('load', 'check folders and bring the database to what they say; running gateways follow within seconds').action(
    run(load),
  );
}

const check: Work = async (_terminal, dirs) => {
  const checked = await runProgrammeCheck(dirsOf.parse(dirs));
  return { code: checked.problems.length > 0 ? 1 : 0, text: formatProgrammeCheck(checked), json: checked };
};

const budget: Work = async (_terminal, dirs, options) => {
  const measured = await runProgrammeBudget(dirsOf.parse(dirs));
  const { markdown } = z.object({ markdown: z.boolean().optional() }).parse(options);
  const code = measured.problems.length > 0 ? 1 : 0;
  return { code, text: formatBudget(measured, { isMarkdown: markdown === true }), json: measured };
};

const load: Work = async (terminal, dirs) => {
  const done = await withDatabase(terminal, ({ patiently, now }) =>
    patiently((db) =>
      runProgrammeLoad({ db, now }, dirsOf.parse(dirs), (name, { done: steps, of, what }) =>
        terminal.err(`${name}: figures anew, ${steps}/${of} ${what}\n`),
      ),
    ),
  );
  const { problems, loaded } = done;
  if (problems.length === 0) return { code: 0, text: formatProgrammeLoad(loaded), json: done };
  return { code: 1, text: formatProgrammeCheck({ problems, summary: [] }), json: done };
};
