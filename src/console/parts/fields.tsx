import type { ComponentChildren, VNode } from 'preact';
import { wordsOf } from '../../locales/console/index.ts';
import type { Language } from '../../routing/programme.ts';

/** What every field of a form has. `error` is a sentence that names the mend. */
export interface FieldProps {
  /** Also the id: an error summary leads there. */
  readonly name: string;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly error?: string | undefined;
  /** What was typed before, so that nothing is lost. */
  readonly value?: string | undefined;
}

/** A choice in a list. */
export interface Choice {
  readonly value: string;
  readonly text: string;
  readonly hint?: string;
  /** Of the text, where it is not the page's own. Radios only. */
  readonly lang?: string;
}

interface InputProps extends FieldProps {
  readonly type?: 'text' | 'password' | 'tel' | 'search' | 'date';
  readonly autocomplete?: string;
  readonly inputmode?: 'numeric' | 'text' | 'tel';
  readonly maxLength?: number;
  /** In characters. */
  readonly width?: 5 | 10 | 20;
}

/** One line to type in. */
export function TextField({ type = 'text', autocomplete, inputmode, maxLength, width, ...field }: InputProps): VNode {
  const attributes = {
    class: `govuk-input${width ? ` govuk-input--width-${width}` : ''}${field.error ? ' govuk-input--error' : ''}`,
    id: field.name,
    name: field.name,
    autocomplete,
    inputmode,
    maxLength,
    'aria-describedby': describedBy(field),
  };
  return <Group {...field}>{INPUTS[type](attributes, field.value)}</Group>;
}

interface InputAttributes {
  readonly class: string;
  readonly id: string;
  readonly name: string;
  readonly autocomplete: string | undefined;
  readonly inputmode: 'numeric' | 'text' | 'tel' | undefined;
  readonly maxLength: number | undefined;
  readonly 'aria-describedby': string | undefined;
}

/** One for each type, because each takes attributes of its own. */
const INPUTS = {
  text: (attributes: InputAttributes, value: string | undefined) => <input {...attributes} type="text" value={value} />,
  tel: (attributes: InputAttributes, value: string | undefined) => <input {...attributes} type="tel" value={value} />,
  date: (attributes: InputAttributes, value: string | undefined) => <input {...attributes} type="date" value={value} />,
  search: (attributes: InputAttributes, value: string | undefined) => (
    <input {...attributes} type="search" value={value} />
  ),
  // What was typed as a password is never sent back.
  password: (attributes: InputAttributes) => <input {...attributes} type="password" />,
};

interface AreaProps extends FieldProps {
  readonly rows?: number;
  /** Of what is written, where it is not the page's own. */
  readonly lang?: string;
  readonly spellcheck?: boolean;
  /** Lets the script count the SMS as they are typed; see `src/console/static/console.js`. */
  readonly counts?: 'sms';
  readonly children?: ComponentChildren;
}

/** Several lines to type in. `children` stand below it. */
export function TextArea({ rows = 4, lang, counts, children, ...field }: AreaProps): VNode {
  return (
    <Group {...field} after={children}>
      <textarea
        class={`govuk-textarea${field.error ? ' govuk-textarea--error' : ''}`}
        id={field.name}
        name={field.name}
        rows={rows}
        lang={lang}
        data-counts={counts}
        aria-describedby={describedBy(field)}
      >
        {field.value}
      </textarea>
    </Group>
  );
}

/** One of several, in a list that opens. */
export function Select({ choices, ...field }: FieldProps & { readonly choices: readonly Choice[] }): VNode {
  return (
    <Group {...field}>
      <select
        class={`govuk-select${field.error ? ' govuk-select--error' : ''}`}
        id={field.name}
        name={field.name}
        aria-describedby={describedBy(field)}
      >
        {choices.map(({ value, text }) => (
          <option key={value} value={value} selected={value === field.value}>
            {text}
          </option>
        ))}
      </select>
    </Group>
  );
}

/** One of a few, all in sight. The first one has the field's id. */
export function Radios({ choices, ...field }: FieldProps & { readonly choices: readonly Choice[] }): VNode {
  const { name, label, hint, error, value } = field;
  return (
    <div class={`govuk-form-group${error ? ' govuk-form-group--error' : ''}`}>
      <fieldset class="govuk-fieldset" aria-describedby={describedBy(field)}>
        <legend class="govuk-fieldset__legend">{label}</legend>
        <Remarks name={name} hint={hint} error={error} />
        <div class="govuk-radios govuk-radios--small">
          {choices.map((choice, index) => {
            const id = index === 0 ? name : `${name}-${choice.value}`;
            return (
              <div key={choice.value} class="govuk-radios__item">
                <input
                  class="govuk-radios__input"
                  id={id}
                  name={name}
                  type="radio"
                  value={choice.value}
                  checked={choice.value === value}
                  aria-describedby={choice.hint === undefined ? undefined : `${id}-item-hint`}
                />
                <label class="govuk-label govuk-radios__label" for={id} lang={choice.lang}>
                  {choice.text}
                </label>
                {choice.hint === undefined ? null : (
                  <div id={`${id}-item-hint`} class="govuk-hint govuk-radios__hint">
                    {choice.hint}
                  </div>
                )}
              </div>
            );
          })}
        </div>
      </fieldset>
    </div>
  );
}

/** One box to tick. */
export function Checkbox({ value: ticked, ...field }: FieldProps): VNode {
  const { name, label, hint, error } = field;
  return (
    <div class={`govuk-form-group${error ? ' govuk-form-group--error' : ''}`}>
      <Remarks name={name} hint={hint} error={error} />
      <div class="govuk-checkboxes govuk-checkboxes--small">
        <div class="govuk-checkboxes__item">
          <input
            class="govuk-checkboxes__input"
            id={name}
            name={name}
            type="checkbox"
            value="yes"
            checked={ticked === 'yes'}
            aria-describedby={describedBy(field)}
          />
          <label class="govuk-label govuk-checkboxes__label" for={name}>
            {label}
          </label>
        </div>
      </div>
    </div>
  );
}

/** A field that nobody sees. */
export function Hidden({ name, value }: { readonly name: string; readonly value: string }): VNode {
  return <input type="hidden" name={name} value={value} />;
}

/** What is wrong with a form, on top of the page, each line leading to its field. */
export function ErrorSummary({
  language,
  errors,
}: {
  readonly language: Language;
  readonly errors: readonly { readonly name: string; readonly message: string }[];
}): VNode | null {
  if (errors.length === 0) return null;
  return (
    <div class="govuk-error-summary" role="alert" tabindex={-1} data-focus>
      <h2 class="govuk-error-summary__title">{wordsOf(language).shell.problem}</h2>
      <ul class="govuk-list govuk-error-summary__list">
        {errors.map(({ name, message }) => (
          <li key={name}>
            <a href={`#${name}`}>{message}</a>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** The button that sends a form. `quiet`: not what most people want here. */
export function Button({
  text,
  name,
  value,
  look = 'main',
}: {
  readonly text: string;
  readonly name?: string;
  readonly value?: string;
  readonly look?: 'main' | 'quiet' | 'warning';
}): VNode {
  const looks = { main: '', quiet: ' govuk-button--secondary', warning: ' govuk-button--warning' };
  return (
    <button class={`govuk-button${looks[look]}`} type="submit" name={name} value={value}>
      {text}
    </button>
  );
}

/** What was done, on top of the page it leads to. */
export function Banner({ text }: { readonly text: string }): VNode {
  return (
    <div class="banner" role="status" data-focus tabindex={-1}>
      <p>{text}</p>
    </div>
  );
}

function Group({ children, after, ...field }: FieldProps & { children: VNode; after?: ComponentChildren }): VNode {
  return (
    <div class={`govuk-form-group${field.error ? ' govuk-form-group--error' : ''}`}>
      <label class="govuk-label" for={field.name}>
        {field.label}
      </label>
      <Remarks name={field.name} hint={field.hint} error={field.error} />
      {children}
      {after}
    </div>
  );
}

function Remarks({ name, hint, error }: Pick<FieldProps, 'name' | 'hint' | 'error'>): VNode {
  return (
    <>
      {hint === undefined ? null : (
        <div id={`${name}-hint`} class="govuk-hint">
          {hint}
        </div>
      )}
      {error === undefined ? null : (
        <p id={`${name}-error`} class="govuk-error-message">
          {error}
        </p>
      )}
    </>
  );
}

function describedBy({ name, hint, error }: Pick<FieldProps, 'name' | 'hint' | 'error'>): string | undefined {
  const ids = [...(hint === undefined ? [] : [`${name}-hint`]), ...(error === undefined ? [] : [`${name}-error`])];
  return ids.length === 0 ? undefined : ids.join(' ');
}
