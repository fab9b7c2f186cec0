import type { ComponentChildren, VNode } from 'preact';
import { localeOf } from '../../locales/index.ts';
import { languageTag } from '../../locales/language-tag.ts';
import { LANGUAGES, type Language } from '../../routing/programme.ts';
import { ErrorSummary } from '../parts/fields.tsx';
import { Shell } from '../shell.tsx';
import { alongWay, type Way } from './way.tsx';

/** A sentence about a field, or about the form (`name` of its first field). */
export interface FieldError {
  readonly name: string;
  readonly message: string;
}

/** The message for a field. */
export function errorOf(errors: readonly FieldError[], name: string): string | undefined {
  return errors.find((error) => error.name === name)?.message;
}

/** What the pages before the console have in common. */
export interface DoorProps {
  readonly language: Language;
  readonly way: Way;
  readonly errors?: readonly FieldError[];
}

/** A page before the console: no navigation but the languages, which open `path` anew; null: it is shown this once. */
export function Door({
  language,
  way,
  path,
  title,
  errors = [],
  children,
}: DoorProps & { readonly path: string | null; readonly title: string; readonly children: ComponentChildren }): VNode {
  return (
    <Shell language={language} title={title} caller={null} hasErrors={errors.length > 0}>
      <ErrorSummary language={language} errors={errors} />
      <h1 class="govuk-heading-l">{title}</h1>
      {children}
      {way.lost === '' && path !== null ? <Languages language={language} way={way} path={path} /> : null}
    </Shell>
  );
}

/** Not where a lost text travels in the page: a link would leave it behind. */
function Languages({ language, way, path }: DoorProps & { readonly path: string }): VNode {
  return (
    <nav class="actions no-print" aria-label={localeOf(language).ussd.chooseLanguage}>
      {LANGUAGES.map((lang) => (
        <a
          key={lang}
          class="govuk-link"
          href={alongWay(path, { ...way, lang })}
          lang={languageTag(lang)}
          hreflang={languageTag(lang)}
          aria-current={lang === language ? 'true' : undefined}
        >
          {localeOf(lang).self}
        </a>
      ))}
    </nav>
  );
}
