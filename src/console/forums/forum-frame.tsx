import type { ComponentChildren, VNode } from 'preact';
import { wordsOf } from '../../locales/console/index.ts';
import type { FieldError } from '../admin/name-fields.tsx';
import { Banner, ErrorSummary } from '../parts/fields.tsx';
import type { SignedInVisit } from '../route.ts';
import { Shell } from '../shell.tsx';

/** What a page of meetings shows around its content. */
export interface ForumFrameProps {
  readonly visit: SignedInVisit;
  readonly title: string;
  /** Undefined: this is where all of them are listed. */
  readonly up?: { readonly href: string; readonly text: string } | undefined;
  readonly done?: string | undefined;
  readonly errors?: readonly FieldError[];
  readonly refreshSeconds?: number | undefined;
  readonly children: ComponentChildren;
}

/** A page of meetings and votes: the way up, what was done, what is wrong, the heading. */
export function ForumFrame({ visit, title, up, done, errors = [], refreshSeconds, children }: ForumFrameProps): VNode {
  const { caller, language } = visit;
  return (
    <Shell
      language={language}
      title={title}
      caller={caller}
      entry="forums"
      hasErrors={errors.length > 0}
      refreshSeconds={refreshSeconds}
    >
      {up === undefined ? null : (
        <a class="back" href={up.href}>
          {up.text}
        </a>
      )}
      {done === undefined ? null : <Banner text={done} />}
      <ErrorSummary language={language} errors={errors} />
      <h1 class="govuk-heading-l">{title}</h1>
      {children}
    </Shell>
  );
}

/** The way up to all meetings. */
export function toAll({ language }: Pick<SignedInVisit, 'language'>): { href: string; text: string } {
  return { href: '/console/forums', text: wordsOf(language).forums.title };
}
