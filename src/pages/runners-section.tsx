import type { VNode } from 'preact';
import { localeOf } from '../locales/index.ts';
import type { Language } from '../routing/programme.ts';
import { NoProgramme } from './no-programme.tsx';

interface RunnersSectionProps {
  readonly language: Language;
  readonly hasSimulator: boolean;
  readonly hasProgramme: boolean;
}

/** The end of the start page, for administrators and programmers: what else this gateway serves. */
export function RunnersSection({ language, hasSimulator, hasProgramme }: RunnersSectionProps): VNode {
  const { web } = localeOf(language);
  const rows = [
    ...(hasSimulator ? [{ href: '/simulator', text: web.simulator }] : []),
    { href: '/console', text: web.console, command: 'npm run majibu -- account create --help' },
    { href: '/api/v1/openapi.json', text: web.api, command: 'npm run majibu -- key create --help' },
    { href: '/healthz', text: web.health },
    { href: '/readyz', text: web.ready },
    { href: '/metrics', text: web.metrics },
  ];
  return (
    <section class="runners">
      <h2>{web.runners}</h2>
      {hasProgramme ? null : (
        <div lang="en">
          <NoProgramme />
        </div>
      )}
      <dl class="rows">
        {rows.map(({ href, text, command }) => (
          <div key={href}>
            <dt>
              <a href={href}>{href}</a>
            </dt>
            <dd>
              {text}
              {command === undefined ? null : (
                <>
                  {' '}
                  <code>{command}</code>
                </>
              )}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
