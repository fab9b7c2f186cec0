import type { ComponentChildren, VNode } from 'preact';
import { localeOf } from '../locales/index.ts';
import { LANGUAGES, type Language } from '../routing/programme.ts';
import { Frame } from './frame.tsx';
import { LanguageLink } from './language-link.tsx';

/** What a public page tells its layout. */
export interface PublicLayoutProps {
  readonly language: Language;
  /** Becomes "title - Majibu" in the browser's tab. */
  readonly title: string;
  /** The path of this page, which is the same in every language. */
  readonly path: string;
  readonly children: ComponentChildren;
}

/** A page for everybody, in one of our languages, with the way to it in the others. Nothing is remembered: no cookie. */
export function PublicLayout({ language, title, path, children }: PublicLayoutProps): VNode {
  const navigation = (
    <nav class="nav" aria-label={localeOf(language).ussd.chooseLanguage}>
      <div class="width">
        {LANGUAGES.map((other) => (
          <LanguageLink key={other} path={path} to={other} isCurrent={other === language} />
        ))}
      </div>
    </nav>
  );
  return (
    <Frame language={language} title={title} home={`/?lang=${language}`} navigation={navigation}>
      {children}
    </Frame>
  );
}
