import type { VNode } from 'preact';
import { localeOf } from '../locales/index.ts';
import { languageTag } from '../locales/language-tag.ts';
import type { Language } from '../routing/programme.ts';

/** Where a link to a page in another language leads. */
export interface LanguageLinkProps {
  readonly path: string;
  readonly to: Language;
  /** The place on the page, without `#`. */
  readonly anchor?: string;
  readonly isCurrent?: boolean;
}

/** A link to a page in a language, under the name that the language gives itself. The address may be printed. */
export function LanguageLink({ path, to, anchor, isCurrent = false }: LanguageLinkProps): VNode {
  const href = `${path}?lang=${to}${anchor === undefined ? '' : `#${anchor}`}`;
  const tag = languageTag(to);
  return (
    <a href={href} lang={tag} hreflang={tag} aria-current={isCurrent ? 'true' : undefined}>
      {localeOf(to).self}
    </a>
  );
}
