import type { ComponentChildren, VNode } from 'preact';
import { wordsOf } from '../../locales/console/index.ts';
import { localeOf } from '../../locales/index.ts';
import { languageTag } from '../../locales/language-tag.ts';
import { nameIn } from '../../routing/programme.ts';
import { Button, Checkbox, ErrorSummary, Hidden, Select, TextArea, TextField } from '../parts/fields.tsx';
import { KeptForm } from '../parts/kept-form.tsx';
import { errorOf, type FieldError } from '../report/check-typed.ts';
import type { SignedInVisit } from '../route.ts';
import { Shell } from '../shell.tsx';
import { groupField, type IntakeTyped } from './intake-form.ts';
import { CategoryField, PlaceFields } from './what-and-where.tsx';

/** What the form is made from. */
export interface IntakeProps {
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
      <IntakeForm visit={visit}>
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
      </IntakeForm>
    </Shell>
  );
}

/** What a focal point writes down may be sealed: of that no copy stays in a browser. */
function IntakeForm({
  visit: { caller, language },
  children,
}: Pick<IntakeProps, 'visit'> & { readonly children: ComponentChildren }): VNode {
  const action = '/console/intake';
  if (caller.stream !== null) {
    return (
      <form method="post" action={action}>
        {children}
      </form>
    );
  }
  return (
    <KeptForm caller={caller} name={INTAKE_FORM} language={language} action={action}>
      {children}
    </KeptForm>
  );
}

function PersonFields(props: IntakeProps): VNode {
  const { typed, visit } = props;
  const words = wordsOf(props.visit.language).intake;
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
  const words = wordsOf(props.visit.language).intake;
  const { groups } = visit.caller.programme;
  return (
    <>
      <Ticks
        legend={words.more}
        boxes={[
          { name: 'aboutOffice', label: words.aboutOffice, isTicked: typed.aboutOffice === 'yes' },
          { name: 'forOther', label: words.forOther, isTicked: typed.forOther === 'yes' },
        ]}
      />
      {groups.length === 0 ? null : (
        <Ticks
          legend={words.groups}
          boxes={groups.map(({ code, names }) => ({
            name: groupField(code),
            label: nameIn(names, visit.language),
            isTicked: typed.groups.includes(code),
          }))}
        />
      )}
    </>
  );
}

interface Tick {
  readonly name: string;
  readonly label: string;
  readonly isTicked: boolean;
}

/** Boxes of which any number can be ticked. */
function Ticks({ legend, boxes }: { readonly legend: string; readonly boxes: readonly Tick[] }): VNode {
  return (
    <div class="govuk-form-group">
      <fieldset class="govuk-fieldset">
        <legend class="govuk-fieldset__legend">{legend}</legend>
        <div class="govuk-checkboxes govuk-checkboxes--small">
          {boxes.map(({ name, label, isTicked }) => (
            <div key={name} class="govuk-checkboxes__item">
              <input
                class="govuk-checkboxes__input"
                id={name}
                name={name}
                type="checkbox"
                value="yes"
                checked={isTicked}
              />
              <label class="govuk-label govuk-checkboxes__label" for={name}>
                {label}
              </label>
            </div>
          ))}
        </div>
      </fieldset>
    </div>
  );
}

/** The first-contact notice in every language of the programme, and that it was read out. */
function Notice(props: IntakeProps): VNode {
  const { typed, visit } = props;
  const words = wordsOf(props.visit.language).intake;
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
