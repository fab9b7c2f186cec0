import type { ComponentChildren, VNode } from 'preact';
import { type Language, nameIn, type Programme } from '../routing/programme.ts';
import { Layout } from './layout.tsx';
import { NoProgramme } from './no-programme.tsx';

/** What the start page shows. */
export interface StartPageProps {
  readonly programmes: readonly Programme[];
  readonly hasSimulator: boolean;
}

/** `/`: what this is, how to reach each programme, and where everything else is. */
export function StartPage({ programmes, hasSimulator }: StartPageProps): VNode {
  return (
    <Layout title="Start" path="/" hasSimulator={hasSimulator}>
      <h1>Every report gets an answer, and anyone can check how long it took</h1>
      <p class="lede">
        Majibu is Swahili for <em>answers</em>. It stands between people who own a feature phone and the public offices
        that owe them an answer. Dial a code or send a text, and the report goes to the office responsible for that
        service in that place, with a date by which it must answer. Every step comes back by SMS.
      </p>
      {hasSimulator ? (
        <p>
          <a class="button" href="/simulator">
            Try it on a phone
          </a>
        </p>
      ) : null}
      <h2>Programmes</h2>
      {programmes.length === 0 ? <NoProgramme /> : <ProgrammeTable programmes={programmes} />}
      <h2>For the people who run it</h2>
      <Places hasSimulator={hasSimulator} />
    </Layout>
  );
}

function ProgrammeTable({ programmes }: Pick<StartPageProps, 'programmes'>): VNode {
  return (
    <table class="programmes">
      <thead>
        <tr>
          <th scope="col">Programme</th>
          <th scope="col">Dial</th>
          <th scope="col">Text to</th>
          <th scope="col">Languages</th>
          <th scope="col">Covers</th>
        </tr>
      </thead>
      <tbody>
        {programmes.map((programme) => (
          <tr key={programme.id}>
            <th scope="row">{nameIn(programme.titles, 'en')}</th>
            <td data-label="Dial">
              <code>{programme.ussdCode}</code>
            </td>
            <td data-label="Text to">
              <code>{programme.shortCode}</code>
            </td>
            <td data-label="Languages">{programme.languages.map(languageName).join(', ')}</td>
            <td data-label="Covers">{describeReach(programme)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function languageName(language: Language): string {
  return new Intl.DisplayNames('en', { type: 'language' }).of(language) ?? language;
}

/** The size of a programme. The root of its tree stands for all of it and is not counted. */
function describeReach({ areas, root, offices }: Programme): string {
  const areaCount = areas.has(root.code) ? areas.size - 1 : areas.size;
  return `${count(areaCount, 'area')}, ${count(offices.size, 'office')}`;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

function Places({ hasSimulator }: Pick<StartPageProps, 'hasSimulator'>): VNode {
  return (
    <dl class="places">
      {hasSimulator ? <Place href="/simulator">A phone in the browser: dial and text as a citizen would.</Place> : null}
      <Place href="/api/v1/openapi.json">
        The API for offices and observers, described for programs. A key is made with{' '}
        <code>npm run majibu -- key create --help</code>.
      </Place>
      <Place href="/healthz">Whether the process is alive.</Place>
      <Place href="/readyz">Whether it can serve: database and queue answer.</Place>
      <Place href="/metrics">Figures for Prometheus: turns, messages, jobs, what is overdue.</Place>
      <div>
        <dt>
          <code>docs/</code>
        </dt>
        <dd>
          In the project’s folder: how it works, and why it is built so. Begin with <code>README.md</code>.
        </dd>
      </div>
    </dl>
  );
}

function Place({ href, children }: { href: string; children: ComponentChildren }): VNode {
  return (
    <div>
      <dt>
        <a href={href}>{href}</a>
      </dt>
      <dd>{children}</dd>
    </div>
  );
}
