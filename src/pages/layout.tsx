import type { ComponentChildren, VNode } from 'preact';

/** What a page tells the layout about itself. */
export interface LayoutProps {
  /** Becomes "title - Majibu" in the browser's tab. */
  readonly title: string;
  /** The path of this page: its entry in the navigation is marked. */
  readonly path: string;
  /** Whether `/simulator` is served, and so linked. */
  readonly hasSimulator: boolean;
  /** Paths of further style sheets and of one script, all from this origin: the security policy allows no other. */
  readonly styles?: readonly string[];
  readonly script?: string;
  readonly children: ComponentChildren;
}

/** The frame of every page: head, green header, navigation, and the way past them for a keyboard. */
export function Layout(props: LayoutProps): VNode {
  return (
    <html lang="en">
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
        <a class="skip" href="#main">
          Skip to the content
        </a>
        <header class="header">
          <div class="width">
            <a class="brand" href="/">
              Majibu
            </a>
          </div>
        </header>
        <Navigation path={props.path} hasSimulator={props.hasSimulator} />
        <main id="main" class="width" tabindex={-1}>
          {props.children}
        </main>
      </body>
    </html>
  );
}

function Navigation({ path, hasSimulator }: Pick<LayoutProps, 'path' | 'hasSimulator'>): VNode {
  const links = [
    { href: '/', text: 'Start' },
    ...(hasSimulator ? [{ href: '/simulator', text: 'Simulator' }] : []),
    { href: '/api/v1/openapi.json', text: 'API' },
  ];
  return (
    <nav class="nav" aria-label="Main">
      <div class="width">
        {links.map(({ href, text }) => (
          <a key={href} href={href} aria-current={href === path ? 'page' : undefined}>
            {text}
          </a>
        ))}
      </div>
    </nav>
  );
}
