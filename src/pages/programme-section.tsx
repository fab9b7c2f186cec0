import type { ComponentChildren, VNode } from 'preact';
import { type Locale, localeOf } from '../locales/index.ts';
import { languageTag } from '../locales/language-tag.ts';
import { type Language, nameIn, type Programme } from '../routing/programme.ts';
import { LanguageLink } from './language-link.tsx';
import { Listed } from './listed.tsx';
import { Named } from './named.tsx';
import { dialLink, smsLink } from './phone-links.ts';

interface SectionProps {
  readonly programme: Programme;
  /** Of the page. */
  readonly language: Language;
}

/**
 * All that a citizen needs to know of one programme, under the anchor that is its name: `/?lang=bn#khulna`. What the
 * phone says and understands is quoted in the page's language only where the programme speaks it, else in English, which
 * every programme understands.
 */
export function ProgrammeSection({ programme, language }: SectionProps): VNode {
  const { web } = localeOf(language);
  const spoken = programme.languages.includes(language) ? language : 'en';
  return (
    <section id={programme.name} class="programme">
      <h2>
        <Named names={programme.titles} language={language} />
      </h2>
      <p class="codes">
        <span>
          {web.dial} <a href={dialLink(programme.ussdCode)}>{programme.ussdCode}</a>
        </span>{' '}
        <span>
          {web.text} <a href={smsLink(programme.shortCode)}>{programme.shortCode}</a>
        </span>
      </p>
      <div class="columns">
        <div>
          <Steps programme={programme} web={web} words={localeOf(spoken).keywords} />
          <Words programme={programme} web={web} spoken={spoken} />
        </div>
        <div>
          <Facts programme={programme} language={language} />
          <Helplines programme={programme} language={language} />
          <h3>{web.data}</h3>
          <p lang={spoken === language ? undefined : languageTag(spoken)}>
            {localeOf(spoken).ussd.aboutData(nameIn(programme.operators, spoken))}
          </p>
        </div>
      </div>
    </section>
  );
}

interface StepsProps {
  readonly programme: Programme;
  readonly web: Locale['web'];
  readonly words: Locale['keywords'];
}

function Steps({ programme: { ussdCode, shortCode }, web, words }: StepsProps): VNode {
  return (
    <>
      <h3>{web.how}</h3>
      <ol class="steps">
        <li>{web.stepReach(ussdCode, shortCode, firstOf(words.report))}</li>
        <li>{web.stepSay}</li>
        <li>{web.stepWait(firstOf(words.status))}</li>
      </ol>
    </>
  );
}

/** The first word of a keyword is the one we print. */
function firstOf([first = '']: readonly string[]): string {
  return first;
}

interface WordsProps {
  readonly programme: Programme;
  readonly web: Locale['web'];
  readonly spoken: Language;
}

function Words({ programme: { shortCode }, web, spoken }: WordsProps): VNode {
  const { report, status, help, stop, start } = localeOf(spoken).keywords;
  const rows = [
    { word: firstOf(report), meaning: web.wordReport, isWhole: false },
    { word: firstOf(status), meaning: web.wordStatus, isWhole: true },
    { word: firstOf(help), meaning: web.wordHelp, isWhole: true },
    { word: firstOf(stop), meaning: web.wordStop(firstOf(start)), isWhole: true },
  ];
  return (
    <>
      <h3>{web.words}</h3>
      <p>{web.wordsTo(shortCode)}</p>
      <dl class="rows">
        {rows.map(({ word, meaning, isWhole }) => (
          <div key={word}>
            <dt>
              <a href={smsLink(shortCode, isWhole ? word : `${word} `)} lang={languageTag(spoken)}>
                {word}
              </a>
            </dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}

function Facts({ programme, language }: SectionProps): VNode {
  const { web } = localeOf(language);
  const { root, topCategories, languages, operators } = programme;
  const places = root.children.length > 0 ? root.children : [root];
  return (
    <dl class="rows">
      <Fact term={web.operator}>
        <Named names={operators} language={language} />
      </Fact>
      <Fact term={web.places}>
        <Listed items={places.map(({ names }) => <Named names={names} language={language} />)} language={language} />
      </Fact>
      {topCategories.length === 0 ? null : (
        <Fact term={web.topics}>
          <ul class="topics">
            {topCategories.map(({ code, names }) => (
              <li key={code}>
                <Named names={names} language={language} />
              </li>
            ))}
          </ul>
        </Fact>
      )}
      <Fact term={web.languages}>
        <Listed
          items={languages.map((to) => <LanguageLink path="/" to={to} anchor={programme.name} />)}
          language={language}
        />
      </Fact>
    </dl>
  );
}

function Fact({ term, children }: { term: string; children: ComponentChildren }): VNode {
  return (
    <div>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Helplines({ programme: { helplines }, language }: SectionProps): VNode | null {
  const { web } = localeOf(language);
  if (helplines.length === 0) return null;
  return (
    <>
      <h3>{web.helplines}</h3>
      <p>{web.helplinesAbout}</p>
      <ul class="helplines">
        {helplines.map(({ names, phone }) => (
          <li key={phone}>
            <Named names={names} language={language} /> <a href={dialLink(phone)}>{phone}</a>
          </li>
        ))}
      </ul>
    </>
  );
}
