import type { Selectable } from 'kysely';
import type { VNode } from 'preact';
import type { AccountCaller } from '../../accounts/caller.ts';
import type { CategoriesTable } from '../../db/schema.ts';
import { wordsOf } from '../../locales/console/index.ts';
import { type Language, nameIn } from '../../routing/programme.ts';
import { AdminFrame } from './admin-frame.tsx';
import { isChanged, type Versions } from './read-versions.ts';

interface CategoriesProps {
  readonly caller: AccountCaller;
  readonly language: Language;
  readonly versions: Versions;
}

/** Every category of the programme in the order of its menu, with its response targets. */
export function CategoriesPage({ caller, language, versions }: CategoriesProps): VNode {
  const { admin } = wordsOf(language);
  const categories = versions.held.categories
    .filter(({ retired_at: retiredAt }) => retiredAt === null)
    .sort((one, other) => one.position - other.position);
  return (
    <AdminFrame caller={caller} language={language} title={admin.categories}>
      <p class="govuk-body">{admin.onTop}</p>
      <table class="rows">
        <caption class="govuk-visually-hidden">{admin.categories}</caption>
        <thead>
          <tr>
            <th scope="col">{admin.names}</th>
            <th scope="col" class="number">
              {admin.firstAnswer}
            </th>
            <th scope="col" class="number">
              {admin.resolve}
            </th>
          </tr>
        </thead>
        <tbody>
          {categories.map((category) => (
            <Row key={category.id} caller={caller} language={language} versions={versions} category={category} />
          ))}
        </tbody>
      </table>
    </AdminFrame>
  );
}

function Row({
  caller,
  language,
  versions,
  category,
}: CategoriesProps & { category: Selectable<CategoriesTable> }): VNode {
  const { admin } = wordsOf(language);
  const parent = caller.programme.byId.categories.get(category.parent_id ?? '');
  return (
    <tr>
      <td class="wide">
        <a class="govuk-link" href={`/console/admin/categories/${encodeURIComponent(category.code)}`}>
          {`${parent ? `${nameIn(parent.names, language)}: ` : ''}${nameIn(category.names, language)}`}
        </a>
        <p class="meta">
          {category.code}{' '}
          {isChanged(versions, 'category', category.code) ? (
            <strong class="tag tag--quiet">{admin.changedHere}</strong>
          ) : null}
        </p>
      </td>
      <td class="number" data-label={admin.firstAnswer}>
        {category.first_answer_hours}
      </td>
      <td class="number" data-label={admin.resolve}>
        {category.resolve_hours}
      </td>
    </tr>
  );
}
