import { Command, CommanderError } from 'commander';
import { ConfigError } from '../config.ts';
import { AppError } from '../errors.ts';
import { describeError } from '../log.ts';
import { ProgrammeError } from '../routing/problem.ts';
import { addAccountCommands } from './account-commands.ts';
import { addAuditCommands } from './audit-commands.ts';
import { addCallsCommand } from './calls-command.ts';
import { addDemoCommand } from './demo-command.ts';
import { addDoctorCommand } from './doctor-command.ts';
import { addFiguresCommands } from './figures-commands.ts';
import { addKeyCommands } from './key-commands.ts';
import { addMigrateCommand } from './migrate-command.ts';
import { addProgrammeCommands } from './programme-commands.ts';
import { addProjectCommands } from './project-commands.ts';
import { addReleaseCommands } from './release-commands.ts';
import { addReportCommands } from './report-commands.ts';
import { createRunner, type Runner } from './runner.ts';
import type { ExitCode, Terminal } from './terminal.ts';
import { addWebhookCommands } from './webhook-commands.ts';

/** Runs the administrator's command line on its arguments (without `node` and the script). Never throws. */
export async function runCli(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const runner = createRunner(terminal);
  try {
    await createProgram(terminal, runner).parseAsync([...args], { from: 'user' });
    return runner.exitCode();
  } catch (error) {
    // Commander has printed its own: help that was asked for, or what is wrong with the arguments.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    terminal.err(`${explain(error)}\n`);
    return 1;
  }
}

function createProgram(terminal: Terminal, runner: Runner): Command {
  const program = new Command('majibu')
    .description("The administrator's command line of Majibu. Settings come from the environment, as the gateway's do.")
    .exitOverride()
    .configureOutput({ writeOut: (text) => terminal.out(text), writeErr: (text) => terminal.err(text) })
    .showHelpAfterError('(add --help to see how)')
    .addHelpText('after', '\nExit codes: 0 done, 1 refused or failed, 2 wrong usage.');
  addProgrammeCommands(program, runner);
  addProjectCommands(program, runner);
  addKeyCommands(program, runner);
  addAccountCommands(program, runner);
  addCallsCommand(program, runner);
  addAuditCommands(program, runner);
  addFiguresCommands(program, runner);
  addReleaseCommands(program, runner);
  addReportCommands(program, runner);
  addWebhookCommands(program, runner);
  addMigrateCommand(program, runner);
  addDemoCommand(program, runner);
  addDoctorCommand(program, runner);
  return program;
}

/** What is expected speaks for itself; anything else is shown as the log would show it. */
function explain(error: unknown): string {
  const isExpected = error instanceof AppError || error instanceof ConfigError || error instanceof ProgrammeError;
  return isExpected ? error.message : JSON.stringify(describeError(error), null, 2);
}
