import type { VNode } from 'preact';
import type { Action } from '../../db/schema.ts';
import { voiceOf } from '../../grievances/texts.ts';
import { wordsOf } from '../../locales/console/index.ts';
import { nameIn } from '../../routing/programme.ts';
import type { ComparedScore } from '../../scorecards/compare-scores.ts';
import { keepsCard } from '../../scorecards/who-keeps.ts';
import { Banner, Button } from '../parts/fields.tsx';
import type { SignedInVisit } from '../route.ts';
import { Shell } from '../shell.tsx';
import { ActionList } from './action-list.tsx';
import type { SeenCard } from './card-frame.tsx';
import { ScoreTable } from './score-table.tsx';

interface CardProps {
  readonly visit: SignedInVisit;
  readonly seen: SeenCard;
  readonly lines: readonly ComparedScore[];
  readonly fewest: number;
  readonly actions: readonly Action[];
  /** The local day, ISO. */
  readonly today: string;
  readonly done?: string | undefined;
}

/** One card: both sides' scores with what lies between them, the meeting, and what was agreed. */
export function CardPage(props: CardProps): VNode {
  const { visit, seen, lines, fewest, actions, today, done } = props;
  const { language, caller } = visit;
  const { card, unit } = seen;
  const words = wordsOf(language).tools.cards;
  const mayWrite = card.closed_at === null && keepsCard(caller, card);
  const office = caller.programme.byId.offices.get(card.office_id);
  const title = nameIn(unit.names, language);
  return (
    <Shell language={language} title={title} caller={caller} entry="cards">
      <a class="back" href="/console/cards">
        {words.title}
      </a>
      {done === undefined ? null : <Banner text={done} />}
      <p class="office-above">{office ? nameIn(office.names, language) : ''}</p>
      <h1 class="govuk-heading-l">{title}</h1>
      <p class="govuk-body">{words.period(card.from_on, card.until_on)}</p>
      <ScoreTable language={language} lines={lines} fewest={fewest} />
      {mayWrite ? <Way card={card.id} to="providers" text={words.providersDo} /> : null}
      <Meeting visit={visit} seen={seen} />
      {mayWrite ? <Way card={card.id} to="meeting" text={words.meetingDo} /> : null}
      <h2 class="govuk-heading-m">{words.promises}</h2>
      <ActionList visit={visit} actions={actions} today={today} />
      {mayWrite ? <Way card={card.id} to="actions" text={words.actionDo} /> : null}
      <Closing visit={visit} seen={seen} mayWrite={mayWrite} />
    </Shell>
  );
}

function Way({ card, to, text }: { readonly card: string; readonly to: string; readonly text: string }): VNode {
  return (
    <p>
      <a class="govuk-link" href={`/console/cards/${card}/${to}`}>
        {text}
      </a>
    </p>
  );
}

function Meeting({ visit, seen: { card } }: Pick<CardProps, 'visit' | 'seen'>): VNode {
  const { language, caller } = visit;
  const words = wordsOf(language).tools.cards;
  const groups = caller.programme.groups.flatMap(({ code, names }) => {
    const count = card.groups[code];
    return count === undefined ? [] : [`${nameIn(names, language)}: ${count}`];
  });
  return (
    <section>
      <h2 class="govuk-heading-m">{words.meeting}</h2>
      {card.met_on === null ? (
        <p class="govuk-body">{words.notMet}</p>
      ) : (
        <>
          <p class="govuk-body">{`${words.metOn(card.met_on)}, ${card.venue}`}</p>
          <p class="govuk-body">{[words.came(card.women, card.men), ...groups].join(', ')}</p>
          {card.notes === '' ? null : <p class="words">{card.notes}</p>}
        </>
      )}
    </section>
  );
}

function Closing({
  visit,
  seen: { card },
  mayWrite,
}: Pick<CardProps, 'visit' | 'seen'> & { readonly mayWrite: boolean }): VNode | null {
  const { language, caller } = visit;
  const words = wordsOf(language).tools.cards;
  if (card.closed_at !== null) {
    return <p class="govuk-body">{words.closedOn(voiceOf(caller.programme, language).moment(card.closed_at))}</p>;
  }
  if (!mayWrite) return null;
  return (
    <details class="govuk-details">
      <summary class="govuk-details__summary">
        <span class="govuk-details__summary-text">{words.close}</span>
      </summary>
      <form method="post" action={`/console/cards/${card.id}/close`}>
        <p class="govuk-body">{words.closeAbout}</p>
        <Button text={words.close} look="warning" />
      </form>
    </details>
  );
}
