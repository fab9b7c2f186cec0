import type { VNode } from 'preact';
import { showReference } from '../../grievances/reference.ts';
import { wordsOf } from '../../locales/console/index.ts';
import type { InboxProps } from './inbox-page.tsx';
import { type InboxQuery, inboxHref, type View } from './inbox-query.ts';
import type { Found } from './read-inbox.ts';

type Props = InboxProps & { readonly found: Found };

/** A list with nothing in it: good news and the next useful thing, or what was looked for and where else it may be. */
export function EmptyInbox(props: Props): VNode {
  return <div class="panel">{props.query.q === '' ? <GoodNews {...props} /> : <NotFound {...props} />}</div>;
}

/** In the order in which they matter. */
const NEXT = ['overdue', 'today', 'new', 'waiting', 'all'] as const satisfies readonly View[];

function GoodNews({ language, query, inbox }: Props): VNode {
  const words = wordsOf(language).inbox;
  const next = NEXT.find((view) => view !== query.view && inbox.counts[view] > 0);
  return (
    <>
      <p>{words.nothing[query.view]}</p>
      {next === undefined ? null : (
        <p>
          {words.next[next](inbox.counts[next])}{' '}
          <a class="govuk-link" href={inboxHref(query, { view: next })}>
            {words.show}
          </a>
        </p>
      )}
      {isFiltered(query) ? (
        <p>
          <a
            class="govuk-link"
            href={inboxHref({ ...query, office: undefined, category: undefined, area: undefined }, {})}
          >
            {words.clear}
          </a>
        </p>
      ) : null}
    </>
  );
}

function NotFound({ language, query, found }: Props): VNode {
  const words = wordsOf(language).inbox;
  if (found.kind === 'wrong_digit') return <p>{words.wrongDigit(query.q)}</p>;
  if (found.kind === 'no_report') return <p>{words.noReference(showReference(found.reference))}</p>;
  const isEverywhere = query.scope === 'all' && !isFiltered(query);
  const wider: InboxQuery = { ...query, view: 'all', office: undefined, category: undefined, area: undefined };
  return (
    <>
      <p>{isEverywhere ? words.noWordsAnywhere(query.q) : words.noWords(query.q)}</p>
      {isEverywhere ? null : (
        <p>
          <a class="govuk-link" href={inboxHref(wider, { scope: 'all' })}>
            {words.everywhere}
          </a>
        </p>
      )}
    </>
  );
}

function isFiltered({ office, category, area }: InboxQuery): boolean {
  return [office, category, area].some((filter) => filter !== undefined);
}
