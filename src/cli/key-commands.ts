import { type Command, InvalidArgumentError, Option } from 'commander';
import { validate as isUuid } from 'uuid';
import { z } from 'zod';
import { createKey, type NewKey, PLACE_OF_ROLE } from '../accounts/create-key.ts';
import { type ListedKey, listKeys, revokeKey } from '../db/api-keys.ts';
import { ROLES } from '../db/schema.ts';
import { AppError } from '../errors.ts';
import { STREAMS } from '../routing/programme.ts';
import type { Runner } from './runner.ts';
import { withDatabase } from './with-database.ts';

const SEALED_STREAMS = STREAMS.filter((stream) => stream !== 'ordinary');

const createOptions = z.object({
  programme: z.string(),
  role: z.enum(ROLES),
  office: z.string().optional(),
  area: z.string().optional(),
  stream: z.enum(STREAMS).optional(),
  label: z.string().optional(),
});
const listOptions = z.object({ programme: z.string().optional() });

/** `key create`, `key list` and `key revoke`. */
export function addKeyCommands(program: Command, runner: Runner): void {
  const key = program.command('key').description('keys for the REST API');
  addCreate(key, runner);
  addList(key, runner);
  addRevoke(key, runner);
}

function addCreate(key: Command, { run }: Runner): void {
  const create = key
    .command('create')
    .description('make a key and print it; it is shown this once')
    .requiredOption('--programme <name>', 'which programme')
    .addOption(new Option('--role <role>', 'what it may do').choices(ROLES).makeOptionMandatory())
    .option('--office <code>', 'whose grievances: for the role official')
    .option('--area <code>', 'where, and everything below it: for the role supervisor')
    .addOption(new Option('--stream <stream>', 'which sealed stream: for the role focal').choices(SEALED_STREAMS))
    .option('--label <text>', 'a note about who has it')
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExample:\n  majibu key create --programme kosovo --role official --office csw@XK.04.28');
  create.action(
    run(async (terminal) => {
      const wanted = readWanted(create);
      const made = await withDatabase(terminal, (deps) => createKey(deps, wanted));
      const text = `${made.key}\n\nKeep it now: it is not shown again. To end it: majibu key revoke ${made.id}`;
      return { code: 0, text, json: { key: made.key, id: made.id } };
    }),
  );
}

function addList(key: Command, { run }: Runner): void {
  const list = key
    .command('list')
    .description('show which keys there are; the secrets are kept nowhere')
    .option('--programme <name>', 'of this programme only')
    .option('--json', 'print JSON');
  list.action(
    run(async (terminal) => {
      const { programme } = listOptions.parse(list.opts());
      const keys = await withDatabase(terminal, ({ db }) => listKeys(db, programme));
      return { code: 0, text: keys.map(formatKey).join('\n') || 'There are no keys.', json: { items: keys } };
    }),
  );
}

function addRevoke(key: Command, { run }: Runner): void {
  key
    .command('revoke')
    .description('end a key at once and for good')
    .argument('<id>', 'as `key list` shows it', readId)
    .option('--json', 'print JSON')
    .action(
      run(async (terminal, id) => {
        const isRevoked = await withDatabase(terminal, ({ db, now }) => revokeKey(db, String(id), now()));
        if (!isRevoked) throw new AppError('not_found', 'There is no key with this id. `majibu key list` shows them.');
        return { code: 0, text: `Revoked: ${id}`, json: { id } };
      }),
    );
}

/** The options of `key create`. A role without its place, or with another's, is wrong usage and ends the program. */
function readWanted(command: Command): NewKey {
  const { office, area, stream, label, programme, role } = createOptions.parse(command.opts());
  const places: Readonly<Record<string, string>> = PLACE_OF_ROLE;
  const needed = places[role];
  const given = Object.entries({ office, area, stream }).filter(([, value]) => value !== undefined);
  if (needed !== undefined && !given.some(([name]) => name === needed)) {
    command.error(`error: the role ${role} needs --${needed}`);
  }
  const [stray] = given.filter(([name]) => name !== needed);
  if (stray !== undefined) command.error(`error: --${stray[0]} does not go with the role ${role}`);
  return {
    programme,
    role,
    ...(office === undefined ? {} : { office }),
    ...(area === undefined ? {} : { area }),
    ...(stream === undefined ? {} : { stream }),
    ...(label === undefined ? {} : { label }),
  };
}

function readId(value: string): string {
  if (!isUuid(value)) throw new InvalidArgumentError('It is no id: `majibu key list` shows them.');
  return value;
}

function formatKey(key: ListedKey): string {
  const place = key.office ?? key.area ?? key.stream;
  const state = key.revoked_at === null ? 'in force' : `revoked ${key.revoked_at.toISOString()}`;
  return [key.id, key.programme, key.role, place ?? '-', state, key.label ?? ''].join('  ').trimEnd();
}
