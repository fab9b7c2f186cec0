import type { VNode } from 'preact';
import type { AccountCaller } from '../../accounts/caller.ts';
import { wordsOf } from '../../locales/console/index.ts';
import type { ProjectImport, TouchedProject } from '../../projects/import-projects.ts';
import { type Language, nameIn } from '../../routing/programme.ts';
import { AdminFrame } from '../admin/admin-frame.tsx';
import { Button, Hidden } from '../parts/fields.tsx';
import { RowsTable } from '../parts/rows-table.tsx';

interface PreviewProps {
  readonly caller: AccountCaller;
  readonly language: Language;
  readonly csv: string;
  readonly keepsOthers: boolean;
  readonly planned: ProjectImport;
  /** The projects have changed since the last look. */
  readonly isStale: boolean;
}

/** Of each kind so many are listed; the others are counted. */
const MOST_LISTED = 100;

/** What a list would add, change and take off. Nothing is done until it is sent again from here. */
export function PreviewPage({ caller, language, csv, keepsOthers, planned, isStale }: PreviewProps): VNode {
  const words = wordsOf(language).tools.projects;
  const { added, changed, retired, unchanged, mark } = planned;
  const isNothing = added.length + changed.length + retired.length === 0;
  return (
    <AdminFrame
      caller={caller}
      language={language}
      title={words.previewTitle}
      up={{ href: '/console/admin/projects', text: words.title }}
      errors={isStale ? [{ name: 'save', message: words.stale }] : []}
    >
      {isNothing ? (
        <div class="panel">
          <p>{words.nothing}</p>
        </div>
      ) : null}
      <Touched language={language} title={words.added(added.length)} projects={added} />
      <Touched language={language} title={words.changed(changed.length)} projects={changed} />
      <Touched language={language} title={words.retired(retired.length)} projects={retired} />
      <p class="govuk-body">{words.unchanged(unchanged)}</p>
      <form method="post" action="/console/admin/projects" id="save">
        <Hidden name="list" value={csv} />
        <Hidden name="keep" value={keepsOthers ? 'yes' : ''} />
        <Hidden name="seen" value={mark} />
        <div class="govuk-button-group">
          {isNothing ? null : <Button text={words.save} name="step" value="save" />}
          <Button text={words.again} name="step" value="again" look="quiet" />
        </div>
      </form>
    </AdminFrame>
  );
}

function Touched({
  language,
  title,
  projects,
}: {
  readonly language: Language;
  readonly title: string;
  readonly projects: readonly TouchedProject[];
}): VNode | null {
  const words = wordsOf(language).tools.projects;
  if (projects.length === 0) return null;
  const hasChanges = projects.some(({ changed }) => changed.length > 0);
  return (
    <section>
      <h2 class="govuk-heading-m">{title}</h2>
      <RowsTable
        columns={[
          { text: words.code, is: 'key' },
          { text: words.name, is: 'wide' },
          ...(hasChanges ? [{ text: words.what, isLabelled: true }] : []),
        ]}
        rows={projects.slice(0, MOST_LISTED).map(({ code, names, changed }) => ({
          key: code,
          cells: [code, nameIn(names, language), changed.map((column) => labelOf(words.columns, column)).join(', ')],
        }))}
      />
      {projects.length > MOST_LISTED ? <p class="govuk-body">{words.more(projects.length - MOST_LISTED)}</p> : null}
    </section>
  );
}

function labelOf(labels: Readonly<Record<string, string>>, column: string): string {
  return labels[column] ?? column;
}
