import type { VNode } from 'preact';
import { SHORTEST_REASON } from '../../grievances/unmask.ts';
import { wordsOf } from '../../locales/console/index.ts';
import { Button, ErrorSummary, Hidden, TextArea } from '../parts/fields.tsx';
import type { FieldError } from '../report/check-typed.ts';
import type { ReportView } from '../report/report-view.ts';
import { CodeField, errorOf, FormNames } from './action-fields.tsx';
import type { NumberView } from './number-view.ts';
import { SealedFrame, SealedHeading, sealedPathOf } from './sealed-frame.tsx';
import type { SealedTyped } from './sealed-typed.ts';

interface NumberProps {
  readonly view: ReportView;
  readonly number: NumberView;
  readonly typed: SealedTyped;
  readonly errors: readonly FieldError[];
  readonly asksCode: boolean;
}

/** How it stands with the number behind a report: ask for it, decide about it, or go on to see it. */
export function NumberPage(props: NumberProps): VNode {
  const { view, number, errors } = props;
  const { language } = view;
  const { sealed } = wordsOf(language);
  const hasErrors = errors.length > 0;
  return (
    <SealedFrame view={view} heading={sealed.actions.number.name} hasErrors={hasErrors}>
      <ErrorSummary language={language} errors={errors} />
      <SealedHeading view={view} text={hasErrors ? sealed.actions.number.not : sealed.actions.number.name} />
      {number.hasNumber ? <WithNumber {...props} /> : <p class="govuk-body">{sealed.noNumber}</p>}
    </SealedFrame>
  );
}

function WithNumber(props: NumberProps): VNode {
  const { view, number } = props;
  const { sealed } = wordsOf(view.language);
  return (
    <>
      <p class="govuk-body">{sealed.aboutNumber}</p>
      {number.toDecide.map((asked) => (
        <Decision key={asked.id} {...props} asked={asked} />
      ))}
      <Own {...props} />
    </>
  );
}

function Decision({
  view,
  errors,
  asksCode,
  typed,
  asked,
}: NumberProps & { asked: NumberView['toDecide'][number] }): VNode {
  const { sealed } = wordsOf(view.language);
  return (
    <section class="panel">
      <h2 class="govuk-heading-m">{sealed.wants(asked.name)}</h2>
      {/* It may tell of the report: nobody reads it while her last code was too long ago. */}
      {asksCode ? null : (
        <>
          <p class="meta">{sealed.because}</p>
          <p class="govuk-body words">{asked.reason}</p>
        </>
      )}
      <form method="post" action={`${sealedPathOf(view)}/decide`}>
        <FormNames typed={typed} />
        <Hidden name="unmasking" value={asked.id} />
        {asksCode ? <CodeField language={view.language} error={errorOf(errors, 'code')} /> : null}
        <div class="actions">
          <Button name="decision" value="grant" text={sealed.grant} />
          <Button name="decision" value="refuse" text={sealed.refuse} look="quiet" />
        </div>
      </form>
    </section>
  );
}

/** What she can do herself. */
function Own(props: NumberProps): VNode {
  const { view, number } = props;
  const { sealed } = wordsOf(view.language);
  if (number.shownUntil !== null) {
    return (
      <>
        <p class="govuk-body">{sealed.mayShow(view.voice.moment(number.shownUntil))}</p>
        <p class="govuk-body">
          <a class="govuk-button" href={`${sealedPathOf(view)}/number/shown`}>
            {sealed.show}
          </a>
        </p>
      </>
    );
  }
  if (number.askedAt !== null) {
    return (
      <>
        <p class="govuk-body">{sealed.waiting(view.voice.moment(number.askedAt))}</p>
        <WhoDecides {...props} />
      </>
    );
  }
  return <Ask {...props} />;
}

function Ask(props: NumberProps): VNode {
  const { view, number, typed, errors, asksCode } = props;
  const { sealed } = wordsOf(view.language);
  const { refused } = number;
  return (
    <>
      {refused ? (
        <p class="govuk-inset-text">{sealed.refusedBefore(refused.name, view.voice.moment(refused.at))}</p>
      ) : null}
      <WhoDecides {...props} />
      {number.deciders.length === 0 ? null : (
        <form method="post" action={`${sealedPathOf(view)}/number`}>
          <FormNames typed={typed} />
          {asksCode && number.toDecide.length === 0 ? (
            <CodeField language={view.language} error={errorOf(errors, 'code')} />
          ) : null}
          <TextArea
            name="note"
            label={sealed.reason}
            hint={sealed.reasonHint(SHORTEST_REASON)}
            value={typed.note}
            error={errorOf(errors, 'note')}
          />
          <Button text={sealed.actions.number.send} />
        </form>
      )}
    </>
  );
}

function WhoDecides({ view, number: { deciders, administrators } }: NumberProps): VNode {
  const { sealed } = wordsOf(view.language);
  if (deciders.length > 0) return <p class="govuk-body">{sealed.deciders(deciders.join(', '))}</p>;
  const whom = administrators.length > 0 ? sealed.askAdmins(administrators.join(', ')) : sealed.askAnyAdmin;
  return <p class="govuk-body">{`${sealed.alone} ${whom}`}</p>;
}

/** The number, on a page that holds nothing else of the report. */
export function ShownNumberPage({
  view,
  phone,
  until,
}: {
  readonly view: ReportView;
  /** As people write it. */
  readonly phone: string;
  readonly until: Date;
}): VNode {
  const { sealed } = wordsOf(view.language);
  return (
    <SealedFrame view={view} heading={sealed.shown}>
      <SealedHeading view={view} text={sealed.shown} />
      <p class="key">{phone}</p>
      <p class="govuk-body">{sealed.shownAbout(view.voice.moment(until))}</p>
    </SealedFrame>
  );
}
