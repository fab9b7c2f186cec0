import type { VNode } from 'preact';
import { monitorWordsOf } from '../../locales/monitor/index.ts';
import type { Language } from '../../routing/programme.ts';
import { type Asked, monitorHref } from '../scope/scope-query.ts';

/** Where a page is: its path and all that was asked for. */
export interface Here {
  readonly path: string;
  readonly asked: Asked;
}

/** Links to what stands above them as files. `title` is said to whoever cannot see what stands above. */
export function Downloads({
  language,
  here: { path, asked },
  title,
  table,
  chart,
}: {
  readonly language: Language;
  readonly here: Here;
  readonly title: string;
  readonly table?: string;
  readonly chart?: string;
}): VNode {
  const { frame } = monitorWordsOf(language);
  const files = [
    ...(table === undefined ? [] : [{ text: frame.csv, href: monitorHref(path, asked, { as: 'csv', table }) }]),
    ...(chart === undefined ? [] : [{ text: frame.svg, href: monitorHref(path, asked, { as: 'svg', chart }) }]),
  ];
  return (
    <p class="downloads">
      {files.map(({ text, href }) => (
        <a key={href} class="govuk-link" href={href} download>
          {text}
          <span class="govuk-visually-hidden">{`: ${title}`}</span>
        </a>
      ))}
    </p>
  );
}
