import type { Command } from 'commander';
import { MIGRATIONS } from '../db/migrations/index.ts';
import type { Runner } from './runner.ts';
import { withDatabase } from './with-database.ts';

/** `migrate`. */
export function addMigrateCommand(program: Command, { run }: Runner): void {
  program
    .command('migrate')
    .description(
      "bring the database to this version, and give the gateway's role its rights; a gateway does so by itself",
    )
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      '\nNeeded before an upgrade where DATABASE_URL of the gateway names a user who does not own the tables:\n' +
        '  DATABASE_URL=postgres://OWNER... majibu migrate',
    )
    .action(
      run(async (terminal) => {
        await withDatabase(terminal, async () => undefined);
        const schema = Object.keys(MIGRATIONS).at(-1);
        return { code: 0, text: `The database is up to date (${schema}).`, json: { schema } };
      }),
    );
}
