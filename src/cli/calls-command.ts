import { type Command, InvalidArgumentError } from 'commander';
import { z } from 'zod';
import { type CallEndFigure, readCallEnds } from '../db/call-ends.ts';
import { AppError } from '../errors.ts';
import type { Runner } from './runner.ts';
import { withDatabase } from './with-database.ts';

const options = z.object({
  programme: z.string().optional(),
  from: z.string().optional(),
  to: z.string().optional(),
});

/** `calls`. */
export function addCallsCommand(program: Command, { run }: Runner): void {
  const calls = program
    .command('calls')
    .description(
      'where USSD calls end, by screen and language: finished, or dropped because the caller gave up or the line did',
    )
    .option('--programme <name>', 'of this programme only')
    .option('--from <day>', "first day, YYYY-MM-DD, in the programme's time zone; all days unless told", readDay)
    .option('--to <day>', 'the day after the last one', readDay)
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExample:\n  majibu calls --programme khulna --from 2026-11-01');
  calls.action(
    run(async (terminal) => {
      const about = options.parse(calls.opts());
      if (about.from !== undefined && about.to !== undefined && about.from >= about.to) {
        calls.error('error: --to is the day after the last one: it must come after --from');
      }
      const items = await withDatabase(terminal, async ({ db }) => {
        const known = await db.selectFrom('programmes').select('name').orderBy('name').execute();
        const names = known.map(({ name }) => name);
        if (about.programme !== undefined && !names.includes(about.programme)) {
          const message = `There is no programme "${about.programme}". There are: ${names.join(', ') || 'none'}.`;
          throw new AppError('not_found', message);
        }
        return readCallEnds(db, about);
      });
      return { code: 0, text: formatCallEnds(items), json: { items } };
    }),
  );
}

function readDay(value: string): string {
  if (!z.iso.date().safeParse(value).success || value < '2000')
    throw new InvalidArgumentError('It is no day: write it as 2026-11-23.');
  return value;
}

const HEADINGS = ['programme', 'screen', 'language', 'finished', 'dropped', 'share dropped'] as const;

/** One line per programme, screen and language, in columns; the share is of all calls of that programme and language. */
function formatCallEnds(items: readonly CallEndFigure[]): string {
  if (items.length === 0) return 'No call has been counted.';
  const rows = items.map(({ programme, screen, language, finished, dropped, dropped_share: share }) => [
    programme,
    screen,
    language,
    String(finished),
    String(dropped),
    `${(share * 100).toFixed(1)} %`,
  ]);
  const table: readonly (readonly string[])[] = [HEADINGS, ...rows];
  const widths = HEADINGS.map((_, column) => Math.max(...table.map((row) => row[column]?.length ?? 0)));
  const pad = (cell: string, column: number) =>
    column < 3 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0);
  return table.map((row) => row.map(pad).join('  ').trimEnd()).join('\n');
}
