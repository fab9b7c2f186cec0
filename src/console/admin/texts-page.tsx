import type { VNode } from 'preact';
import type { AccountCaller } from '../../accounts/caller.ts';
import { wordsOf } from '../../locales/console/index.ts';
import { localeOf } from '../../locales/index.ts';
import { languageTag } from '../../locales/language-tag.ts';
import { CHANGEABLE_TEXTS, type ChangeableText, localeWith, SECTIONS, templateOf } from '../../locales/wording.ts';
import type { Language } from '../../routing/programme.ts';
import { Button, Hidden, TextArea } from '../parts/fields.tsx';
import { KeptForm, Sent } from '../parts/kept-form.tsx';
import { AdminFrame } from './admin-frame.tsx';
import { errorOf, type Typed } from './name-fields.tsx';
import { isChanged, type Versions } from './read-versions.ts';

const PATH = '/console/admin/texts';

interface TextsProps {
  readonly caller: AccountCaller;
  readonly language: Language;
  readonly versions: Versions;
  /** In which the texts are shown. */
  readonly shown: Language;
  readonly done?: string | undefined;
}

/** Every text of screens and SMS that may be put in other words, as it is said now. */
export function TextsPage({ caller, language, versions, shown, done }: TextsProps): VNode {
  const { admin } = wordsOf(language);
  const locale = localeWith(shown, versions.held.wording[shown]);
  return (
    <AdminFrame caller={caller} language={language} title={admin.texts} done={done}>
      <p class="govuk-body">{admin.onTop}</p>
      <p class="govuk-body">{admin.textsFixed}</p>
      <nav class="actions no-print" aria-label={admin.textShow}>
        {caller.programme.languages.map((one) => (
          <a
            key={one}
            class="govuk-link"
            href={`${PATH}?shown=${one}`}
            lang={languageTag(one)}
            aria-current={one === shown ? 'true' : undefined}
          >
            {localeOf(one).self}
          </a>
        ))}
      </nav>
      {SECTIONS.map((section) => (
        <section key={section}>
          <h2 class="govuk-heading-m">{admin.textsOf[section]}</h2>
          <ul class="govuk-list govuk-list--spaced">
            {CHANGEABLE_TEXTS.filter((text) => text.section === section).map((text) => (
              <li key={text.code}>
                <a class="govuk-link" href={`${PATH}/${text.code}`} lang={languageTag(shown)}>
                  {templateOf(locale, text)}
                </a>
                {isChanged(versions, 'text', text.code) ? (
                  <>
                    {' '}
                    <strong class="tag tag--quiet">{admin.changedHere}</strong>
                  </>
                ) : null}
              </li>
            ))}
          </ul>
        </section>
      ))}
    </AdminFrame>
  );
}

interface TextProps {
  readonly caller: AccountCaller;
  readonly language: Language;
  readonly text: ChangeableText;
  readonly typed: Typed;
  readonly done?: string | undefined;
  /** Of `markOf`: what it was when it was shown. */
  readonly seen: string;
  /** Whether an administrator changed it. */
  readonly isChangedHere: boolean;
}

/** One text in every language of the programme, and the way back to the words it came with. */
export function TextPage({ caller, language, text, typed, done, seen, isChangedHere }: TextProps): VNode {
  const { admin, shell } = wordsOf(language);
  const { languages } = caller.programme;
  return (
    <AdminFrame
      caller={caller}
      language={language}
      title={`${admin.textWords} ${text.code}`}
      up={{ href: PATH, text: admin.texts }}
      done={done}
      errors={typed.errors}
    >
      <p class="govuk-body">{admin.onTop}</p>
      {done === undefined ? null : <Sent caller={caller} name={`text-${text.code}`} />}
      <KeptForm caller={caller} name={`text-${text.code}`} language={language} action={`${PATH}/${text.code}`} isEdit>
        <Hidden name="seen" value={seen} />
        {languages.map((one) => (
          <TextArea
            key={one}
            name={`text-${one}`}
            label={admin.textIn(localeOf(one).self)}
            hint={text.given.length === 0 ? undefined : admin.textHint}
            value={typed.values.get(`text-${one}`)}
            error={errorOf(typed, `text-${one}`)}
            lang={languageTag(one)}
          />
        ))}
        <Button text={shell.save} />
      </KeptForm>
      {isChangedHere ? (
        <section class="panel">
          <h2 class="govuk-heading-m">{admin.files}</h2>
          <dl class="govuk-summary-list">
            {languages.map((one) => (
              <div key={one} class="govuk-summary-list__row">
                <dt class="govuk-summary-list__key">{localeOf(one).self}</dt>
                <dd class="govuk-summary-list__value" lang={languageTag(one)}>
                  {templateOf(localeOf(one), text)}
                </dd>
              </div>
            ))}
          </dl>
          <form method="post" action={`${PATH}/${text.code}/undo`}>
            <Button text={admin.undo} look="quiet" />
          </form>
        </section>
      ) : null}
    </AdminFrame>
  );
}
