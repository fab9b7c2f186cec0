import type { VNode } from 'preact';
import type { ThreadEvent } from '../../db/report-page.ts';
import { type ConsoleWords, wordsOf } from '../../locales/console/index.ts';
import { DueSentence } from '../parts/due-sentence.tsx';
import { dueStateOf } from '../parts/due-state.ts';
import { Banner, Button } from '../parts/fields.tsx';
import { StateTag } from '../parts/state-tag.tsx';
import { Facts } from '../report/facts.tsx';
import { History } from '../report/history.tsx';
import { LateBar } from '../report/late-bar.tsx';
import { Heading } from '../report/report-frame.tsx';
import { type ReportView, shownReference } from '../report/report-view.ts';
import { ThreadList } from '../report/thread.tsx';
import { Shell } from '../shell.tsx';
import { FormNames } from './action-fields.tsx';
import { possibleSealedActions } from './sealed-actions.ts';
import { sealedPathOf } from './sealed-frame.tsx';
import { withSealedWords } from './sealed-thread.ts';
import { blankSealed } from './sealed-typed.ts';

/** One sealed report: what is owed, what was said, what can be done, the facts, and who has looked. */
export function SealedReportPage({
  view,
  done,
}: {
  readonly view: ReportView;
  /** What was just done; null: nothing. */
  readonly done: keyof ConsoleWords['sealed']['actions'] | null;
}): VNode {
  const { language, words, programme, grievance, now, caller } = view;
  const { sealed } = wordsOf(language);
  const reader = { language, timeZone: programme.calendar.timeZone };
  return (
    <Shell language={language} title={`${sealed.report} ${shownReference(view)}`} caller={caller} entry="sealed">
      <a class="back" href="/console/sealed">
        {sealed.back}
      </a>
      {done === null ? null : <Banner text={sealed.actions[done].done} />}
      <Heading view={view} text={null} />
      <p class="govuk-body">
        <StateTag language={language} state="sealed" />{' '}
        <DueSentence {...reader} state={dueStateOf(programme, grievance, now)} />
      </p>
      <LateBar view={view} />
      <div class="two">
        <div>
          <h2 class="govuk-heading-m">{words.thread}</h2>
          <ThreadList view={withSealedWords(view)} />
          <Doing view={view} />
        </div>
        <aside aria-label={words.about}>
          <Facts view={view} />
          <WhoLooked view={view} />
        </aside>
      </div>
      <History view={view} />
    </Shell>
  );
}

/** The way to everything that can be done. */
function Doing({ view }: { readonly view: ReportView }): VNode {
  const { sealed } = wordsOf(view.language);
  const possible = possibleSealedActions(view);
  const path = sealedPathOf(view);
  return (
    <section class="answer no-print">
      <h2 class="govuk-heading-m">{sealed.doing}</h2>
      {possible.includes('acknowledge') ? (
        <form method="post" action={`${path}/acknowledge`}>
          <FormNames typed={blankSealed(view.seen)} />
          <Button text={sealed.actions.acknowledge.send} />
        </form>
      ) : null}
      <ul class="govuk-list">
        {[...possible.filter((name) => name !== 'acknowledge'), 'number' as const].map((name) => (
          <li key={name}>
            <a class="govuk-link title-link" href={`${path}/${name}`}>
              {sealed.actions[name].name}
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Who has opened the report, how often and when last, whoever did so last on top. */
function WhoLooked({ view }: { readonly view: ReportView }): VNode {
  const { sealed } = wordsOf(view.language);
  return (
    <>
      <h2 class="govuk-heading-m">{sealed.looked}</h2>
      <ul class="govuk-list">
        {looks(view.events).map(({ id, name, count, last }) => (
          <li key={id}>
            {name ?? sealed.program}: {sealed.lookedLast(count, view.voice.moment(last))}
          </li>
        ))}
      </ul>
    </>
  );
}

interface Looks {
  readonly id: string;
  /** Null: a program with a key. */
  readonly name: string | null;
  readonly count: number;
  readonly last: Date;
}

function looks(events: readonly ThreadEvent[]): Looks[] {
  const byPerson = new Map<string, Looks>();
  for (const { type, actor_id: actorId, name, at } of events) {
    if (type !== 'viewed') continue;
    const id = actorId ?? '';
    byPerson.set(id, { id, name, count: (byPerson.get(id)?.count ?? 0) + 1, last: at });
  }
  return [...byPerson.values()].sort((one, other) => other.last.getTime() - one.last.getTime());
}
