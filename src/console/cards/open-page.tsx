import type { VNode } from 'preact';
import { wordsOf } from '../../locales/console/index.ts';
import { nameIn, type Unit } from '../../routing/programme.ts';
import { officesFor } from '../../scorecards/who-keeps.ts';
import { errorOf, type Typed } from '../admin/name-fields.tsx';
import { Button, ErrorSummary, Hidden, Select, TextField } from '../parts/fields.tsx';
import type { SignedInVisit } from '../route.ts';
import { Shell } from '../shell.tsx';

interface OpenProps {
  readonly visit: SignedInVisit;
  /** The one that was found; null: its number is asked for first. */
  readonly unit: Unit | null;
  /** What the new card will be called. */
  readonly id: string;
  readonly typed: Typed;
}

/** Opens a card: first the service by its printed number, then the period and who answers for it. */
export function OpenPage({ visit, unit, id, typed }: OpenProps): VNode {
  const { language, caller } = visit;
  const words = wordsOf(language).tools.cards;
  return (
    <Shell language={language} title={words.open} caller={caller} entry="cards" hasErrors={typed.errors.length > 0}>
      <a class="back" href="/console/cards">
        {words.title}
      </a>
      <ErrorSummary language={language} errors={typed.errors} />
      <h1 class="govuk-heading-l">{words.open}</h1>
      {unit === null ? (
        <form method="get" action="/console/cards/new" novalidate>
          <TextField
            name="unit"
            label={words.unit}
            hint={words.unitHint}
            inputmode="numeric"
            width={5}
            value={typed.values.get('unit')}
            error={errorOf(typed, 'unit')}
          />
          <Button text={words.next} />
        </form>
      ) : (
        <PeriodForm visit={visit} unit={unit} id={id} typed={typed} />
      )}
    </Shell>
  );
}

function PeriodForm({ visit, unit, id, typed }: OpenProps & { readonly unit: Unit }): VNode {
  const { language, caller } = visit;
  const words = wordsOf(language).tools.cards;
  const field = (name: 'from' | 'until') => ({
    name,
    label: words[name],
    hint: words.dayHint,
    width: 10 as const,
    value: typed.values.get(name),
    error: errorOf(typed, name),
  });
  const offices = officesFor(caller.programme, unit).map(({ code, names }) => ({
    value: code,
    text: nameIn(names, language),
  }));
  return (
    <form method="post" action="/console/cards" novalidate>
      <p class="govuk-body">
        <b>{nameIn(unit.names, language)}</b>, {nameIn(unit.area.names, language)}
      </p>
      <Hidden name="id" value={id} />
      <Hidden name="unit" value={String(unit.number)} />
      <TextField {...field('from')} />
      <TextField {...field('until')} />
      {caller.role === 'official' ? null : (
        <Select
          name="office"
          label={words.office}
          choices={offices}
          value={typed.values.get('office')}
          error={errorOf(typed, 'office')}
        />
      )}
      <Button text={words.open} />
    </form>
  );
}
