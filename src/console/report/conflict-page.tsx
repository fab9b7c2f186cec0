import type { VNode } from 'preact';
import { languageTag } from '../../locales/language-tag.ts';
import { Button } from '../parts/fields.tsx';
import type { ActionName } from './actions.ts';
import { Resend } from './preview-page.tsx';
import { Heading, ReportFrame } from './report-frame.tsx';
import { pathOf, type ReportView } from './report-view.ts';
import { ThreadList } from './thread.tsx';
import type { Typed } from './typed.ts';

/** Somebody was faster: what has happened since, her words, and the way to send them all the same where that still goes. */
export function ConflictPage({
  view,
  name,
  typed,
  isPossible,
}: {
  /** As the report is now. */
  readonly view: ReportView;
  readonly name: ActionName;
  readonly typed: Typed;
  readonly isPossible: boolean;
}): VNode {
  const { words, grievance } = view;
  const heading = isPossible ? words.conflict : words.notAnyMore;
  const isNew = ({ id }: { readonly id: string }) => id > typed.seen;
  const news = { ...view, events: view.events.filter(isNew), messages: view.messages.filter(isNew) };
  return (
    <ReportFrame view={view} heading={heading} hasErrors>
      <div class="govuk-error-summary" role="alert" tabindex={-1} data-focus>
        <p class="govuk-error-summary__title">{words.actions[name].not}</p>
        <p>{isPossible ? words.conflictAbout : words.notAnyMoreAbout(words.statuses[grievance.status])}</p>
      </div>
      <Heading view={view} text={heading} />
      <h2 class="govuk-heading-m">{words.since}</h2>
      <ThreadList view={news} />
      {typed.text === '' ? null : <OwnWords view={view} text={typed.text} />}
      {isPossible ? (
        <Resend view={view} name={name} typed={{ ...typed, seen: view.seen }}>
          <Button name="step" value="send" text={words.allTheSame} />
          <Button name="step" value="change" text={words.changeIt} look="quiet" />
        </Resend>
      ) : (
        <p class="govuk-body">
          <a class="govuk-link" href={pathOf(grievance)}>
            {words.toReport}
          </a>
        </p>
      )}
    </ReportFrame>
  );
}

function OwnWords({ view, text }: { readonly view: ReportView; readonly text: string }): VNode {
  return (
    <>
      <h2 class="govuk-heading-m">{view.words.yourWords}</h2>
      <div class="preview" lang={languageTag(view.citizenLanguage)}>
        {text}
      </div>
    </>
  );
}
