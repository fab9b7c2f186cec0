import type { VNode } from 'preact';
import type { Colleague } from '../../db/report-page.ts';
import { localeOf } from '../../locales/index.ts';
import { languageTag } from '../../locales/language-tag.ts';
import { Button, ErrorSummary, Hidden, Select, TextArea } from '../parts/fields.tsx';
import { KeptForm } from '../parts/kept-form.tsx';
import { SmsCounter } from '../parts/sms-counter.tsx';
import { ACTIONS, type ActionName } from './actions.ts';
import { errorOf, type FormState } from './check-typed.ts';
import { ChosenFields } from './chosen-fields.tsx';
import { aroundWords } from './decide.ts';
import { Heading, ReportFrame } from './report-frame.tsx';
import { pathOf, type ReportView } from './report-view.ts';

/** What a form is made from. */
export interface FormProps {
  readonly view: ReportView;
  readonly name: ActionName;
  readonly state: FormState;
  /** For giving it to somebody; otherwise empty. */
  readonly colleagues: readonly Colleague[];
}

/** One action as a page of its own. With errors the heading says the outcome. */
export function ActionPage(props: FormProps): VNode {
  const { view, name, state } = props;
  const { words, language } = view;
  const hasErrors = state.errors.length > 0;
  const about = ABOUT[name]?.(words);
  return (
    <ReportFrame view={view} heading={words.actions[name].name} hasErrors={hasErrors}>
      <ErrorSummary language={language} errors={state.errors} />
      <Heading view={view} text={hasErrors ? words.actions[name].not : words.actions[name].name} />
      {about === undefined ? null : <p class="govuk-body">{about}</p>}
      <ActionForm {...props} />
    </ReportFrame>
  );
}

const ABOUT: Readonly<Partial<Record<ActionName, (words: ReportView['words']) => string>>> = {
  ask: (words) => words.aboutAsk,
  assign: (words) => words.aboutAssign,
  'hand-back': (words) => words.aboutHandBack,
  merge: (words) => words.aboutMerge,
};

/** The form of an action, on its own page or at the end of the report. */
export function ActionForm(props: FormProps): VNode {
  const { view, name, state } = props;
  const { isPreviewed } = ACTIONS[name];
  const { words, language, caller, grievance } = view;
  const isSms = ACTIONS[name].words === 'sms';
  return (
    <KeptForm caller={caller} name={keptName(view, name)} language={language} action={`${pathOf(grievance)}/${name}`}>
      <Hidden name="once" value={state.typed.once} />
      <Hidden name="seen" value={state.typed.seen} />
      {looksUp(props) ? <FirstButton step={isPreviewed ? 'look' : 'send'} text={words.goOn} /> : null}
      <ChosenFields {...props} />
      {isSms ? <SmsFields {...props} /> : <ReasonField {...props} />}
      <div class="actions">
        {isPreviewed ? (
          <Button name="step" value="look" text={isSms ? words.look : words.goOn} />
        ) : (
          <Button name="step" value="send" text={words.actions[name].send} />
        )}
        {name === 'reply' && state.errors.length === 0 ? <FixedButton view={view} /> : null}
      </div>
    </KeptForm>
  );
}

/** Whether a button comes first that only looks something up. */
function looksUp({ name, state }: FormProps): boolean {
  return ACTIONS[name].chooses === 'office' || (ACTIONS[name].words === 'sms' && state.replies.length > 0);
}

/** Enter in a line of text presses the first button of a form: it goes on, for whoever cannot see this one as well. */
function FirstButton({ step, text }: { readonly step: string; readonly text: string }): VNode {
  return (
    <button class="govuk-visually-hidden" type="submit" name="step" value={step} tabindex={-1}>
      {text}
    </button>
  );
}

/** How the browser's copy of unsent words is called. "It is fixed" is pressed below the same words. */
export function keptName(
  { grievance }: { readonly grievance: { readonly reference: string } },
  name: ActionName,
): string {
  return `${name === 'resolve' ? 'reply' : name}-${grievance.reference}`;
}

/** The same words, sent as what was done. */
function FixedButton({ view }: { readonly view: ReportView }): VNode {
  return (
    <button
      class="govuk-button govuk-button--secondary"
      type="submit"
      name="step"
      value="look"
      formaction={`${pathOf(view.grievance)}/resolve`}
    >
      {view.words.lookAlso}
    </button>
  );
}

/** Words for the citizen: what to begin with, in which language, what they cost. */
function SmsFields({ view, name, state }: FormProps): VNode {
  const { words, language, citizenLanguage } = view;
  const reads = words.reads(localeOf(citizenLanguage).self);
  return (
    <>
      {state.replies.length === 0 ? null : (
        <div class="filters">
          <Select
            name="saved"
            label={words.startFrom}
            value={state.typed.saved}
            choices={[
              { value: '', text: words.startNothing },
              ...state.replies.map(({ id, title }) => ({ value: id, text: title })),
            ]}
          />
          <Button name="step" value="start" text={words.startUse} look="quiet" />
        </div>
      )}
      {state.note === null ? null : <p class="govuk-inset-text">{state.note}</p>}
      <TextArea
        name="text"
        label={words.actions[name].field}
        hint={`${reads} ${words.smsHint}`}
        value={state.typed.text}
        error={errorOf(state, 'text')}
        lang={languageTag(citizenLanguage)}
        counts="sms"
      >
        <SmsCounter language={language} {...aroundWords(view, name)} />
      </TextArea>
    </>
  );
}

function ReasonField({ view, name, state }: FormProps): VNode | null {
  if (ACTIONS[name].words === 'none') return null;
  return (
    <TextArea
      name="text"
      label={view.words.actions[name].field}
      value={state.typed.text}
      error={errorOf(state, 'text')}
    />
  );
}
