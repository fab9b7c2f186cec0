import type { VNode } from 'preact';
import { wordsOf } from '../../locales/console/index.ts';
import { type Indicator, indicatorsOf, nameIn } from '../../routing/programme.ts';
import { scoreField, scoresFor } from '../../scorecards/record-meeting.ts';
import { sayLine, sayScore } from '../../scorecards/say-scores.ts';
import { errorOf, type Typed } from '../admin/name-fields.tsx';
import { Button, Hidden, TextArea, TextField } from '../parts/fields.tsx';
import type { SignedInVisit } from '../route.ts';
import { CardFrame, type SeenCard } from './card-frame.tsx';

interface MeetingProps {
  readonly visit: SignedInVisit;
  readonly seen: SeenCard;
  readonly typed: Typed;
  /** Of what stands on the card, by `markOf`. */
  readonly mark: string;
}

/** The interface meeting, to be written down: when, where, how many came, how many gave which score. */
export function MeetingPage({ visit, seen, typed, mark }: MeetingProps): VNode {
  const { language, caller } = visit;
  const words = wordsOf(language).tools.cards;
  const { programme } = caller;
  const field = (name: string) => ({ name, value: typed.values.get(name), error: errorOf(typed, name) });
  const count = (name: string) => ({ ...field(name), inputmode: 'numeric' as const, width: 5 as const });
  return (
    <CardFrame visit={visit} seen={seen} title={words.meetingDo} errors={typed.errors}>
      <form method="post" action={`/console/cards/${seen.card.id}/meeting`} novalidate>
        <Hidden name="seen" value={mark} />
        <TextField {...field('met_on')} label={words.day} hint={words.dayHint} width={10} />
        <TextField {...field('venue')} label={words.venue} />
        <TextField {...count('women')} label={words.women} />
        <TextField {...count('men')} label={words.men} />
        {programme.groups.length === 0 ? null : (
          <fieldset class="govuk-fieldset">
            <legend class="govuk-fieldset__legend">{words.groups}</legend>
            {programme.groups.map(({ code, names }) => (
              <TextField key={code} {...count(`group-${code}`)} label={nameIn(names, language)} />
            ))}
          </fieldset>
        )}
        <h2 class="govuk-heading-m">{words.scores}</h2>
        <p class="govuk-body">{words.scoresHint}</p>
        {[null, ...indicatorsOf(programme, seen.unit)].map((indicator) => (
          <Scores key={indicator?.code ?? ''} visit={visit} indicator={indicator} typed={typed} />
        ))}
        <TextArea {...field('notes')} label={words.notes} hint={words.notesHint} rows={6} />
        <Button text={words.meetingDo} />
      </form>
    </CardFrame>
  );
}

function Scores({
  visit: { language },
  indicator,
  typed,
}: Pick<MeetingProps, 'visit' | 'typed'> & { readonly indicator: Indicator | null }): VNode {
  return (
    <fieldset class="govuk-fieldset">
      <legend class="govuk-fieldset__legend">{sayLine(language, indicator)}</legend>
      <div class="filters">
        {scoresFor(indicator).map((score) => {
          const name = scoreField(indicator, score);
          return (
            <TextField
              key={name}
              name={name}
              label={sayScore(language, indicator, score)}
              inputmode="numeric"
              width={5}
              value={typed.values.get(name)}
              error={errorOf(typed, name)}
            />
          );
        })}
      </div>
    </fieldset>
  );
}
