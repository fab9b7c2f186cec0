import { z } from 'zod';
import type { Deps } from '../../deps.ts';
import { AppError } from '../../errors.ts';
import { localDay } from '../../grievances/local-day.ts';
import { wordsOf } from '../../locales/console/index.ts';
import { LONGEST_TARGET_HOURS } from '../../routing/overrides.ts';
import { parseHours } from '../../routing/parse-hours.ts';
import { nameIn } from '../../routing/programme.ts';
import { showHours } from '../../routing/show-hours.ts';
import { storedHours } from '../../routing/stored-settings.ts';
import { AdminPage } from '../admin/admin-page.tsx';
import { CategoriesPage } from '../admin/categories-page.tsx';
import { changeProgramme, type Wanted } from '../admin/change-programme.ts';
import { EditPage } from '../admin/edit-page.tsx';
import { HolidaysPage } from '../admin/holidays-page.tsx';
import { errorOf, type FieldError, nameLanguages, nameValues, readNames, type Typed } from '../admin/name-fields.tsx';
import { OfficesPage } from '../admin/offices-page.tsx';
import { isChanged, readVersions } from '../admin/read-versions.ts';
import { TextField } from '../parts/fields.tsx';
import { fieldOf } from '../read-form.ts';
import { type Answer, accountRoute, type ConsoleRoute, type SignedInVisit } from '../route.ts';

const coded = z.object({ params: z.object({ code: z.string() }), query: z.object({ done: z.string().optional() }) });
const dayed = z.object({ params: z.object({ day: z.iso.date() }) });
const listed = z.object({ query: z.object({ q: z.string().catch(''), done: z.string().optional().catch(undefined) }) });

const NOTHING_TYPED: Typed = { values: new Map(), errors: [] };

/** What an administrator changes of the programme itself. */
export const PROGRAMME_ROUTES: readonly ConsoleRoute[] = [
  admin('get', '/admin', z.object({}), async (_deps, { caller, language }) => ({
    page: <AdminPage caller={caller} language={language} />,
  })),
  admin('get', '/admin/offices', listed, async (deps, { caller, language }, { query }) => {
    const versions = await readVersions(deps.db, caller.programme.id);
    return { page: <OfficesPage caller={caller} language={language} versions={versions} words={query.q.trim()} /> };
  }),
  admin('get', '/admin/offices/:code', coded, async (deps, visit, { params, query }) =>
    showOffice(deps, visit, params.code, { done: query.done }),
  ),
  admin('post', '/admin/offices/:code', coded, async (deps, visit, { params }) => saveOffice(deps, visit, params.code)),
  admin('post', '/admin/offices/:code/undo', coded, async (deps, { caller }, { params: { code } }) => {
    await changeProgramme(deps, caller, [
      { kind: 'office', code, field: 'names', value: undefined },
      { kind: 'office', code, field: 'hours', value: undefined },
    ]);
    return { redirect: `/console/admin/offices/${encodeURIComponent(code)}?done=undone` };
  }),
  admin('get', '/admin/categories', z.object({}), async (deps, { caller, language }) => {
    const versions = await readVersions(deps.db, caller.programme.id);
    return { page: <CategoriesPage caller={caller} language={language} versions={versions} /> };
  }),
  admin('get', '/admin/categories/:code', coded, async (deps, visit, { params, query }) =>
    showCategory(deps, visit, params.code, { done: query.done }),
  ),
  admin('post', '/admin/categories/:code', coded, async (deps, visit, { params }) =>
    saveCategory(deps, visit, params.code),
  ),
  admin('post', '/admin/categories/:code/undo', coded, async (deps, { caller }, { params: { code } }) => {
    const fields = ['names', 'first_answer_hours', 'resolve_hours'];
    await changeProgramme(
      deps,
      caller,
      fields.map((field) => ({ kind: 'category', code, field, value: undefined })),
    );
    return { redirect: `/console/admin/categories/${encodeURIComponent(code)}?done=undone` };
  }),
  admin('get', '/admin/holidays', listed, async (deps, visit, { query }) =>
    showHolidays(deps, visit, { done: query.done }),
  ),
  admin('post', '/admin/holidays', z.object({}), addHoliday),
  admin('post', '/admin/holidays/:day/remove', dayed, async (deps, { caller }, { params: { day } }) => {
    const { files } = await readVersions(deps.db, caller.programme.id);
    // Of a day that only stands here nothing stays; one of the files is taken away on top of them.
    const value = files.holidays.some((holiday) => holiday.day === day) ? null : undefined;
    await changeProgramme(deps, caller, [{ kind: 'holiday', code: day, field: 'names', value }]);
    return { redirect: '/console/admin/holidays?done=saved' };
  }),
  admin('post', '/admin/holidays/:day/undo', dayed, async (deps, { caller }, { params: { day } }) => {
    await changeProgramme(deps, caller, [{ kind: 'holiday', code: day, field: 'names', value: undefined }]);
    return { redirect: '/console/admin/holidays?done=undone' };
  }),
];

/** All of these are an administrator's. */
function admin<Input extends z.ZodType>(
  method: 'get' | 'post',
  path: string,
  input: Input,
  handle: (deps: Deps, visit: SignedInVisit, input: z.output<Input>) => Promise<Answer>,
): ConsoleRoute {
  return accountRoute({ method, path, needs: 'administer', input, handle });
}

/** How a page begins: with what was done, or with what was typed and cannot be taken. */
interface Shown {
  readonly done?: string | undefined;
  readonly typed?: Typed;
}

function doneText({ language }: SignedInVisit, done: string | undefined): string | undefined {
  return done === 'saved' || done === 'undone' ? wordsOf(language).admin[done] : undefined;
}

async function showOffice(deps: Deps, visit: SignedInVisit, code: string, shown: Shown): Promise<Answer> {
  const { caller, language } = visit;
  const { admin: words } = wordsOf(language);
  const versions = await readVersions(deps.db, caller.programme.id);
  const [held, filed] = [versions.held, versions.files].map(({ offices }) => offices.find((row) => row.code === code));
  if (!held || !filed) throw new AppError('not_found', 'This programme has no such office.');
  const hoursOf = (hours: object | null) => (hours === null ? '' : showHours(storedHours.parse(hours)));
  const programmeHours = words.programmeHours(showHours(caller.programme.calendar.hours));
  const typed = shown.typed ?? {
    values: new Map([...nameValues(held.names), ['hours', hoursOf(held.hours)]]),
    errors: [],
  };
  const files = [
    { label: words.names, text: nameIn(filed.names, language) },
    { label: words.hours, text: hoursOf(filed.hours) || programmeHours },
  ];
  return {
    status: typed.errors.length === 0 ? 200 : 422,
    page: (
      <EditPage
        caller={caller}
        language={language}
        title={nameIn(held.names, language)}
        up={{ href: '/console/admin/offices', text: words.offices }}
        path={`/console/admin/offices/${encodeURIComponent(code)}`}
        typed={typed}
        done={doneText(visit, shown.done)}
        files={isChanged(versions, 'office', code) ? files : null}
      >
        <TextField
          name="hours"
          label={words.hours}
          hint={words.hoursHint}
          value={typed.values.get('hours')}
          error={errorOf(typed, 'hours')}
        />
      </EditPage>
    ),
  };
}

async function saveOffice(deps: Deps, visit: SignedInVisit, code: string): Promise<Answer> {
  const { caller, language, form } = visit;
  const { errors: words } = wordsOf(language).admin;
  const named = readNames(form, caller.programme, language);
  const hoursTyped = fieldOf(form, 'hours').trim();
  const parsed = hoursTyped === '' ? { hours: null } : parseHours(hoursTyped);
  const errors = [...named.errors, ...('problem' in parsed ? [{ name: 'hours', message: words.hours }] : [])];
  const again = (found: readonly FieldError[]) =>
    showOffice(deps, visit, code, {
      typed: { values: new Map([...named.values, ['hours', hoursTyped]]), errors: found },
    });
  if (errors.length > 0 || 'problem' in parsed) return again(errors);
  return save(deps, visit, again, `/console/admin/offices/${encodeURIComponent(code)}`, [
    { kind: 'office', code, field: 'names', value: named.names },
    { kind: 'office', code, field: 'hours', value: parsed.hours },
  ]);
}

async function showCategory(deps: Deps, visit: SignedInVisit, code: string, shown: Shown): Promise<Answer> {
  const { caller, language } = visit;
  const { admin: words } = wordsOf(language);
  const versions = await readVersions(deps.db, caller.programme.id);
  const [held, filed] = [versions.held, versions.files].map((rows) => rows.categories.find((row) => row.code === code));
  if (!held || !filed) throw new AppError('not_found', 'This programme has no such category.');
  const hours: [string, string][] = [
    ['first', String(held.first_answer_hours)],
    ['resolve', String(held.resolve_hours)],
  ];
  const typed = shown.typed ?? { values: new Map([...nameValues(held.names), ...hours]), errors: [] };
  const files = [
    { label: words.names, text: nameIn(filed.names, language) },
    { label: words.firstAnswer, text: String(filed.first_answer_hours) },
    { label: words.resolve, text: String(filed.resolve_hours) },
  ];
  const hint = words.targetsHint(held.clock);
  return {
    status: typed.errors.length === 0 ? 200 : 422,
    page: (
      <EditPage
        caller={caller}
        language={language}
        title={nameIn(held.names, language)}
        up={{ href: '/console/admin/categories', text: words.categories }}
        path={`/console/admin/categories/${encodeURIComponent(code)}`}
        typed={typed}
        done={doneText(visit, shown.done)}
        files={isChanged(versions, 'category', code) ? files : null}
      >
        {held.legal_days === null ? null : <p class="govuk-body">{words.legal(held.legal_days)}</p>}
        {(['first', 'resolve'] as const).map((name) => (
          <TextField
            key={name}
            name={name}
            width={5}
            label={name === 'first' ? words.firstAnswer : words.resolve}
            hint={hint}
            value={typed.values.get(name)}
            error={errorOf(typed, name)}
          />
        ))}
      </EditPage>
    ),
  };
}

async function saveCategory(deps: Deps, visit: SignedInVisit, code: string): Promise<Answer> {
  const { caller, language, form } = visit;
  const { errors: words } = wordsOf(language).admin;
  const named = readNames(form, caller.programme, language);
  const typedHours = (['first', 'resolve'] as const).map((name): [string, string] => [
    name,
    fieldOf(form, name).trim(),
  ]);
  const [first = 0, resolve = 0] = typedHours.map(([, value]) => Number(value.replace(',', '.')));
  const isTarget = (hours = 0) => hours > 0 && hours <= LONGEST_TARGET_HOURS;
  const wrong = typedHours
    .filter((_, index) => !isTarget([first, resolve][index]))
    .map(([name]) => ({ name, message: words.number }));
  const order = wrong.length === 0 && first > resolve ? [{ name: 'first', message: words.order }] : [];
  const errors = [...named.errors, ...wrong, ...order];
  const again = (found: readonly FieldError[]) =>
    showCategory(deps, visit, code, { typed: { values: new Map([...named.values, ...typedHours]), errors: found } });
  if (errors.length > 0) return again(errors);
  return save(deps, visit, again, `/console/admin/categories/${encodeURIComponent(code)}`, [
    { kind: 'category', code, field: 'names', value: named.names },
    { kind: 'category', code, field: 'first_answer_hours', value: first },
    { kind: 'category', code, field: 'resolve_hours', value: resolve },
  ]);
}

async function showHolidays(deps: Deps, visit: SignedInVisit, shown: Shown): Promise<Answer> {
  const { caller, language } = visit;
  const typed = shown.typed ?? NOTHING_TYPED;
  return {
    status: typed.errors.length === 0 ? 200 : 422,
    page: (
      <HolidaysPage
        caller={caller}
        language={language}
        versions={await readVersions(deps.db, caller.programme.id)}
        today={localDay(deps.now(), caller.programme.calendar.timeZone)}
        typed={typed}
        done={doneText(visit, shown.done)}
      />
    ),
  };
}

async function addHoliday(deps: Deps, visit: SignedInVisit): Promise<Answer> {
  const { caller, language, form } = visit;
  const { errors: words } = wordsOf(language).admin;
  const named = readNames(form, caller.programme, language);
  const day = fieldOf(form, 'day').trim();
  const { held } = await readVersions(deps.db, caller.programme.id);
  const isKnown = held.holidays.some((holiday) => holiday.day === day);
  const isDay = z.iso.date().safeParse(day).success;
  const message = isDay ? words.known : words.day;
  const errors = [...(isDay && !isKnown ? [] : [{ name: 'day', message }]), ...named.errors];
  const again = (found: readonly FieldError[]) =>
    showHolidays(deps, visit, { typed: { values: new Map([...named.values, ['day', day]]), errors: found } });
  if (errors.length > 0) return again(errors);
  return save(deps, visit, again, '/console/admin/holidays', [
    { kind: 'holiday', code: day, field: 'names', value: named.names },
  ]);
}

/** Saves it, or shows the page again with what does not fit on a phone. */
async function save(
  deps: Deps,
  { caller, language }: SignedInVisit,
  again: (errors: readonly FieldError[]) => Promise<Answer>,
  path: string,
  wanted: readonly Wanted[],
): Promise<Answer> {
  try {
    await changeProgramme(deps, caller, wanted);
    return { redirect: `${path}?done=saved` };
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'invalid') throw error;
    const long = wordsOf(language).admin.errors.long;
    const fields = nameLanguages(caller.programme).filter((one) =>
      (error.issues ?? []).some(({ path: issue }) => issue === `names.${one}`),
    );
    if (fields.length === 0) throw error;
    return again(fields.map((one) => ({ name: `name-${one}`, message: long })));
  }
}
