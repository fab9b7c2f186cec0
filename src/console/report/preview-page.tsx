import type { ComponentChildren, VNode } from 'preact';
import { quietUntil } from '../../grievances/quiet-hours.ts';
import type { WordedSms } from '../../grievances/tell-citizen.ts';
import { localeOf } from '../../locales/index.ts';
import { languageTag } from '../../locales/language-tag.ts';
import { Button, Hidden } from '../parts/fields.tsx';
import type { ActionName } from './actions.ts';
import { showTime } from './moments.ts';
import { Heading, ReportFrame } from './report-frame.tsx';
import { pathOf, type ReportView } from './report-view.ts';
import { costOf } from './sms-cost.ts';
import type { Typed } from './typed.ts';

/** Before anything is sent: what the citizen will read, and what it costs. */
export function PreviewPage({
  view,
  name,
  typed,
  sms,
  children,
}: {
  readonly view: ReportView;
  readonly name: ActionName;
  readonly typed: Typed;
  /** Null: nothing is sent. */
  readonly sms: WordedSms | null;
  /** What else is to be looked at before. */
  readonly children?: ComponentChildren;
}): VNode {
  const { words } = view;
  const heading = sms === null ? words.check : words.preview;
  return (
    <ReportFrame view={view} heading={heading}>
      <Heading view={view} text={heading} />
      {children}
      {sms === null ? <p class="govuk-body">{words.previewNone}</p> : <Sms view={view} sms={sms} />}
      <Resend view={view} name={name} typed={typed}>
        <Button
          name="step"
          value="send"
          text={words.actions[name].send}
          look={name === 'reject' ? 'warning' : 'main'}
        />
        <Button name="step" value="change" text={words.changeIt} look="quiet" />
      </Resend>
    </ReportFrame>
  );
}

function Sms({ view, sms }: { readonly view: ReportView; readonly sms: WordedSms }): VNode {
  const { words, programme, now } = view;
  const cost = costOf(view.messages, sms.segments);
  const until = quietUntil(programme, now);
  return (
    <>
      <p class="meta">{words.previewIn(localeOf(sms.voice.language).self)}</p>
      <div class="preview" lang={languageTag(sms.voice.language)}>
        {sms.text}
      </div>
      <p class="govuk-body">
        {[words.segments(sms.segments), ...(cost === null ? [] : [words.cost(cost)])].join(', ')}
      </p>
      {until === null ? null : <p class="govuk-body">{words.afterQuiet(showTime(programme, until))}</p>}
    </>
  );
}

/** What was typed, carried on unseen to the next step. */
export function Resend({
  view,
  name,
  typed,
  children,
}: {
  readonly view: ReportView;
  readonly name: ActionName;
  readonly typed: Typed;
  readonly children: ComponentChildren;
}): VNode {
  const { step: _step, saved: _saved, ...carried } = typed;
  return (
    <form method="post" action={`${pathOf(view.grievance)}/${name}`}>
      {Object.entries(carried).map(([field, value]) => (
        <Hidden key={field} name={field} value={value} />
      ))}
      <div class="actions">{children}</div>
    </form>
  );
}
