import type { VNode } from 'preact';
import type { Colleague } from '../../db/report-page.ts';
import { Button, type Choice, Radios, TextField } from '../parts/fields.tsx';
import type { FormProps } from './action-form.tsx';
import { ACTIONS } from './actions.ts';
import { errorOf } from './check-typed.ts';
import { officeChoices } from './office-choices.ts';
import type { ReportView } from './report-view.ts';

/** Whom or what it goes to. */
export function ChosenFields(props: FormProps): VNode | null {
  const { chooses } = ACTIONS[props.name];
  if (chooses === undefined) return null;
  switch (chooses) {
    case 'office':
      return <OfficeFields {...props} />;
    case 'colleague':
      return <ColleagueField {...props} />;
    case 'report':
      return (
        <TextField
          name="into"
          label={props.view.words.actions.merge.field}
          value={props.state.typed.into}
          error={errorOf(props.state, 'into')}
          inputmode="numeric"
          width={10}
        />
      );
  }
}

function OfficeFields({ view, state }: FormProps): VNode {
  const { words } = view;
  const { find, office } = state.typed;
  const groups = officeChoices(view, find);
  const error = errorOf(state, 'office');
  return (
    <>
      <div class="filters">
        <TextField type="search" name="find" label={words.findOffice} value={find} />
        <Button name="step" value="find" text={words.find} look="quiet" />
      </div>
      {groups.length === 0 ? (
        <p class="govuk-body" role="status">
          {words.noOfficeFound(find)}
        </p>
      ) : null}
      <div class={`govuk-form-group${error ? ' govuk-form-group--error' : ''}`}>
        <label class="govuk-label" for="office">
          {find === '' ? words.officesNear : words.officesFound(find)}
        </label>
        {error === undefined ? null : (
          <p id="office-error" class="govuk-error-message">
            {error}
          </p>
        )}
        <select
          class={`govuk-select${error ? ' govuk-select--error' : ''}`}
          id="office"
          name="office"
          aria-describedby={error === undefined ? undefined : 'office-error'}
        >
          <option value="">{words.chooseOffice}</option>
          {groups.map(({ place, offices }) => (
            <optgroup key={place} label={place}>
              {offices.map(({ code, name }) => (
                <option key={code} value={code} selected={code === office}>
                  {name}
                </option>
              ))}
            </optgroup>
          ))}
        </select>
      </div>
    </>
  );
}

function ColleagueField({ view, state, colleagues }: FormProps): VNode {
  const { words } = view;
  const choices: Choice[] = colleagues.map((colleague) => ({
    value: colleague.id,
    text: colleague.name,
    hint: [words.load(colleague.open), ...awayOf(view, colleague)].join(', '),
  }));
  return (
    <Radios
      name="account"
      label={words.actions.assign.field}
      value={state.typed.account || (view.grievance.assignee_id ?? NOBODY)}
      error={errorOf(state, 'account')}
      choices={[...choices, { value: NOBODY, text: words.nobody }]}
    />
  );
}

/** Given to no one in particular. */
export const NOBODY = 'nobody';

function awayOf({ words, voice, today }: ReportView, colleague: Colleague): string[] {
  const { absent_from: from, absent_until: until } = colleague;
  if (from === null || (until !== null && until < today)) return [];
  return [words.away(until === null ? '' : voice.day(new Date(`${until}T12:00:00Z`)))];
}
