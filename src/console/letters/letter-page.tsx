import type { VNode } from 'preact';
import { wordsOf } from '../../locales/console/index.ts';
import { localeOf } from '../../locales/index.ts';
import { languageTag } from '../../locales/language-tag.ts';
import type { Language } from '../../routing/programme.ts';
import type { SignedInVisit } from '../route.ts';
import { Shell } from '../shell.tsx';
import type { Letter } from './letter-of.ts';

interface LetterProps {
  readonly visit: SignedInVisit;
  readonly letter: Letter;
  /** Of the letter; the page around it is in its reader's. */
  readonly language: Language;
  readonly reference: string;
}

/** A letter to be printed, or taken as plain text. */
export function LetterPage(props: LetterProps): VNode {
  const { visit, letter, language } = props;
  return (
    <Shell language={visit.language} title={letter.subject} caller={visit.caller} entry="letters">
      <Tools {...props} />
      <article class="lines" lang={languageTag(language)}>
        <h1 class="govuk-heading-l">{letter.subject}</h1>
        <Pairs pairs={letter.heads} />
        {letter.paragraphs.map((text) => (
          <p key={text} class="govuk-body">
            {text}
          </p>
        ))}
        <Body {...props} />
        {letter.closing.map((text) => (
          <p key={text} class="govuk-body">
            {text}
          </p>
        ))}
      </article>
    </Shell>
  );
}

function Body({ letter, language }: LetterProps): VNode {
  const { report: words } = wordsOf(language);
  return (
    <>
      {letter.citizenWords === null ? null : (
        <>
          <h2 class="govuk-heading-m">{words.letterWords}</h2>
          <blockquote class="govuk-inset-text words">{letter.citizenWords}</blockquote>
        </>
      )}
      <h2 class="govuk-heading-m">{words.letterHistory}</h2>
      <Pairs pairs={letter.history} />
      {letter.held.length === 0 ? null : (
        <>
          <h2 class="govuk-heading-m">{words.letterHeld}</h2>
          <Pairs pairs={letter.held} />
        </>
      )}
    </>
  );
}

function Pairs({ pairs }: { readonly pairs: readonly (readonly [string, string])[] }): VNode {
  return (
    <dl class="govuk-summary-list">
      {pairs.map(([key, value], index) => (
        <div key={`${index} ${key}`} class="govuk-summary-list__row">
          <dt class="govuk-summary-list__key">{key}</dt>
          <dd class="govuk-summary-list__value">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Not on paper: the way back, the languages, the plain text. */
function Tools({ visit, language, reference }: LetterProps): VNode {
  const { report: words } = wordsOf(visit.language);
  const path = `/console/letters/${reference}`;
  return (
    <div class="no-print">
      <a class="back" href="/console/letters">
        {words.letters}
      </a>
      <p class="govuk-body">{words.print}</p>
      <nav aria-label={words.letterIn}>
        <ul class="choices">
          {visit.caller.programme.languages.map((one) => (
            <li key={one}>
              <a
                href={`${path}?in=${one}`}
                lang={languageTag(one)}
                aria-current={one === language ? 'page' : undefined}
              >
                {localeOf(one).self}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <p class="govuk-body">
        <a class="govuk-link" href={`${path}?in=${language}&as=text`}>
          {words.asText}
        </a>
      </p>
    </div>
  );
}
