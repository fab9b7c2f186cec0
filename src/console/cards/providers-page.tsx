import type { VNode } from 'preact';
import { wordsOf } from '../../locales/console/index.ts';
import { indicatorsOf } from '../../routing/programme.ts';
import { scoresFor } from '../../scorecards/record-meeting.ts';
import { sayLine, sayScore } from '../../scorecards/say-scores.ts';
import { providersField } from '../../scorecards/score-by-providers.ts';
import { errorOf, type Typed } from '../admin/name-fields.tsx';
import { Button, Hidden, Select, TextField } from '../parts/fields.tsx';
import type { SignedInVisit } from '../route.ts';
import { CardFrame, type SeenCard } from './card-frame.tsx';

/** What those who work at the unit say of it themselves: one score a line. */
export function ProvidersPage({
  visit,
  seen,
  typed,
  mark,
}: {
  readonly visit: SignedInVisit;
  readonly seen: SeenCard;
  readonly typed: Typed;
  /** Of what stands on the card, by `markOf`. */
  readonly mark: string;
}): VNode {
  const { language, caller } = visit;
  const words = wordsOf(language).tools.cards;
  return (
    <CardFrame visit={visit} seen={seen} title={words.providersDo} errors={typed.errors}>
      <p class="govuk-body">{words.providersHint}</p>
      <form method="post" action={`/console/cards/${seen.card.id}/providers`} novalidate>
        <Hidden name="seen" value={mark} />
        {[null, ...indicatorsOf(caller.programme, seen.unit)].map((indicator) => {
          const name = providersField(indicator);
          const choices = scoresFor(indicator).map((score) => ({
            value: String(score),
            text: sayScore(language, indicator, score),
          }));
          return (
            <Select
              key={name}
              name={name}
              label={sayLine(language, indicator)}
              choices={[{ value: '', text: words.notScored }, ...choices]}
              value={typed.values.get(name) ?? ''}
              error={errorOf(typed, name)}
            />
          );
        })}
        <TextField
          name="staff"
          label={words.staff}
          inputmode="numeric"
          width={5}
          value={typed.values.get('staff')}
          error={errorOf(typed, 'staff')}
        />
        <Button text={words.providersDo} />
      </form>
    </CardFrame>
  );
}
