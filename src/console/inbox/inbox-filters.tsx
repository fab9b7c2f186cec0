import type { VNode } from 'preact';
import type { AccountCaller } from '../../accounts/caller.ts';
import { placeLabel, voiceOf } from '../../grievances/texts.ts';
import { wordsOf } from '../../locales/console/index.ts';
import { type Area, type Language, nameIn, type Office } from '../../routing/programme.ts';
import { Button, type Choice, Hidden, Select, TextField } from '../parts/fields.tsx';
import type { InboxProps } from './inbox-page.tsx';
import { inboxHref } from './inbox-query.ts';
import { categoryLabel } from './inbox-rows.tsx';

/** Search and filters, folded away until one of them is used. Sent as the address, so that a list can be kept and shared. */
export function InboxFilters({ caller, language, query, inbox }: InboxProps): VNode {
  const words = wordsOf(language).inbox;
  const { office, category, area } = inbox.filters;
  const isFiltered = [office, category, area].some((filter) => filter !== undefined);
  const offices = officeChoices(caller, language, area, office);
  const areas = areaChoices(caller, language, area);
  const any = { value: '', text: words.any };
  return (
    <details class="govuk-details" open={isFiltered || query.q !== ''}>
      <summary class="govuk-details__summary">
        <span class="govuk-details__summary-text">{words.find}</span>
      </summary>
      <form class="govuk-details__text filters" method="get" action="/console">
        {query.view === 'all' ? null : <Hidden name="view" value={query.view} />}
        <TextField
          type="search"
          name="q"
          label={words.search}
          hint={words.searchHint}
          value={query.q}
          maxLength={200}
        />
        <Select
          name="category"
          label={words.category}
          value={category?.code}
          choices={[any, ...categoryChoices(caller, language)]}
        />
        {areas.length < 2 ? null : (
          <Select name="area" label={words.area} value={area?.code} choices={[any, ...areas]} />
        )}
        {offices.length < 2 ? null : (
          <Select name="office" label={words.office} value={office?.code} choices={[any, ...offices]} />
        )}
        <Button text={words.apply} />
        {isFiltered ? (
          <a
            class="govuk-link"
            href={inboxHref({ ...query, office: undefined, category: undefined, area: undefined }, {})}
          >
            {words.clear}
          </a>
        ) : null}
      </form>
    </details>
  );
}

/** What ordinary reports are about, each top category before its own. */
function categoryChoices({ programme }: AccountCaller, language: Language): Choice[] {
  return programme.topCategories
    .flatMap((top) => [top, ...top.children])
    .filter(({ stream }) => stream === 'ordinary')
    .map(({ id, code }) => ({ value: code, text: categoryLabel(programme, language, id) }));
}

function topOf({ programme, office, area }: AccountCaller): Area {
  return office?.area ?? area ?? programme.root;
}

/** The way down to the chosen place and what lies in it: a whole tree of wards would be most of the page. */
function areaChoices(caller: AccountCaller, language: Language, chosen: Area | undefined): Choice[] {
  const { programme } = caller;
  const top = topOf(caller);
  const way: Area[] = [];
  for (let place = chosen ?? null; place !== null && place !== top && place !== programme.root; place = place.parent) {
    way.unshift(place);
  }
  const voice = voiceOf(programme, language);
  const places = [...way, ...(chosen ?? top).children];
  return places.map((place) => ({ value: place.code, text: placeLabel(programme, voice, place) }));
}

/** The offices of the chosen place and of those right below it; nobody who works in one office chooses. */
function officeChoices(
  caller: AccountCaller,
  language: Language,
  chosen: Area | undefined,
  current: Office | undefined,
): Choice[] {
  if (caller.office !== null) return [];
  const place = chosen ?? topOf(caller);
  const near = new Set([place, ...place.children]);
  const offices = [...caller.programme.offices.values()].filter(
    (office) => near.has(office.area) || office === current,
  );
  return offices.map(({ code, names }) => ({ value: code, text: nameIn(names, language) }));
}
