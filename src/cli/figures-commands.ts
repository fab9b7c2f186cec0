import { performance } from 'node:perf_hooks';
import type { Command } from 'commander';
import type { Kysely } from 'kysely';
import { z } from 'zod';
import type { Database } from '../db/schema.ts';
import { rebuildFigures } from '../figures/rebuild-figures.ts';
import { type EventSource, writeEvents } from '../figures/write-events.ts';
import type { Runner } from './runner.ts';
import type { Terminal } from './terminal.ts';
import { forEachProgramme, withProgrammes } from './with-programmes.ts';
import { writeWholeFile } from './write-whole-file.ts';

/** `figures rebuild` and `figures events`. */
export function addFiguresCommands(program: Command, runner: Runner): void {
  const figures = program.command('figures').description('the sums that the monitor and the open data read');
  addRebuild(figures, runner);
  addEvents(figures, runner);
}

function addRebuild(figures: Command, { run }: Runner): void {
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
  rebuild.action(run((terminal) => rebuildAll(terminal, rebuildOptions.parse(rebuild.opts()).programme)));
}

const rebuildOptions = z.object({ programme: z.string().optional() });

async function rebuildAll(terminal: Terminal, name: string | undefined) {
  const items = await forEachProgramme(terminal, name, ({ patiently, now }, programme) =>
    patiently(async (db) => {
      const startedAt = performance.now();
      await rebuildFigures(db, programme, now(), ({ what, done, of }) =>
        terminal.err(`${programme.name}: ${done}/${of} ${what}\n`),
      );
      return { programme: programme.name, seconds: Math.round(performance.now() - startedAt) / 1000 };
    }),
  );
  const lines = items.map(({ programme, seconds }) => `${programme}: all figures counted anew in ${seconds} s`);
  return { code: 0 as const, text: lines.join('\n') || 'There is no programme.', json: { items } };
}

function addEvents(figures: Command, { run }: Runner): void {
  const events = figures
    .command('events')
    .description('write what happened to every ordinary report to a file, for who counts the figures again herself')
    .requiredOption('--programme <name>', 'whose')
    .requiredOption('--out <file>', 'a CSV file; nothing in it says who wrote, or what')
    .option('--with-about', 'also reports about an office: as observers see the figures. Not for officials')
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      '\nExample:\n  majibu figures events --programme kenya-coast --out events.csv\n' +
        '  node scripts/recount-figures.js events.csv --zone Africa/Nairobi --from 2026-01 --to 2026-10',
    );
  events.action(
    run(async (terminal) => {
      const { programme: name, out, withAbout } = eventOptions.parse(events.opts());
      const reports = await withProgrammes(terminal, name, ({ patiently }, chosen) =>
        patiently((db) =>
          writeEventsTo(db, { programmeId: chosen[0]?.id ?? '', withAbout }, { file: out, tell: terminal.err }),
        ),
      );
      return { code: 0, text: `${out}: what happened to ${reports} reports`, json: { file: out, reports } };
    }),
  );
}

/** All of one moment, however long it takes: otherwise a report would have half of what happened to it meanwhile. Gives how many reports. */
function writeEventsTo(
  db: Kysely<Database>,
  source: EventSource,
  { file, tell }: { file: string; tell: (text: string) => void },
): Promise<number> {
  const inOneState = db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only');
  return inOneState.execute(async (tx) => {
    let written = 0;
    const events = writeEvents(tx, source, (count) => {
      written = count;
      tell(`${count} reports\n`);
    });
    await writeWholeFile(file, events);
    return written;
  });
}

const eventOptions = z.object({ programme: z.string(), out: z.string(), withAbout: z.boolean().default(false) });
