import type { VNode } from 'preact';
import type { CheckedProject } from '../../db/project-findings.ts';
import { PROJECT_ANSWERS } from '../../db/schema.ts';
import { toFives } from '../../figures/to-fives.ts';
import { wordsOf } from '../../locales/console/index.ts';
import { compareWithList, FEWEST_PUBLIC } from '../../projects/compare-with-list.ts';
import { sayListed } from '../../projects/say-listed.ts';
import { type Language, nameIn, type Programme } from '../../routing/programme.ts';

interface ProjectProps {
  readonly programme: Programme;
  readonly language: Language;
  readonly project: CheckedProject;
  /** The local day, ISO. */
  readonly today: string;
}

/** A public project: what the list says, and what residents found. */
export function ProjectSection({ programme, language, project, today }: ProjectProps): VNode {
  const { findings: words } = wordsOf(language).tools;
  const area = programme.byId.areas.get(project.area_id);
  return (
    <section>
      <h3>{nameIn(project.names, language)}</h3>
      {area ? <p>{nameIn(area.names, language)}</p> : null}
      <dl class="rows">
        <div>
          <dt>{words.list}</dt>
          <dd>
            {sayListed(language, project, today).map((line) => (
              <p key={line}>{line}</p>
            ))}
          </dd>
        </div>
        <div>
          <dt>{words.people}</dt>
          <dd>{foundWords(language, project)}</dd>
        </div>
        <div>
          <dt>{words.source}</dt>
          <dd>
            {/^https?:\/\//.test(project.source) ? (
              <a href={project.source}>{hostOf(project.source)}</a>
            ) : (
              project.source
            )}
          </dd>
        </div>
      </dl>
    </section>
  );
}

/** Counts to the nearest five; nothing of fewer than ten. */
function foundWords(language: Language, project: CheckedProject): string {
  const { findings: words, place } = wordsOf(language).tools;
  const { verdict, people, found } = compareWithList(project, FEWEST_PUBLIC);
  if (people === null || found === null) return place.few(FEWEST_PUBLIC);
  const counts = PROJECT_ANSWERS.map((answer) => `${words.found[answer]}: ${toFives(found[answer])}`).join(', ');
  return `${words.verdicts[verdict]}. ${place.people(toFives(people))} (${counts})`;
}

function hostOf(address: string): string {
  return URL.canParse(address) ? new URL(address).host : address;
}
