import type { VNode } from 'preact';
import { placeLabel, voiceOf } from '../../grievances/texts.ts';
import { wordsOf } from '../../locales/console/index.ts';
import { type Category, nameIn } from '../../routing/programme.ts';
import { Button, Radios, TextField } from '../parts/fields.tsx';
import { errorOf } from '../report/check-typed.ts';
import { mayTakeDown, placesFor } from './intake-form.ts';
import type { IntakeProps } from './intake-page.tsx';

/** Two levels: each first one with what lies below it, and itself for what is not on the list. */
export function CategoryField(props: IntakeProps): VNode {
  const words = wordsOf(props.visit.language).intake;
  const error = errorOf(props, 'category');
  const { caller, language } = props.visit;
  const may = (category: Category) => mayTakeDown(caller, category);
  const groups = caller.programme.topCategories
    .map((top) => ({ top, choices: [...top.children.filter(may), ...(may(top) ? [top] : [])] }))
    .filter(({ choices }) => choices.length > 0);
  const label = (top: Category, category: Category) =>
    category === top && top.children.length > 0
      ? words.anythingElse(nameIn(top.names, language))
      : nameIn(category.names, language);
  return (
    <div class={`govuk-form-group${error ? ' govuk-form-group--error' : ''}`}>
      <label class="govuk-label" for="category">
        {words.category}
      </label>
      {error === undefined ? null : (
        <p id="category-error" class="govuk-error-message">
          {error}
        </p>
      )}
      <select
        class={`govuk-select${error ? ' govuk-select--error' : ''}`}
        id="category"
        name="category"
        aria-describedby={error === undefined ? undefined : 'category-error'}
      >
        <option value="">{words.choose}</option>
        {groups.map(({ top, choices }) => (
          <optgroup key={top.code} label={nameIn(top.names, language)}>
            {choices.map((category) => (
              <option key={category.code} value={category.code} selected={category.code === props.typed.category}>
                {label(top, category)}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
    </div>
  );
}

/** Words for a place, and those found for them. */
export function PlaceFields(props: IntakeProps): VNode {
  const { typed, visit } = props;
  const words = wordsOf(props.visit.language).intake;
  const { programme } = visit.caller;
  const voice = voiceOf(programme, visit.language);
  const found = placesFor(programme, typed);
  return (
    <>
      <div class="filters">
        <TextField
          name="place"
          label={words.place}
          hint={words.placeHint}
          value={typed.place}
          error={errorOf(props, 'place')}
        />
        <Button name="step" value="find" text={words.find} look="quiet" />
      </div>
      {found.length === 0 ? null : (
        <Radios
          name="area"
          label={words.placeFound}
          value={found.length === 1 ? found[0]?.code : typed.area}
          choices={found.map((area) => ({ value: area.code, text: placeLabel(programme, voice, area) }))}
        />
      )}
    </>
  );
}
