import type { VNode } from 'preact';

/** A figure with its name, leading to what it counts. */
export interface Count {
  /** How the script knows it: a key of the answer of `live.href`. */
  readonly name: string;
  readonly figure: number;
  readonly text: string;
  readonly href: string;
  /** Red where it is not 0. */
  readonly isBad?: boolean;
  /** The list below is this one. */
  readonly isCurrent?: boolean;
}

/** Where the figures are asked again, and what is said when they are others. */
export interface Live {
  readonly href: string;
  /** The page itself. */
  readonly here: string;
  readonly changed: string;
  readonly reload: string;
}

/** Figures on top of a page, each a link. With `live` the script keeps them true while the page is looked at. */
export function Counts({
  title,
  counts,
  live,
}: {
  readonly title: string;
  readonly counts: readonly Count[];
  readonly live?: Live;
}): VNode {
  return (
    <nav aria-label={title} data-live={live?.href}>
      <ul class="counts">
        {counts.map(({ name, figure, text, href, isBad, isCurrent }) => (
          <li key={name} class={isBad && figure > 0 ? 'counts--late' : undefined}>
            <a href={href} aria-current={isCurrent ? 'page' : undefined}>
              <strong data-count={name} data-bad={isBad ? '' : undefined}>
                {figure}
              </strong>{' '}
              {text}
            </a>
          </li>
        ))}
      </ul>
      {live === undefined ? null : (
        <p class="meta" role="status">
          <span data-live-words hidden>
            {live.changed}{' '}
            <a class="govuk-link" href={live.here}>
              {live.reload}
            </a>
          </span>
        </p>
      )}
    </nav>
  );
}
