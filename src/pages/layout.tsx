import type { ComponentChildren, VNode } from 'preact';
import { Frame } from './frame.tsx';

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

/** A page for the people who run it, in English. */
export function Layout({ path, hasSimulator, ...frame }: LayoutProps): VNode {
  return (
    <Frame {...frame} language="en" home="/" navigation={<Navigation path={path} hasSimulator={hasSimulator} />} />
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
