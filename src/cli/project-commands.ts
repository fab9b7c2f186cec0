import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { z } from 'zod';
import { AppError } from '../errors.ts';
import { importProjects, type ProjectImport, type TouchedProject } from '../projects/import-projects.ts';
import type { Runner } from './runner.ts';
import { withEditor } from './with-editor.ts';

const importOptions = z.object({
  programme: z.string(),
  dryRun: z.boolean().optional(),
  keepOthers: z.boolean().optional(),
});

/** `projects import`. */
export function addProjectCommands(program: Command, { run }: Runner): void {
  const projects = program.command('projects').description('public projects, which people check by phone');
  const command = projects
    .command('import')
    .description('take a public list from a CSV file, all of it or nothing')
    .argument('<file>', 'columns as in projects.csv: code, area_code, name_en ..., amount, currency, contractor, ...')
    .requiredOption('--programme <name>', 'which programme')
    .option('--dry-run', 'change nothing, only say what would be changed')
    .option('--keep-others', 'leave what was imported before and is not in this file; otherwise it is retired')
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExample:\n  majibu projects import kilifi.csv --programme kenya-coast --dry-run');
  command.action(
    run(async (terminal, file) => {
      const { programme, dryRun = false, keepOthers = false } = importOptions.parse(command.opts());
      const csv = await readFile(String(file), 'utf8').catch((error: unknown) => {
        throw new AppError('not_found', `The file ${String(file)} cannot be read.`, { cause: error });
      });
      const done = await withEditor(terminal, programme, (deps, by) =>
        importProjects(deps, by, csv, { isDryRun: dryRun, keepsOthers: keepOthers }),
      );
      return { code: 0, text: format(done, dryRun), json: { ...done, is_dry_run: dryRun } };
    }),
  );
}

function format({ added, changed, retired, unchanged }: ProjectImport, isDryRun: boolean): string {
  const lines = (sign: string, rows: readonly TouchedProject[]) =>
    rows.map(({ code, names, changed: columns }) =>
      [sign, code, names.en, ...(columns.length > 0 ? [`(${columns.join(', ')})`] : [])].join('  '),
    );
  const counts = `${added.length} new, ${changed.length} changed, ${retired.length} retired, ${unchanged} unchanged.`;
  return [
    ...lines('+', added),
    ...lines('~', changed),
    ...lines('-', retired),
    isDryRun ? `Nothing was changed. It would be: ${counts}` : counts,
  ].join('\n');
}
