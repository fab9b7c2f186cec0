import type { VNode } from 'preact';
import { Button, Hidden, TextField } from '../../console/parts/fields.tsx';
import type { SignedInVisit } from '../../console/route.ts';
import type { SavedViewsTable } from '../../db/schema.ts';
import { monitorWordsOf } from '../../locales/monitor/index.ts';
import { MONITOR_PAGES } from '../parts/pages.ts';
import { Section } from '../parts/section.tsx';
import { OwnPage } from './own-page.tsx';
import type { FormError } from './read-watch-form.ts';

export interface ViewsPageProps {
  readonly visit: SignedInVisit;
  readonly now: Date;
  readonly views: readonly SavedViewsTable[];
  /** A page that is to be kept, and the name typed for it; null: none. */
  readonly adding: { readonly path: string; readonly name: string } | null;
  /** A view that is to have another name, as typed; null: none. */
  readonly renaming: { readonly id: string; readonly name: string } | null;
  readonly errors: readonly FormError[];
  readonly done: string | null;
}

/** The longest name of a view, in letters. */
export const LONGEST_NAME = 80;

/** Her saved views: pages with their period and filters, under names of her own. */
export function ViewsPage(props: ViewsPageProps): VNode {
  const { visit, now, views, adding, errors, done } = props;
  const { watch: words } = monitorWordsOf(visit.language);
  return (
    <OwnPage visit={visit} now={now} path="/monitor/views" title={words.viewsTitle} errors={errors} done={done}>
      {adding === null ? null : (
        <Section name="add" title={words.keepView} about={titleOfPath(visit, adding.path)}>
          <form method="post" action="/monitor/views">
            <Hidden name="path" value={adding.path} />
            <NameField {...props} name="name" value={adding.name} />
            <Button text={words.keep} />
          </form>
        </Section>
      )}
      {views.length === 0 ? (
        <div class="panel">
          <p>{words.noViews}</p>
          <p>{words.viewsHow}</p>
        </div>
      ) : (
        <Views {...props} />
      )}
    </OwnPage>
  );
}

function NameField({
  visit: { language },
  errors,
  name,
  value,
}: ViewsPageProps & { readonly name: string; readonly value: string }): VNode {
  const error = errors.find((one) => one.name === name)?.message;
  const { watch: words } = monitorWordsOf(language);
  return <TextField name={name} label={words.viewName} value={value} error={error} maxLength={LONGEST_NAME} />;
}

function Views(props: ViewsPageProps): VNode {
  const { visit, views } = props;
  const { watch: words } = monitorWordsOf(visit.language);
  return (
    <table class="rows">
      <caption class="govuk-visually-hidden">{words.viewsTitle}</caption>
      <thead>
        <tr>
          <th scope="col">{words.view}</th>
          <th scope="col">{words.page}</th>
          <td />
        </tr>
      </thead>
      <tbody>
        {views.map((view) => (
          <Row key={view.id} {...props} view={view} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ view, ...props }: ViewsPageProps & { readonly view: SavedViewsTable }): VNode {
  const { visit, renaming } = props;
  const { watch: words } = monitorWordsOf(visit.language);
  const typed = renaming?.id === view.id ? renaming.name : null;
  return (
    <tr>
      <th scope="row" class="wide">
        <a class="govuk-link" href={view.path}>
          {view.name}
        </a>
      </th>
      <td>{titleOfPath(visit, view.path)}</td>
      <td>
        <details class="govuk-details" open={typed !== null}>
          <summary class="govuk-details__summary">
            <span class="govuk-details__summary-text">
              {words.change}
              <span class="govuk-visually-hidden">{`: ${view.name}`}</span>
            </span>
          </summary>
          <form method="post" action={`/monitor/views/${view.id}`}>
            <NameField {...props} name={`name-${view.id}`} value={typed ?? view.name} />
            <div class="actions">
              <Button text={words.rename} name="what" value="rename" look="quiet" />
              <Button text={words.remove} name="what" value="remove" look="warning" />
            </div>
          </form>
        </details>
      </td>
    </tr>
  );
}

/** What the navigation calls the page of a view. */
function titleOfPath({ language }: SignedInVisit, path: string): string {
  const [before = ''] = path.split('?');
  const page = MONITOR_PAGES.find((one) => one.path === before.replace(/\/$/, ''));
  return page?.title(monitorWordsOf(language)) ?? '';
}
