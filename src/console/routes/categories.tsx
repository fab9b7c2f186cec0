import { z } from 'zod';
import type { Deps } from '../../deps.ts';
import { AppError } from '../../errors.ts';
import { wordsOf } from '../../locales/console/index.ts';
import { LONGEST_TARGET_HOURS } from '../../routing/overrides.ts';
import { nameIn } from '../../routing/programme.ts';
import { adminRoute } from '../admin/admin-route.ts';
import { CategoriesPage } from '../admin/categories-page.tsx';
import { markOf } from '../admin/change-programme.ts';
import { EditPage } from '../admin/edit-page.tsx';
import { errorOf, type FieldError, nameValues, readNames } from '../admin/name-fields.tsx';
import { isChanged, readVersions } from '../admin/read-versions.ts';
import { doneText, type Shown, saveChanges } from '../admin/save-changes.ts';
import { TextField } from '../parts/fields.tsx';
import { fieldOf } from '../read-form.ts';
import type { Answer, ConsoleRoute, SignedInVisit } from '../route.ts';

const coded = z.object({ params: z.object({ code: z.string() }), query: z.object({ done: z.string().optional() }) });

/** Names and response targets of categories, on top of the files. */
export const CATEGORY_ROUTES: readonly ConsoleRoute[] = [
  adminRoute('get', '/admin/categories', z.object({}), async (deps, { caller, language }) => {
    const versions = await readVersions(deps.db, caller.programme.id);
    return { page: <CategoriesPage caller={caller} language={language} versions={versions} /> };
  }),
  adminRoute('get', '/admin/categories/:code', coded, async (deps, visit, { params, query }) =>
    showCategory(deps, visit, params.code, { done: query.done }),
  ),
  adminRoute('post', '/admin/categories/:code', coded, async (deps, visit, { params }) =>
    saveCategory(deps, visit, params.code),
  ),
  adminRoute('post', '/admin/categories/:code/undo', coded, (deps, visit, { params: { code } }) =>
    saveChanges(
      deps,
      visit,
      (errors) => showCategory(deps, visit, code, { errors }),
      `/console/admin/categories/${encodeURIComponent(code)}`,
      ['names', 'first_answer_hours', 'resolve_hours'].map((field) => ({
        kind: 'category',
        code,
        field,
        value: undefined,
      })),
      'undone',
    ),
  ),
];

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
  const typed = shown.typed ?? { values: new Map([...nameValues(held.names), ...hours]), errors: shown.errors ?? [] };
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
        seen={markOf(versions.overrides, { kind: 'category', code })}
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
  return saveChanges(deps, visit, again, `/console/admin/categories/${encodeURIComponent(code)}`, [
    { kind: 'category', code, field: 'names', value: named.names },
    { kind: 'category', code, field: 'first_answer_hours', value: first },
    { kind: 'category', code, field: 'resolve_hours', value: resolve },
  ]);
}
