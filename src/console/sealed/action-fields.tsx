import type { VNode } from 'preact';
import { countSegments } from '../../encoding.ts';
import { APPROVED_TEXTS } from '../../grievances/approved-texts.ts';
import { CONSENT_WAYS, helplinesOf } from '../../grievances/refer.ts';
import { showReference } from '../../grievances/reference.ts';
import { wordSms } from '../../grievances/tell-citizen.ts';
import { wordsOf } from '../../locales/console/index.ts';
import { localeOf } from '../../locales/index.ts';
import { languageTag } from '../../locales/language-tag.ts';
import { type Choice, Hidden, Radios, Select, TextArea, TextField } from '../parts/fields.tsx';
import type { FieldError } from '../report/check-typed.ts';
import type { ReportView } from '../report/report-view.ts';
import { costOf } from '../report/sms-cost.ts';
import { officesFor } from './check-sealed.ts';
import { SEALED_ACTIONS, type SealedActionName, type SealedField } from './sealed-actions.ts';
import { OTHER_SERVICE, type SealedTyped } from './sealed-typed.ts';

/** What a form about a sealed report is made from. */
export interface SealedFormProps {
  readonly view: ReportView;
  readonly name: SealedActionName;
  readonly typed: SealedTyped;
  readonly errors: readonly FieldError[];
  /** Her last one-time code was too long ago: the form asks for another one. */
  readonly asksCode: boolean;
}

/** What a form is called, and the last event that was on its page. */
export function FormNames({ typed }: { readonly typed: Pick<SealedTyped, 'once' | 'seen'> }): VNode {
  return (
    <>
      <Hidden name="once" value={typed.once} />
      <Hidden name="seen" value={typed.seen} />
    </>
  );
}

/** A one-time code, where the last one was too long ago. */
export function CodeField({
  language,
  error,
}: {
  readonly language: ReportView['language'];
  readonly error: string | undefined;
}): VNode {
  const { sealed } = wordsOf(language);
  return (
    <TextField
      name="code"
      label={sealed.code}
      hint={sealed.codeHint}
      error={error}
      autocomplete="one-time-code"
      inputmode="numeric"
      width={10}
    />
  );
}

/** The fields of an action, in its order. */
export function ActionFields(props: SealedFormProps): VNode {
  return (
    <>
      {SEALED_ACTIONS[props.name].fields.map((field) => {
        const Field = FIELDS[field];
        return <Field key={field} {...props} />;
      })}
    </>
  );
}

const FIELDS: Readonly<Record<SealedField, (props: SealedFormProps) => VNode>> = {
  texts: TextChoices,
  service: ServiceFields,
  consent: ConsentField,
  office: OfficeField,
  note: NoteField,
};

/** The message about a field; undefined: nothing is wrong with it. */
export function errorOf(errors: readonly FieldError[], name: string): string | undefined {
  return errors.find((error) => error.name === name)?.message;
}

/** Each text as the reporter reads it; below it what it says, where the official reads another language. */
function TextChoices({ view, name, typed, errors }: SealedFormProps): VNode {
  const { language, citizenLanguage } = view;
  const { sealed } = wordsOf(language);
  const { use } = SEALED_ACTIONS[name];
  const codes = use === undefined ? [] : APPROVED_TEXTS[use];
  const [read, said] = [localeOf(language).approved, localeOf(citizenLanguage).approved];
  const choices: Choice[] = codes.map((code) => ({
    value: code,
    text: said[code],
    lang: languageTag(citizenLanguage),
    ...(language === citizenLanguage ? {} : { hint: read[code] }),
  }));
  return (
    <>
      <Radios
        name="approved"
        label={sealed.texts}
        hint={sealed.textsHint(localeOf(citizenLanguage).self)}
        value={typed.approved}
        error={errorOf(errors, 'approved')}
        choices={choices}
      />
      <NeutralSms view={view} />
    </>
  );
}

/** How the reporter hears that there is something to read. */
export function NeutralSms({ view }: { readonly view: ReportView }): VNode {
  const { grievance, programme, citizen, language, messages } = view;
  const { sealed } = wordsOf(language);
  if (citizen === null || grievance.contact !== 'neutral' || citizen.opted_out_at !== null) {
    return <p class="govuk-inset-text">{sealed.smsNone}</p>;
  }
  const { text, voice } = wordSms(
    { programme, citizen },
    { text: ({ locale }) => locale.sms.news(showReference(grievance.reference), programme.ussdCode) },
  );
  const segments = countSegments(text);
  const cost = costOf(messages, segments);
  return (
    <div>
      <p class="govuk-body">{sealed.smsGoesOut}</p>
      <div class="preview" lang={languageTag(voice.language)}>
        {text}
      </div>
      <p class="meta">{[sealed.segments(segments), ...(cost === null ? [] : [sealed.cost(cost)])].join(', ')}</p>
    </div>
  );
}

function NoteField({ view, name, typed, errors }: SealedFormProps): VNode {
  const { sealed } = wordsOf(view.language);
  const { noteLabel = 'noteLabel' } = SEALED_ACTIONS[name];
  return <TextArea name="note" label={sealed[noteLabel]} value={typed.note} error={errorOf(errors, 'note')} />;
}

function OfficeField({ view, typed, errors }: SealedFormProps): VNode {
  const { sealed } = wordsOf(view.language);
  const choices = officesFor(view).map(({ code, names }) => ({ value: code, text: view.voice.name(names) }));
  return (
    <Select
      name="office"
      label={sealed.office}
      value={typed.office}
      error={errorOf(errors, 'office')}
      choices={[{ value: '', text: sealed.chooseOffice }, ...choices]}
    />
  );
}

function ServiceFields({ view, typed, errors }: SealedFormProps): VNode {
  const { sealed } = wordsOf(view.language);
  const lines = helplinesOf(view.programme, view.grievance.stream).map(({ names, phone }) => ({
    value: phone,
    text: `${view.voice.name(names)} ${phone}`,
  }));
  return (
    <>
      <Radios
        name="service"
        label={sealed.service}
        value={typed.service}
        error={errorOf(errors, 'service')}
        choices={[...lines, { value: OTHER_SERVICE, text: sealed.otherService }]}
      />
      <TextField
        name="otherService"
        label={sealed.otherName}
        value={typed.otherService}
        error={errorOf(errors, 'otherService')}
        autocomplete="off"
        width={20}
      />
    </>
  );
}

function ConsentField({ view, typed, errors }: SealedFormProps): VNode {
  const { sealed } = wordsOf(view.language);
  return (
    <>
      <Radios
        name="consent"
        label={sealed.consent}
        value={typed.consent ?? ''}
        error={errorOf(errors, 'consent')}
        choices={CONSENT_WAYS.map((way) => ({ value: way, text: sealed.consents[way] }))}
      />
      <NeutralSms view={view} />
    </>
  );
}
