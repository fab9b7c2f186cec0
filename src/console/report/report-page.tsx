import type { VNode } from 'preact';
import type { SavedReply } from '../../db/schema.ts';
import { DueSentence } from '../parts/due-sentence.tsx';
import { dueStateOf } from '../parts/due-state.ts';
import { Banner, Button, Hidden } from '../parts/fields.tsx';
import { Sent } from '../parts/kept-form.tsx';
import { ActionForm, keptName } from './action-form.tsx';
import { type ActionName, possibleActions } from './actions.ts';
import { Facts } from './facts.tsx';
import { goesOutAt, sayDone, sentLast } from './goes-out.ts';
import { History } from './history.tsx';
import { LateBar } from './late-bar.tsx';
import { Heading, ReportFrame } from './report-frame.tsx';
import { pathOf, type ReportView } from './report-view.ts';
import { ThreadList } from './thread.tsx';
import { blank } from './typed.ts';

/** One report: what is owed, what was said, the answer, the facts, and who did what. */
export function ReportPage({
  view,
  replies,
  done,
}: {
  readonly view: ReportView;
  readonly replies: readonly SavedReply[];
  /** What was just done; null: nothing. */
  readonly done: ActionName | null;
}): VNode {
  const { words, language, programme, grievance, now } = view;
  const reader = { language, timeZone: programme.calendar.timeZone };
  return (
    <ReportFrame view={view} heading={null}>
      {done === null ? null : <Done view={view} done={done} />}
      <Heading view={view} text={null} />
      <p class="govuk-body">
        <DueSentence {...reader} state={dueStateOf(programme, grievance, now)} />
      </p>
      <LateBar view={view} />
      <div class="two">
        <div>
          <h2 class="govuk-heading-m">{words.thread}</h2>
          <ThreadList view={view} />
          <Doing view={view} replies={replies} />
        </div>
        <aside aria-label={words.about}>
          <Facts view={view} />
        </aside>
      </div>
      <History view={view} />
    </ReportFrame>
  );
}

function Done({ view, done }: { readonly view: ReportView; readonly done: ActionName }): VNode {
  const sms = sentLast(view);
  return (
    <>
      <Banner text={sayDone(view, view.words.actions[done].done, sms ? goesOutAt(view, sms) : null)} />
      <Sent caller={view.caller} name={keptName(view, done)} />
    </>
  );
}

/** The answer, and the way to everything else that can be done. */
function Doing({ view, replies }: { readonly view: ReportView; readonly replies: readonly SavedReply[] }): VNode {
  const { words, grievance } = view;
  const possible = possibleActions(view);
  const canReply = possible.includes('reply');
  const others = possible.filter(
    (name) => name !== 'reply' && name !== 'acknowledge' && !(canReply && name === 'resolve'),
  );
  return (
    <section class="answer no-print">
      {canReply ? (
        <>
          <h2 class="govuk-heading-m">{words.actions.reply.name}</h2>
          <ActionForm
            view={view}
            name="reply"
            state={{ typed: blank(view.seen), errors: [], replies, note: null }}
            colleagues={[]}
          />
        </>
      ) : null}
      {possible.includes('acknowledge') ? <Acknowledge view={view} /> : null}
      {others.length > 0 ? (
        <>
          <h2 class="govuk-heading-s">{words.more}</h2>
          <ul class="govuk-list actions">
            {others.map((name) => (
              <li key={name}>
                <a class="govuk-link" href={`${pathOf(grievance)}/${name}`}>
                  {words.actions[name].name}
                </a>
              </li>
            ))}
          </ul>
        </>
      ) : null}
      {possible.length === 0 ? <p class="govuk-body">{words.nothingToDo}</p> : null}
    </section>
  );
}

/** One press: the citizen is told, and nothing is typed. */
function Acknowledge({ view }: { readonly view: ReportView }): VNode {
  const { once, seen } = blank(view.seen);
  return (
    <form method="post" action={`${pathOf(view.grievance)}/acknowledge`}>
      <Hidden name="once" value={once} />
      <Hidden name="seen" value={seen} />
      <Button name="step" value="send" text={view.words.actions.acknowledge.send} look="quiet" />
    </form>
  );
}
