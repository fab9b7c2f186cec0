import { z } from 'zod';
import { actorOf } from '../../accounts/caller.ts';
import { disableAccount, enableAccount, resetAccount } from '../../accounts/close-account.ts';
import { changeAccount, createAccount } from '../../accounts/edit-account.ts';
import { exportPeople } from '../../accounts/export-people.ts';
import { importPeople } from '../../accounts/import-people.ts';
import { PeopleError, type PlacedProblem } from '../../accounts/people-error.ts';
import { PERSON_COLUMNS } from '../../accounts/person.ts';
import { rawPerson } from '../../accounts/raw-person.ts';
import { setPhone } from '../../accounts/set-phone.ts';
import { findAccount, listAccounts } from '../../db/accounts.ts';
import type { Account } from '../../db/schema.ts';
import type { Deps } from '../../deps.ts';
import { AppError } from '../../errors.ts';
import { reassignAbsent } from '../../grievances/reassign-absent.ts';
import { wordsOf } from '../../locales/console/index.ts';
import { foldName } from '../../routing/fold-name.ts';
import { adminRoute } from '../admin/admin-route.ts';
import type { FieldError, Typed } from '../admin/name-fields.tsx';
import { ImportPage } from '../people/import-page.tsx';
import { PeoplePage, placeOf } from '../people/people-page.tsx';
import { PersonPage } from '../people/person-page.tsx';
import { SetupCodesPage } from '../people/setup-codes-page.tsx';
import { fieldOf } from '../read-form.ts';
import type { Answer, ConsoleRoute, SignedInVisit } from '../route.ts';

const DONE = { saved: 'saved', disabled: 'wasDisabled', enabled: 'wasEnabled', 'phone-gone': 'phoneGone' } as const;

const listed = z.object({
  query: z.object({
    q: z.string().trim().max(80).catch(''),
    role: z.string().catch(''),
  }),
});
const one = z.object({
  // As the database writes it: what compares ids must not be led astray by capitals.
  params: z.object({ id: z.uuid().toLowerCase() }),
  query: z.object({ done: z.enum(['saved', 'disabled', 'enabled', 'phone-gone']).optional().catch(undefined) }),
});

/** Who may sign in or answer from a phone. */
export const PEOPLE_ROUTES: readonly ConsoleRoute[] = [
  adminRoute('get', '/admin/people', listed, async (deps, { caller, language }, { query }) => {
    const all = await listAccounts(deps.db, caller.programme.name);
    const people = all.filter(
      (person) =>
        (query.role === '' || person.role === query.role) &&
        [person.name, person.sign_in, placeOf(caller, language, person)].some((said) =>
          foldName(said).includes(foldName(query.q)),
        ),
    );
    const shown = { caller, language, people, isEmpty: all.length === 0, filter: query, done: undefined };
    return { page: <PeoplePage {...shown} /> };
  }),
  adminRoute('get', '/admin/people.csv', z.object({}), async (deps, { caller }) => ({
    file: {
      name: `people-${caller.programme.name}.csv`,
      type: 'text/csv',
      body: await exportPeople(deps, caller.programme),
    },
  })),
  adminRoute('get', '/admin/people/new', z.object({}), async (_deps, { caller, language }) => {
    const typed: Typed = { values: new Map([['language', caller.programme.languages[0]]]), errors: [] };
    return { page: <PersonPage caller={caller} language={language} account={null} typed={typed} done={undefined} /> };
  }),
  adminRoute('post', '/admin/people', z.object({}), create),
  adminRoute('get', '/admin/people/import', z.object({}), async (_deps, { caller, language }) => ({
    page: <ImportPage caller={caller} language={language} csv="" problems={[]} />,
  })),
  adminRoute('post', '/admin/people/import', z.object({}), bring),
  adminRoute('get', '/admin/people/:id', one, async (deps, { caller, language }, { params, query }) => {
    const account = await requireAccount(deps, { caller }, params.id);
    const typed: Typed = { values: new Map(Object.entries(rawPerson(caller.programme, account))), errors: [] };
    const done = query.done && wordsOf(language).people[DONE[query.done]];
    return { page: <PersonPage caller={caller} language={language} account={account} typed={typed} done={done} /> };
  }),
  adminRoute('post', '/admin/people/:id', one, async (deps, visit, { params }) => {
    const { caller } = visit;
    const account = await requireAccount(deps, visit, params.id);
    return orAgain(visit, account, async () => {
      await changeAccount(deps, caller, params.id, typedPerson(visit));
      // What she had stays with the office she left.
      await reassignAbsent(deps, actorOf(caller), params.id);
      return back(params.id, 'saved');
    });
  }),
  adminRoute('post', '/admin/people/:id/disable', one, async (deps, { caller }, { params }) => {
    await disableAccount(deps, caller, params.id);
    await reassignAbsent(deps, actorOf(caller), params.id);
    return back(params.id, 'disabled');
  }),
  adminRoute('post', '/admin/people/:id/enable', one, async (deps, visit, { params }) => {
    const account = await requireAccount(deps, visit, params.id);
    return orAgain(visit, account, async () => {
      await enableAccount(deps, visit.caller, params.id);
      return back(params.id, 'enabled');
    });
  }),
  adminRoute('post', '/admin/people/:id/remove-phone', one, async (deps, { caller }, { params }) => {
    await setPhone(deps, caller, params.id, '');
    return back(params.id, 'phone-gone');
  }),
  adminRoute('post', '/admin/people/:id/reset', one, async (deps, visit, { params }) => {
    const { name, sign_in: signIn } = await requireAccount(deps, visit, params.id);
    const code = await resetAccount(deps, visit.caller, params.id);
    return showCodes(deps, visit, wordsOf(visit.language).people.saved, [{ name, signIn, code }]);
  }),
];

function back(id: string, done: keyof typeof DONE): Answer {
  return { redirect: `/console/admin/people/${id}?done=${done}` };
}

async function requireAccount(
  deps: Pick<Deps, 'db'>,
  { caller }: Pick<SignedInVisit, 'caller'>,
  id: string,
): Promise<Account> {
  const account = await findAccount(deps.db, { programmeId: caller.programme.id, id });
  if (!account) throw new AppError('not_found', 'The programme has no such account.');
  return account;
}

function typedPerson({ form }: Pick<SignedInVisit, 'form'>) {
  return Object.fromEntries(PERSON_COLUMNS.map((column) => [column, fieldOf(form, column)]));
}

async function create(deps: Deps, visit: SignedInVisit): Promise<Answer> {
  return orAgain(visit, null, async () => {
    const { name, signIn, setupCode } = await createAccount(deps, visit.caller, typedPerson(visit));
    const codes = setupCode === null ? [] : [{ name, signIn, code: setupCode }];
    return showCodes(deps, visit, wordsOf(visit.language).people.created(name), codes);
  });
}

/** Does it, or shows the form again with what was typed and what is wrong with it. */
async function orAgain(visit: SignedInVisit, account: Account | null, act: () => Promise<Answer>): Promise<Answer> {
  try {
    return await act();
  } catch (error) {
    const { caller, language } = visit;
    const errors = errorsOf(visit, error);
    const typed: Typed = { values: new Map(Object.entries(typedPerson(visit))), errors };
    const page = <PersonPage caller={caller} language={language} account={account} typed={typed} done={undefined} />;
    return { page, status: error instanceof AppError ? error.status : 422 };
  }
}

/** @throws what is not about what was typed */
function errorsOf({ language }: Pick<SignedInVisit, 'language'>, error: unknown): FieldError[] {
  const { people: words } = wordsOf(language);
  if (error instanceof PeopleError) {
    return error.problems.map(({ column, problem }) => ({
      name: column,
      message: `${labelOf(words, column)} ${words.problems[problem]}`,
    }));
  }
  if (error instanceof AppError && error.code === 'conflict') return [{ name: 'sign_in', message: words.race }];
  throw error;
}

type PeopleWords = ReturnType<typeof wordsOf>['people'];

function labelOf(words: PeopleWords, column: PlacedProblem['column']): string {
  return {
    sign_in: words.signIn,
    name: words.name,
    role: words.role,
    office: words.office,
    area: words.area,
    stream: words.stream,
    language: words.language,
    phone: words.phone,
    page_order: words.order,
  }[column];
}

/** As many as a person reads; the rest follows when these are mended. */
const PROBLEMS_SHOWN = 50;

async function bring(deps: Deps, visit: SignedInVisit): Promise<Answer> {
  const { caller, language, form } = visit;
  const { people: words } = wordsOf(language);
  const csv = fieldOf(form, 'csv');
  try {
    const { created, updated, unchanged } = await importPeople(deps, caller, csv);
    const codes = created.map(({ name, signIn, setupCode }) => ({ name, signIn, code: setupCode }));
    return showCodes(deps, visit, words.imported(created.length, updated.length, unchanged), codes);
  } catch (error) {
    if (!(error instanceof AppError) || error.status >= 500) throw error;
    const problems = importProblems(words, error).slice(0, PROBLEMS_SHOWN);
    return { page: <ImportPage caller={caller} language={language} csv={csv} problems={problems} />, status: 422 };
  }
}

function importProblems(words: PeopleWords, error: AppError): string[] {
  if (error instanceof PeopleError) {
    return error.problems.map(
      ({ line, column, problem }) => `${words.line(line ?? 1, labelOf(words, column))}: ${words.problems[problem]}`,
    );
  }
  return [error.code === 'conflict' ? words.race : words.badFile];
}

async function showCodes(
  { config }: Pick<Deps, 'config'>,
  { caller, language }: SignedInVisit,
  done: string,
  codes: readonly { name: string; signIn: string; code: string }[],
): Promise<Answer> {
  const address = `${config.publicUrl}/console/welcome`;
  return { page: <SetupCodesPage caller={caller} language={language} done={done} codes={codes} address={address} /> };
}
