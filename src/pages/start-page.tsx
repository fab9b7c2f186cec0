import type { VNode } from 'preact';
import { localeOf } from '../locales/index.ts';
import type { Language, Programme } from '../routing/programme.ts';
import { Named } from './named.tsx';
import { ProgrammeSection } from './programme-section.tsx';
import { PublicLayout } from './public-layout.tsx';
import { RunnersSection } from './runners-section.tsx';

/** What the start page shows. */
export interface StartPageProps {
  readonly language: Language;
  readonly programmes: readonly Programme[];
  readonly hasSimulator: boolean;
}

/** `/`: what this is and how to reach each programme, for a citizen; and below, for those who run it, where the rest is. */
export function StartPage({ language, programmes, hasSimulator }: StartPageProps): VNode {
  const { web } = localeOf(language);
  const ordered = nearestFirst(programmes, language);
  return (
    <PublicLayout language={language} title={web.title} path="/">
      <h1>{web.title}</h1>
      <p class="lede">{web.about}</p>
      {programmes.length === 0 ? <p>{web.noProgramme}</p> : <Contents programmes={ordered} language={language} />}
      {ordered.map((programme) => (
        <ProgrammeSection key={programme.id} programme={programme} language={language} />
      ))}
      <RunnersSection language={language} hasSimulator={hasSimulator} hasProgramme={programmes.length > 0} />
    </PublicLayout>
  );
}

/** Who reads Albanian most likely looks for the programme that speaks it. */
function nearestFirst(programmes: readonly Programme[], language: Language): readonly Programme[] {
  const speaks = ({ languages }: Programme) => languages.includes(language);
  return [...programmes.filter(speaks), ...programmes.filter((programme) => !speaks(programme))];
}

function Contents({ programmes, language }: Pick<StartPageProps, 'programmes' | 'language'>): VNode {
  const { web } = localeOf(language);
  return (
    <nav aria-labelledby="_contents">
      <h2 id="_contents">{web.programmes}</h2>
      <ul class="contents">
        {programmes.map(({ id, name, titles, root, ussdCode }) => (
          <li key={id}>
            <a href={`#${name}`}>
              <Named names={titles} language={language} />
            </a>
            <div>
              <Named names={root.names} language={language} />: <code>{ussdCode}</code>
            </div>
          </li>
        ))}
      </ul>
    </nav>
  );
}
