import type { VNode } from 'preact';
import { toFives } from '../../figures/to-fives.ts';
import { wordsOf } from '../../locales/console/index.ts';
import { type Language, nameIn, type Programme } from '../../routing/programme.ts';
import { type ComparedScore, isYesNo } from '../../scorecards/compare-scores.ts';
import { FEWEST_FOR_ALL } from '../../scorecards/read-card.ts';
import { sayLine, sayMean, showDecimal } from '../../scorecards/say-scores.ts';
import type { PublicCard, PublicUnit } from './read-place.ts';

interface UnitProps {
  readonly programme: Programme;
  readonly language: Language;
  readonly of: PublicUnit;
  /** The local day, ISO. */
  readonly today: string;
}

/** A service: what people say of it by phone, and its score card with what was agreed. */
export function UnitSection({ programme, language, of: { unit, lines, card }, today }: UnitProps): VNode {
  const { place } = wordsOf(language).tools;
  return (
    <section>
      <h3>{nameIn(unit.names, language)}</h3>
      <p>{`${place.number(unit.number)}, ${nameIn(unit.area.names, language)}`}</p>
      <dl class="rows">
        {lines.filter(isWorthALine).map((line) => (
          <div key={line.indicator?.code ?? ''}>
            <dt>{sayLine(language, line.indicator)}</dt>
            <dd>{ratingWords(language, line)}</dd>
          </div>
        ))}
      </dl>
      {card === null ? null : <Card programme={programme} language={language} of={card} today={today} />}
    </section>
  );
}

/** That too few spoke is said once of a service, not of every question. */
function isWorthALine({ indicator, users }: ComparedScore): boolean {
  return indicator === null || users !== null;
}

function ratingWords(language: Language, { indicator, users }: ComparedScore): string {
  const { place } = wordsOf(language).tools;
  if (users === null) return place.few(FEWEST_FOR_ALL);
  const people = toFives(users.people);
  if (isYesNo(indicator)) return place.yes(Math.round(users.mean * 100), people);
  return place.rating(showDecimal(language, users.mean), people);
}

/** The promises of an office are everybody's to read; of those who came only how many. */
function Card({
  programme,
  language,
  of: { card, lines, actions },
  today,
}: Omit<UnitProps, 'of'> & { readonly of: PublicCard }): VNode {
  const { cards: words, place } = wordsOf(language).tools;
  const came = card.women + card.men;
  return (
    <>
      <h4>{place.card(card.met_on ?? card.until_on)}</h4>
      {card.met_on === null || came < FEWEST_FOR_ALL ? null : (
        <p>{`${words.metOn(card.met_on)}: ${place.people(toFives(came))}`}</p>
      )}
      <dl class="rows">
        {lines.map((line) => (
          <div key={line.indicator?.code ?? ''}>
            <dt>{sayLine(language, line.indicator)}</dt>
            <dd>
              {[
                `${words.users}: ${line.users === null ? place.few(FEWEST_FOR_ALL) : sayMean(language, line.indicator, line.users)}`,
                `${words.providers}: ${line.providers === null ? words.unknown : sayMean(language, line.indicator, line.providers)}`,
                ...(line.gap === null ? [] : [words.gaps[line.gap]]),
              ].join('. ')}
            </dd>
          </div>
        ))}
      </dl>
      {actions.length === 0 ? null : (
        <>
          <h4>{words.promises}</h4>
          <ul>
            {actions.map((action) => {
              const office = programme.byId.offices.get(action.office_id);
              const isOverdue = action.state === 'open' && action.due_on < today;
              const state = isOverdue ? words.overdue : words.actionStates[action.state];
              const who = [office ? nameIn(office.names, language) : '', action.post].filter((part) => part !== '');
              return (
                <li key={action.id}>
                  <p>
                    <b>{state}</b>: {action.what}
                  </p>
                  <p>{`${who.join(', ')}. ${words.dueOn(action.due_on)}`}</p>
                  {action.answer === '' ? null : <p>{action.answer}</p>}
                </li>
              );
            })}
          </ul>
        </>
      )}
    </>
  );
}
