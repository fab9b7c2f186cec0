import type { ComponentChildren, VNode } from 'preact';
import type { AccountCaller } from '../../accounts/caller.ts';
import { wordsOf } from '../../locales/console/index.ts';
import type { Language } from '../../routing/programme.ts';
import { Banner, ErrorSummary } from '../parts/fields.tsx';
import { Shell } from '../shell.tsx';
import type { FieldError } from './name-fields.tsx';

/** What a page of administration shows around its content. */
export interface AdminFrameProps {
  readonly caller: AccountCaller;
  readonly language: Language;
  readonly title: string;
  /** The way up: administration itself unless told. */
  readonly up?: { readonly href: string; readonly text: string };
  /** What was just done. */
  readonly done?: string | undefined;
  readonly errors?: readonly FieldError[];
  readonly children: ComponentChildren;
}

/** A page of administration: the way up, what was done, what is wrong, the heading. */
export function AdminFrame({ caller, language, title, up, done, errors = [], children }: AdminFrameProps): VNode {
  const { href, text } = up ?? { href: '/console/admin', text: wordsOf(language).admin.title };
  return (
    <Shell language={language} title={title} caller={caller} entry="admin" hasErrors={errors.length > 0}>
      <a class="back" href={href}>
        {text}
      </a>
      {done === undefined ? null : <Banner text={done} />}
      <ErrorSummary language={language} errors={errors} />
      <h1 class="govuk-heading-l">{title}</h1>
      {children}
    </Shell>
  );
}
