import type { VNode } from 'preact';
import { placeLabel, voiceOf } from '../../grievances/texts.ts';
import { type ConsoleWords, wordsOf } from '../../locales/console/index.ts';
import { localeOf } from '../../locales/index.ts';
import { languageTag } from '../../locales/language-tag.ts';
import { type Category, nameIn } from '../../routing/programme.ts';
import { Button, Checkbox, ErrorSummary, Hidden, Radios, Select, TextArea, TextField } from '../parts/fields.tsx';
import { KeptForm } from '../parts/kept-form.tsx';
import type { FieldError } from '../report/check-typed.ts';
import type { SignedInVisit } from '../route.ts';
import { Shell } from '../shell.tsx';
import { groupField, type IntakeTyped, mayTakeDown, placesFor } from './intake-form.ts';

interface IntakeProps {
  readonly visit: SignedInVisit;
  readonly typed: IntakeTyped;
  readonly errors: readonly FieldError[];
}

/** How the browser's copy of an unsent form is called. */
export const INTAKE_FORM = 'intake';

/** A report for somebody at the counter. */
export function IntakePage(props: IntakeProps): VNode {
  const { visit, typed, errors } = props;
  const { caller, language } = visit;
  const { intake: words } = wordsOf(language);
  return (
    <Shell language={language} title={words.title} caller={caller} entry="intake" hasErrors={errors.length > 0}>
      <ErrorSummary language={language} errors={errors} />
      <h1 class="govuk-heading-l">{errors.length > 0 ? words.not : words.title}</h1>
      <p class="govuk-body">{words.about}</p>
      {caller.stream === null ? <p class="govuk-inset-text">{words.sealedNote(caller.programme.ussdCode)}</p> : null}
      <KeptForm caller={caller} name={INTAKE_FORM} language={language} action="/console/intake">
        <Hidden name="once" value={typed.once} />
        {/* Enter in a line of text presses the first button: it must not be the one that looks for a place. */}
        <button class="govuk-visually-hidden" type="submit" name="step" value="send" tabindex={-1}>
          {words.send}
        </button>
        <CategoryField {...props} />
        <PlaceFields {...props} />
        <PersonFields {...props} />
        <Options {...props} />
        <Notice {...props} />
        <Button name="step" value="send" text={words.send} />
      </KeptForm>
    </Shell>
  );
}

function errorOf({ errors }: IntakeProps, name: string): string | undefined {
  return errors.find((error) => error.name === name)?.message;
}

function intakeWords({ visit }: IntakeProps): ConsoleWords['intake'] {
  return wordsOf(visit.language).intake;
}

/** Two levels: each first one with what lies below it, and itself for what is not on the list. */
function CategoryField(props: IntakeProps): VNode {
  const words = intakeWords(props);
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

function PlaceFields(props: IntakeProps): VNode {
  const { typed, visit } = props;
  const words = intakeWords(props);
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

function PersonFields(props: IntakeProps): VNode {
  const { typed, visit } = props;
  const words = intakeWords(props);
  return (
    <>
      <TextArea
        name="text"
        label={words.text}
        hint={words.textHint}
        value={typed.text}
        error={errorOf(props, 'text')}
        rows={5}
      />
      <Select
        name="language"
        label={words.language}
        value={typed.language}
        error={errorOf(props, 'language')}
        choices={visit.caller.programme.languages.map((one) => ({ value: one, text: localeOf(one).self }))}
      />
      <TextField
        type="tel"
        name="phone"
        label={words.phone}
        hint={words.phoneHint}
        value={typed.phone}
        error={errorOf(props, 'phone')}
        autocomplete="off"
        inputmode="tel"
        width={20}
      />
      {visit.caller.stream === null ? null : <Checkbox name="safe" label={words.safe} value={typed.safe} />}
    </>
  );
}

function Options(props: IntakeProps): VNode {
  const { typed, visit } = props;
  const words = intakeWords(props);
  const { groups } = visit.caller.programme;
  return (
    <>
      <fieldset class="govuk-fieldset">
        <legend class="govuk-fieldset__legend">{words.more}</legend>
        <Checkbox name="aboutOffice" label={words.aboutOffice} value={typed.aboutOffice} />
        <Checkbox name="forOther" label={words.forOther} value={typed.forOther} />
      </fieldset>
      {groups.length === 0 ? null : (
        <fieldset class="govuk-fieldset">
          <legend class="govuk-fieldset__legend">{words.groups}</legend>
          {groups.map(({ code, names }) => (
            <Checkbox
              key={code}
              name={groupField(code)}
              label={nameIn(names, visit.language)}
              value={typed.groups.includes(code) ? 'yes' : ''}
            />
          ))}
        </fieldset>
      )}
    </>
  );
}

/** The first-contact notice in every language of the programme, and that it was read out. */
function Notice(props: IntakeProps): VNode {
  const { typed, visit } = props;
  const words = intakeWords(props);
  const { languages, operators } = visit.caller.programme;
  return (
    <>
      <h2 class="govuk-heading-s">{words.notice}</h2>
      {languages.map((one) => (
        <p key={one} class="govuk-inset-text" lang={languageTag(one)}>
          {localeOf(one).ussd.aboutData(nameIn(operators, one))}
        </p>
      ))}
      <Checkbox name="consent" label={words.consent} value={typed.consent} error={errorOf(props, 'consent')} />
    </>
  );
}
