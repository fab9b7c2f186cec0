import type { ComponentChildren, VNode } from 'preact';
import { localeOf } from '../locales/index.ts';
import { languageTag } from '../locales/language-tag.ts';
import type { Language } from '../routing/programme.ts';

/** What every page tells its frame. */
export interface FrameProps {
  readonly language: Language;
  /** Becomes "title - Majibu" in the browser's tab. */
  readonly title: string;
  /** Where the name in the header leads. */
  readonly home: string;
  /** What stands in the bar below the header. */
  readonly navigation: VNode;
  /** Paths of further style sheets and of one script, all from this origin: the security policy allows no other. */
  readonly styles?: readonly string[];
  readonly script?: string;
  readonly children: ComponentChildren;
}

/** Where the skip link leads. No name of a programme begins with `_`, and those are anchors on a page as well. */
const CONTENT = '_content';

/** The frame of every page: head, green header, the bar below it, and the way past both for a keyboard. */
export function Frame(props: FrameProps): VNode {
  return (
    <html lang={languageTag(props.language)}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="theme-color" content="#0b5d4e" />
        <title>{`${props.title} - Majibu`}</title>
        <link rel="icon" href="/static/icon.svg" />
        {['/static/style.css', ...(props.styles ?? [])].map((href) => (
          <link key={href} rel="stylesheet" href={href} />
        ))}
        {props.script === undefined ? null : <script type="module" src={props.script} />}
      </head>
      <body>
        <a class="skip" href={`#${CONTENT}`}>
          {localeOf(props.language).web.skip}
        </a>
        <header class="header">
          <div class="width">
            <a class="brand" href={props.home}>
              Majibu
            </a>
          </div>
        </header>
        {props.navigation}
        <main id={CONTENT} class="width" tabindex={-1}>
          {props.children}
        </main>
      </body>
    </html>
  );
}
