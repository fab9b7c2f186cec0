import type { VNode } from 'preact';
import type { AccountCaller } from '../../accounts/caller.ts';
import type { Passed } from '../../db/watches.ts';
import { localeOf, showDay } from '../../locales/index.ts';
import { monitorWordsOf } from '../../locales/monitor/index.ts';
import { showUpTo } from '../../locales/show-number.ts';
import { type Language, nameIn } from '../../routing/programme.ts';

interface PassedProps {
  readonly caller: AccountCaller;
  readonly language: Language;
  readonly passed: readonly Passed[];
}

/** At most so many on her first page; the watch list has all of them. */
const SHOWN_FIRST = 5;

/** What somebody sees first when she comes: the offices beyond her limits, with the way to all of them. Nothing where none is. */
export function PassedLimits({ caller, language, passed }: PassedProps): VNode | null {
  const { watch: words } = monitorWordsOf(language);
  if (passed.length === 0) return null;
  return (
    <section class="panel" aria-labelledby="passed-limits">
      <h2 class="govuk-heading-m" id="passed-limits">
        {words.passedTitle}
      </h2>
      <ul class="govuk-list govuk-list--bullet">
        {passed.slice(0, SHOWN_FIRST).map((hit) => (
          <li key={hit.id}>{passedSentence(caller, language, hit)}</li>
        ))}
      </ul>
      <p class="govuk-body">
        <a class="govuk-link" href="/monitor/watch">
          {words.toList(passed.length)}
        </a>
      </p>
    </section>
  );
}

/** One office beyond a limit, as a sentence. */
export function passedSentence({ programme }: AccountCaller, language: Language, hit: Passed): string {
  const { watch: words } = monitorWordsOf(language);
  const office = programme.byId.offices.get(hit.office_id);
  return words.passed(
    office ? nameIn(office.names, language) : '',
    words.values[hit.measure](showUpTo(language, hit.value, 1)),
    showUpTo(language, hit.limit_value, 1),
    showDay(localeOf(language), hit.passed_at, programme.calendar.timeZone),
  );
}
