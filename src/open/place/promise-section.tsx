import type { VNode } from 'preact';
import { dayOf } from '../../forums/day-of.ts';
import { FEWEST_COUNTED, type PublicPromise } from '../../forums/read-promises.ts';
import { voiceOf } from '../../grievances/texts.ts';
import { wordsOf } from '../../locales/console/index.ts';
import { type Language, nameIn, type Programme } from '../../routing/programme.ts';

/** What an office promised at a public meeting, and what those who came say of it. */
export function PromiseSection({
  programme,
  language,
  promise,
}: {
  readonly programme: Programme;
  readonly language: Language;
  readonly promise: PublicPromise;
}): VNode {
  const { forums: words, tools } = wordsOf(language);
  const voice = voiceOf(programme, language);
  const { meeting, office, result, counts, dueOn } = promise;
  const said = result === 'few' ? tools.place.few(FEWEST_COUNTED) : words.results[result];
  return (
    <section>
      <h3>{nameIn(promise.names, language)}</h3>
      <p>{tools.place.promisedAt(nameIn(meeting.names, language), voice.date(meeting.startsAt))}</p>
      <dl class="rows">
        <div>
          <dt>{words.office}</dt>
          <dd>{office ? nameIn(office.names, language) : ''}</dd>
        </div>
        <div>
          <dt>{words.dueOn}</dt>
          <dd>{dayOf(voice, programme, dueOn)}</dd>
        </div>
        <div>
          <dt>{words.result}</dt>
          <dd>{counts === null ? said : `${said}: ${tools.place.promiseCounts(counts.kept, counts.broken)}`}</dd>
        </div>
      </dl>
    </section>
  );
}
