import { z } from 'zod';
import type { Deps } from '../../deps.ts';
import { AppError } from '../../errors.ts';
import { wordsOf } from '../../locales/console/index.ts';
import { parseHours } from '../../routing/parse-hours.ts';
import { nameIn } from '../../routing/programme.ts';
import { showHours } from '../../routing/show-hours.ts';
import { storedHours } from '../../routing/stored-settings.ts';
import { adminRoute } from '../admin/admin-route.ts';
import { markOf } from '../admin/change-programme.ts';
import { EditPage } from '../admin/edit-page.tsx';
import { errorOf, type FieldError, nameValues, readNames } from '../admin/name-fields.tsx';
import { OfficesPage } from '../admin/offices-page.tsx';
import { isChanged, readVersions } from '../admin/read-versions.ts';
import { doneText, type Shown, saveChanges } from '../admin/save-changes.ts';
import { TextField } from '../parts/fields.tsx';
import { fieldOf } from '../read-form.ts';
import type { Answer, ConsoleRoute, SignedInVisit } from '../route.ts';

const coded = z.object({ params: z.object({ code: z.string() }), query: z.object({ done: z.string().optional() }) });
const listed = z.object({ query: z.object({ q: z.string().catch(''), done: z.string().optional().catch(undefined) }) });

/** Names and working hours of offices, on top of the files. */
export const OFFICE_ROUTES: readonly ConsoleRoute[] = [
  adminRoute('get', '/admin/offices', listed, async (deps, { caller, language }, { query }) => {
    const versions = await readVersions(deps.db, caller.programme.id);
    return { page: <OfficesPage caller={caller} language={language} versions={versions} words={query.q.trim()} /> };
  }),
  adminRoute('get', '/admin/offices/:code', coded, async (deps, visit, { params, query }) =>
    showOffice(deps, visit, params.code, { done: query.done }),
  ),
  adminRoute('post', '/admin/offices/:code', coded, async (deps, visit, { params }) =>
    saveOffice(deps, visit, params.code),
  ),
  adminRoute('post', '/admin/offices/:code/undo', coded, (deps, visit, { params: { code } }) =>
    saveChanges(
      deps,
      visit,
      (errors) => showOffice(deps, visit, code, { errors }),
      `/console/admin/offices/${encodeURIComponent(code)}`,
      ['names', 'hours'].map((field) => ({ kind: 'office', code, field, value: undefined })),
      'undone',
    ),
  ),
];

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
        seen={markOf(versions.overrides, { kind: 'office', code })}
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
  return saveChanges(deps, visit, again, `/console/admin/offices/${encodeURIComponent(code)}`, [
    { kind: 'office', code, field: 'names', value: named.names },
    { kind: 'office', code, field: 'hours', value: parsed.hours },
  ]);
}
