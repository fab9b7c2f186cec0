import type { ComponentChildren, VNode } from 'preact';
import type { AccountCaller } from '../../accounts/caller.ts';
import { wordsOf } from '../../locales/console/index.ts';
import type { Language } from '../../routing/programme.ts';
import { Button, Hidden } from '../parts/fields.tsx';
import { AdminFrame } from './admin-frame.tsx';
import { NameFields, type Typed } from './name-fields.tsx';

/** What the page of one office or category shows. */
export interface EditProps {
  readonly caller: AccountCaller;
  readonly language: Language;
  readonly title: string;
  readonly up: { readonly href: string; readonly text: string };
  /** Its own address: the form goes there, and `/undo` below it takes everything back. */
  readonly path: string;
  readonly typed: Typed;
  readonly done?: string | undefined;
  /** Of `markOf`: what it was when it was shown. */
  readonly seen: string;
  /** What the files say where something was changed; null: nothing was. */
  readonly files: readonly { readonly label: string; readonly text: string }[] | null;
  /** The fields behind the names. */
  readonly children: ComponentChildren;
}

/** The names and a few more fields of an office or a category, and the way back to what the files say. */
export function EditPage({ caller, language, typed, path, seen, files, children, ...frame }: EditProps): VNode {
  const { admin, shell } = wordsOf(language);
  return (
    <AdminFrame caller={caller} language={language} errors={typed.errors} {...frame}>
      <p class="govuk-body">{admin.onTop}</p>
      <form method="post" action={path} novalidate>
        <Hidden name="seen" value={seen} />
        <NameFields programme={caller.programme} language={language} typed={typed} />
        {children}
        <Button text={shell.save} />
      </form>
      {files === null ? null : (
        <section class="panel">
          <h2 class="govuk-heading-m">{admin.files}</h2>
          <dl class="govuk-summary-list">
            {files.map(({ label, text }) => (
              <div key={label} class="govuk-summary-list__row">
                <dt class="govuk-summary-list__key">{label}</dt>
                <dd class="govuk-summary-list__value">{text}</dd>
              </div>
            ))}
          </dl>
          <form method="post" action={`${path}/undo`}>
            <Button text={admin.undo} look="quiet" />
          </form>
        </section>
      )}
    </AdminFrame>
  );
}
