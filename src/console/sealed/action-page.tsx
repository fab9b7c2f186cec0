import type { VNode } from 'preact';
import { wordsOf } from '../../locales/console/index.ts';
import { Button, ErrorSummary } from '../parts/fields.tsx';
import { ActionFields, CodeField, errorOf, FormNames, type SealedFormProps } from './action-fields.tsx';
import { officesFor } from './check-sealed.ts';
import { SEALED_ACTIONS } from './sealed-actions.ts';
import { SealedFrame, SealedHeading, sealedPathOf } from './sealed-frame.tsx';

/** One thing that can be done to a sealed report, as a page of its own. With errors the heading says the outcome. */
export function SealedActionPage(props: SealedFormProps): VNode {
  const { view, name, typed, errors, asksCode } = props;
  const { language } = view;
  const { sealed } = wordsOf(language);
  const hasErrors = errors.length > 0;
  const isImpossible = SEALED_ACTIONS[name].fields.includes('office') && officesFor(view).length === 0;
  return (
    <SealedFrame view={view} heading={sealed.actions[name].name} hasErrors={hasErrors}>
      <ErrorSummary language={language} errors={errors} />
      <SealedHeading view={view} text={hasErrors ? sealed.actions[name].not : sealed.actions[name].name} />
      {name === 'refer' ? <p class="govuk-body">{sealed.aboutRefer}</p> : null}
      {isImpossible ? (
        <p class="govuk-body">{sealed.noOffice}</p>
      ) : (
        <form method="post" action={`${sealedPathOf(view)}/${name}`}>
          <FormNames typed={typed} />
          {asksCode ? <CodeField language={language} error={errorOf(errors, 'code')} /> : null}
          <ActionFields {...props} />
          <Button text={sealed.actions[name].send} />
        </form>
      )}
    </SealedFrame>
  );
}
