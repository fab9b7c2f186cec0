import { performance } from 'node:perf_hooks';
import type { Command } from 'commander';
import { z } from 'zod';
import { AppError } from '../errors.ts';
import { rebuildFigures } from '../figures/rebuild-figures.ts';
import { createLog } from '../log.ts';
import { openProgrammes } from '../routing/programmes.ts';
import type { Runner } from './runner.ts';
import { withDatabase } from './with-database.ts';

const options = z.object({ programme: z.string().optional() });

/** `figures rebuild`. */
export function addFiguresCommands(program: Command, runner: Runner): void {
  const figures = program.command('figures').description('the sums that the monitor and the open data read');
  const rebuild = figures
    .command('rebuild')
    .description('count all figures anew from the reports; pages show the old ones until the new ones are whole')
    .option('--programme <name>', 'of this programme only')
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      '\nFigures are kept up as things happen: this is for after a restore, or to see that it comes to the same numbers.\n' +
        'Example:\n  majibu figures rebuild --programme kenya-coast',
    );
  rebuild.action(
    runner.run(async (terminal) => {
      const { programme: name } = options.parse(rebuild.opts());
      const items = await withDatabase(terminal, ({ patiently, now }) =>
        patiently(async (db) => {
          const programmes = await openProgrammes(db, createLog('warn', { write: (line) => terminal.err(line) }), {
            pollMs: null,
          });
          try {
            const chosen = programmes.all().filter((programme) => name === undefined || programme.name === name);
            if (chosen.length === 0) throw new AppError('not_found', `There is no programme "${name ?? ''}".`);
            const done: { programme: string; seconds: number }[] = [];
            for (const programme of chosen) {
              const startedAt = performance.now();
              await rebuildFigures(db, programme, now(), ({ what, done: steps, of }) =>
                terminal.err(`${programme.name}: ${steps}/${of} ${what}\n`),
              );
              done.push({ programme: programme.name, seconds: Math.round(performance.now() - startedAt) / 1000 });
            }
            return done;
          } finally {
            programmes.close();
          }
        }),
      );
      const lines = items.map(({ programme, seconds }) => `${programme}: all figures counted anew in ${seconds} s`);
      return { code: 0, text: lines.join('\n'), json: { items } };
    }),
  );
}
