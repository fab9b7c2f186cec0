import type { VNode } from 'preact';
import { mayDo } from '../../accounts/scope.ts';
import type { Action } from '../../db/schema.ts';
import type { ListedScorecard } from '../../db/scorecards.ts';
import { wordsOf } from '../../locales/console/index.ts';
import { nameIn } from '../../routing/programme.ts';
import { RowsTable } from '../parts/rows-table.tsx';
import type { SignedInVisit } from '../route.ts';
import { Shell } from '../shell.tsx';

/** As many on one page. */
export const CARDS_ON_A_PAGE = 25;

interface CardsProps {
  readonly visit: SignedInVisit;
  readonly cards: readonly ListedScorecard[];
  /** Where the older ones begin; null: there are none. */
  readonly next: string | null;
  /** What is agreed and not answered, the earliest due first. Not on the pages of older cards. */
  readonly open: readonly (Action & { readonly unit_id: string })[] | null;
  /** The local day, ISO. */
  readonly today: string;
}

/** What was agreed and waits for an answer, and the cards, newest first. */
export function CardsPage({ visit, cards, next, open, today }: CardsProps): VNode {
  const { language, caller } = visit;
  const words = wordsOf(language).tools.cards;
  return (
    <Shell language={language} title={words.title} caller={caller} entry="cards">
      <h1 class="govuk-heading-l">{words.title}</h1>
      <p class="govuk-body">{words.about}</p>
      {mayDo(caller.role, 'keep_cards') ? (
        <p>
          <a class="govuk-button" href="/console/cards/new">
            {words.open}
          </a>
        </p>
      ) : null}
      {open === null ? null : <OpenActions visit={visit} open={open} today={today} />}
      {cards.length === 0 ? (
        <div class="panel">
          <p>{words.none}</p>
        </div>
      ) : (
        <Cards visit={visit} cards={cards} />
      )}
      {next === null ? null : (
        <nav class="pages" aria-label={words.title}>
          <a rel="next" href={`/console/cards?before=${next}`}>
            {words.older}
          </a>
        </nav>
      )}
    </Shell>
  );
}

function OpenActions({
  visit,
  open,
  today,
}: Pick<CardsProps, 'visit' | 'today'> & { readonly open: NonNullable<CardsProps['open']> }): VNode {
  const { language, caller } = visit;
  const words = wordsOf(language).tools.cards;
  const { units, offices } = caller.programme.byId;
  return (
    <section>
      <h2 class="govuk-heading-m">{words.dueTitle}</h2>
      {open.length === 0 ? (
        <p class="govuk-body">{words.noDue}</p>
      ) : (
        <ul class="govuk-list">
          {open.map((action) => (
            <li key={action.id}>
              <a class="govuk-link" href={`/console/cards/${action.scorecard_id}#${action.id}`}>
                {action.what}
              </a>{' '}
              {action.due_on < today ? <strong class="tag tag--late">{words.overdue}</strong> : null}
              <p class="meta">
                {[
                  words.dueOn(action.due_on),
                  nameIn(units.get(action.unit_id)?.names ?? { en: '' }, language),
                  nameIn(offices.get(action.office_id)?.names ?? { en: '' }, language),
                ].join(', ')}
              </p>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Cards({ visit, cards }: Pick<CardsProps, 'visit' | 'cards'>): VNode {
  const { language } = visit;
  const words = wordsOf(language).tools.cards;
  return (
    <RowsTable
      caption={words.title}
      columns={[
        { text: words.service, is: 'wide' },
        { text: words.state },
        { text: words.meeting, isLabelled: true },
        { text: words.promises, isLabelled: true },
      ]}
      rows={cards.map((card) => ({
        key: card.id,
        cells: [
          <CardLink key="link" visit={visit} card={card} />,
          card.closed_at === null ? words.states.open : words.states.closed,
          card.met_on ?? words.notMet,
          words.counts(card.open, card.overdue, card.kept, card.broken),
        ],
      }))}
    />
  );
}

function CardLink({ visit, card }: Pick<CardsProps, 'visit'> & { readonly card: ListedScorecard }): VNode {
  const { language, caller } = visit;
  const unit = caller.programme.byId.units.get(card.unit_id);
  return (
    <>
      <a class="govuk-link" href={`/console/cards/${card.id}`}>
        {nameIn(unit?.names ?? { en: card.id }, language)}
      </a>
      <p class="meta">{wordsOf(language).tools.cards.period(card.from_on, card.until_on)}</p>
    </>
  );
}
