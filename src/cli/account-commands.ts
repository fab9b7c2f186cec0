import { readFile } from 'node:fs/promises';
import { type Command, Option } from 'commander';
import { z } from 'zod';
import { disableAccount, enableAccount, resetAccount } from '../accounts/close-account.ts';
import { createAccount } from '../accounts/edit-account.ts';
import { importPeople } from '../accounts/import-people.ts';
import type { NewAccount } from '../accounts/save-people.ts';
import { readSignIn } from '../accounts/sign-in.ts';
import { readConfig } from '../config.ts';
import { type ListedAccount, listAccounts } from '../db/accounts.ts';
import { ROLES } from '../db/schema.ts';
import { AppError } from '../errors.ts';
import { LANGUAGES, STREAMS } from '../routing/programme.ts';
import type { Runner } from './runner.ts';
import type { Outcome, Terminal } from './terminal.ts';
import { withDatabase } from './with-database.ts';
import { type AccountWork, withAccount, withEditor } from './with-editor.ts';

const SEALED_STREAMS = STREAMS.filter((stream) => stream !== 'ordinary');

const createOptions = z.object({
  programme: z.string(),
  role: z.enum(ROLES),
  signIn: z.string(),
  name: z.string(),
  office: z.string().optional(),
  area: z.string().optional(),
  stream: z.enum(STREAMS).optional(),
  phone: z.string().optional(),
  language: z.enum(LANGUAGES).optional(),
  pageOrder: z.string().optional(),
  passwordStdin: z.boolean().optional(),
});
const programmeOption = z.object({ programme: z.string() });
const listOptions = z.object({ programme: z.string().optional() });

/** `account create`, `list`, `disable`, `enable`, `reset` and `import`. */
export function addAccountCommands(program: Command, runner: Runner): void {
  const account = program.command('account').description('people who sign in at /console, or answer from their phone');
  addCreate(account, runner);
  addImport(account, runner);
  addList(account, runner);
  addReset(account, runner);
  addDisable(account, runner);
  addEnable(account, runner);
}

function addCreate(account: Command, { run }: Runner): void {
  const create = account
    .command('create')
    .description('make an account and print the code with which the person chooses a password; it is shown this once')
    .requiredOption('--programme <name>', 'which programme')
    .addOption(new Option('--role <role>', 'what she may do').choices(ROLES).makeOptionMandatory())
    .requiredOption('--sign-in <name>', 'what she types to sign in: a-z, 0-9, dot, hyphen, underscore, @')
    .requiredOption('--name <text>', 'her name, as others see it')
    .option('--office <code>', 'where she works: for the role official')
    .option('--area <code>', 'where, and everything below it: for the role supervisor; may be given for focal')
    .addOption(new Option('--stream <stream>', 'which sealed stream: for the role focal').choices(SEALED_STREAMS))
    .option('--page-order <number>', 'focal points are called to urgent reports in this order')
    .option('--phone <number>', 'her phone: for SMS to her, and to answer from')
    .addOption(new Option('--language <code>', "hers; the programme's first unless told").choices(LANGUAGES))
    .option('--password-stdin', 'take a password from standard input instead of printing a code')
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      '\nExample:\n  majibu account create --programme kenya-coast --role official --office water_company@KE.001 --sign-in amina --name "Amina Yusuf"',
    );
  create.action(
    run(async (terminal) => {
      const { programme, signIn, pageOrder, passwordStdin, ...given } = createOptions.parse(create.opts());
      const password = passwordStdin ? await readPassword(terminal) : undefined;
      const made = await withEditor(terminal, programme, (deps, by) =>
        createAccount(deps, by, { ...given, sign_in: signIn, page_order: pageOrder ?? '' }, password),
      );
      return { code: 0, text: formatMade(terminal, made), json: { ...made, use_at: welcomeUrl(terminal) } };
    }),
  );
}

function addImport(account: Command, { run }: Runner): void {
  const command = account
    .command('import')
    .description('load people from a CSV file, all or none; print the set-up codes of those who are new')
    .argument('<file>', 'columns: sign_in, name, role, office, area, stream, language, phone, page_order')
    .requiredOption('--programme <name>', 'which programme')
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExample:\n  majibu account import officials.csv --programme khulna');
  command.action(
    run(async (terminal, file) => {
      const { programme } = programmeOption.parse(command.opts());
      const csv = await readFile(String(file), 'utf8').catch((error: unknown) => {
        throw new AppError('not_found', `The file ${String(file)} cannot be read.`, { cause: error });
      });
      const { created, updated, unchanged } = await withEditor(terminal, programme, (deps, by) =>
        importPeople(deps, by, csv),
      );
      const counts = `${created.length} new, ${updated.length} changed, ${unchanged} unchanged.`;
      const codes = created.map(({ signIn, setupCode, name }) => `${signIn}  ${setupCode}  ${name}`);
      const text = [...codes, ...(codes.length > 0 ? ['', howToUse(terminal)] : []), counts].join('\n');
      return { code: 0, text, json: { created, updated, unchanged, use_at: welcomeUrl(terminal) } };
    }),
  );
}

function addList(account: Command, { run }: Runner): void {
  const list = account
    .command('list')
    .description('show who there is; never a phone number')
    .option('--programme <name>', 'of this programme only')
    .option('--json', 'print JSON');
  list.action(
    run(async (terminal) => {
      const { programme } = listOptions.parse(list.opts());
      const accounts = await withDatabase(terminal, ({ db }) => listAccounts(db, programme));
      return { code: 0, text: accounts.map(format).join('\n') || 'There are no accounts.', json: { items: accounts } };
    }),
  );
}

function addReset(account: Command, { run }: Runner): void {
  account
    .command('reset')
    .description('take away password and authenticator, sign out everywhere, and print a new set-up code')
    .argument('<sign-in>', 'as `account list` shows it')
    .option('--json', 'print JSON')
    .action(
      run(async (terminal, signIn) => {
        const name = readSignIn(String(signIn));
        const setupCode = await withAccount(terminal, name, (deps, by, id) => resetAccount(deps, by, id));
        const text = `${setupCode}\n\n${howToUse(terminal)}`;
        return { code: 0, text, json: { signIn: name, setupCode, use_at: welcomeUrl(terminal) } };
      }),
    );
}

function addDisable(account: Command, { run }: Runner): void {
  account
    .command('disable')
    .description("sign somebody out at once and for good; her phone is a citizen's again")
    .argument('<sign-in>', 'as `account list` shows it')
    .option('--json', 'print JSON')
    .action(run((terminal, signIn) => change(terminal, String(signIn), 'Disabled', disableAccount)));
}

function addEnable(account: Command, { run }: Runner): void {
  account
    .command('enable')
    .description('let somebody in again who was disabled')
    .argument('<sign-in>', 'as `account list` shows it')
    .option('--json', 'print JSON')
    .action(run((terminal, signIn) => change(terminal, String(signIn), 'Enabled', enableAccount)));
}

async function change(terminal: Terminal, signIn: string, done: string, work: AccountWork<void>): Promise<Outcome> {
  const name = readSignIn(signIn);
  await withAccount(terminal, name, work);
  return { code: 0, text: `${done}: ${name}`, json: { signIn: name } };
}

/** The first line; what a person's editor leaves at its end is not part of it. */
async function readPassword(terminal: Terminal): Promise<string> {
  const given = await terminal.readInput();
  return given.split(/\r?\n/, 1)[0] ?? '';
}

function formatMade(terminal: Terminal, made: Omit<NewAccount, 'setupCode'> & { setupCode: string | null }): string {
  if (made.setupCode === null) return `Made: ${made.signIn}. She signs in at ${consoleUrl(terminal)}/sign-in`;
  return `${made.setupCode}\n\n${howToUse(terminal)}`;
}

function howToUse(terminal: Terminal): string {
  return (
    `Hand it over now: it is not shown again and ends in seven days. At ${welcomeUrl(terminal)} ` +
    'she types her sign-in name and this code, and chooses a password.'
  );
}

function welcomeUrl(terminal: Terminal): string {
  return `${consoleUrl(terminal)}/welcome`;
}

function consoleUrl({ env }: Terminal): string {
  return `${readConfig(env).publicUrl}/console`;
}

function format(account: ListedAccount): string {
  const place = [account.office, account.area, account.stream].filter((each) => each !== null).join('/');
  const state = account.disabled_at === null ? (account.hasPassword ? 'in use' : 'no password yet') : 'disabled';
  return [account.sign_in, account.programme, account.role, place || '-', state, account.name].join('  ');
}
