import type { ComponentChildren, VNode } from 'preact';
import type { Scorecard } from '../../db/schema.ts';
import { wordsOf } from '../../locales/console/index.ts';
import { nameIn, type Unit } from '../../routing/programme.ts';
import type { FieldError } from '../admin/name-fields.tsx';
import { ErrorSummary } from '../parts/fields.tsx';
import type { SignedInVisit } from '../route.ts';
import { Shell } from '../shell.tsx';

/** A card that she sees, and its unit. */
export interface SeenCard {
  readonly card: Scorecard;
  readonly unit: Unit;
}

/** A form of a card: the way back to it, what is wrong, the heading. */
export function CardFrame({
  visit,
  seen: { card, unit },
  title,
  errors,
  children,
}: {
  readonly visit: SignedInVisit;
  readonly seen: SeenCard;
  readonly title: string;
  readonly errors: readonly FieldError[];
  readonly children: ComponentChildren;
}): VNode {
  const { language, caller } = visit;
  return (
    <Shell language={language} title={title} caller={caller} entry="cards" hasErrors={errors.length > 0}>
      <a class="back" href={`/console/cards/${card.id}`}>
        {nameIn(unit.names, language)}
      </a>
      <ErrorSummary language={language} errors={errors} />
      <p class="office-above">{wordsOf(language).tools.cards.period(card.from_on, card.until_on)}</p>
      <h1 class="govuk-heading-l">{title}</h1>
      {children}
    </Shell>
  );
}
