import type { VNode } from 'preact';
import type { AccountCaller } from '../../accounts/caller.ts';
import { showReference } from '../../grievances/reference.ts';
import { placeLabel, voiceOf } from '../../grievances/texts.ts';
import { type ConsoleWords, wordsOf } from '../../locales/console/index.ts';
import { type Language, nameIn } from '../../routing/programme.ts';
import { Counts } from '../parts/counts.tsx';
import { Shell } from '../shell.tsx';
import { EmptyInbox } from './empty-inbox.tsx';
import { InboxFilters } from './inbox-filters.tsx';
import { type InboxQuery, inboxHref, type View } from './inbox-query.ts';
import { InboxRows } from './inbox-rows.tsx';
import { type Found, type Inbox, PAGE_SIZE } from './read-inbox.ts';

/** What every part of the page knows. */
export interface InboxProps {
  readonly caller: AccountCaller;
  readonly language: Language;
  readonly query: InboxQuery;
  readonly inbox: Inbox;
}

/** An office's work, due first, with the figures on top and the ways to find one report. */
export function InboxPage({ found, ...props }: InboxProps & { readonly found: Found }): VNode {
  const { caller, language, query, inbox } = props;
  const words = wordsOf(language).inbox;
  const heading = headingOf(words, query, found);
  return (
    <Shell language={language} title={heading} caller={caller} entry="inbox">
      <p class="office-above">{placeOf(props)}</p>
      <h1 class="govuk-heading-l">{heading}</h1>
      <TopCounts {...props} />
      <Views {...props} />
      <InboxFilters {...props} />
      {inbox.rows.length === 0 ? <EmptyInbox {...props} found={found} /> : <InboxRows {...props} />}
      <Pages {...props} />
    </Shell>
  );
}

function headingOf(words: ConsoleWords['inbox'], query: InboxQuery, found: Found): string {
  if (query.q === '') return words.headings[query.view];
  const shown = found.kind === 'no_report' ? showReference(found.reference) : query.q;
  return query.scope === 'all' ? words.foundEverywhere(shown) : words.found(shown);
}

/** Whose inbox it is: an office, or the offices of a place. */
function placeOf({ caller, language, inbox }: InboxProps): string {
  const { programme, area } = caller;
  const office = inbox.filters.office ?? caller.office;
  if (office) return nameIn(office.names, language);
  const place = inbox.filters.area ?? area;
  if (place === null || place === programme.root) return nameIn(programme.titles, language);
  return placeLabel(programme, voiceOf(programme, language), place);
}

const COUNTED = ['overdue', 'today', 'new', 'waiting'] as const satisfies readonly View[];

function TopCounts({ language, query, inbox }: InboxProps): VNode {
  const words = wordsOf(language).inbox;
  const counts = COUNTED.map((view) => ({
    name: view,
    figure: inbox.counts[view],
    text: words.counts[view],
    href: inboxHref(query, { view, q: '', scope: 'inbox' }),
    isBad: view === 'overdue',
    isCurrent: query.view === view && query.q === '',
  }));
  const href = inboxHref(query, { view: 'all', q: '', scope: 'inbox' }, '/console/counts.json');
  const live = { href, here: inboxHref(query, {}), changed: words.changed, reload: words.reload };
  return <Counts title={words.countsTitle} counts={counts} live={live} />;
}

function Views({ caller, language, query }: InboxProps): VNode {
  const words = wordsOf(language).inbox;
  // Only the people of an office are given reports.
  const views = caller.office === null ? (['all', 'unassigned', 'answered'] as const) : OFFICE_VIEWS;
  return (
    <nav aria-label={words.viewsTitle}>
      <ul class="choices">
        {views.map((view) => (
          <li key={view}>
            <a
              href={inboxHref(query, { view, q: '', scope: 'inbox' })}
              aria-current={query.view === view && query.q === '' ? 'page' : undefined}
            >
              {words.views[view]}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

const OFFICE_VIEWS = ['all', 'mine', 'unassigned', 'answered'] as const;

function Pages({ language, query, inbox }: InboxProps): VNode | null {
  const words = wordsOf(language).inbox;
  const { before, after, rows } = inbox;
  if (rows.length === 0) return null;
  return (
    <nav class="pages" aria-label={words.pages}>
      {before === null ? null : (
        <a rel="prev" href={inboxHref(query, { before })}>
          {words.previous(PAGE_SIZE)}
        </a>
      )}
      {after === null ? null : (
        <a rel="next" href={inboxHref(query, { after })}>
          {words.following(PAGE_SIZE)}
        </a>
      )}
      <a class="save" href={inboxHref(query, {}, '/console/inbox.csv')}>
        {words.save}
      </a>
    </nav>
  );
}
