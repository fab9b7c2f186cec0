import type { VNode } from 'preact';
import { wordsOf } from '../../locales/console/index.ts';
import type { SignedInVisit } from '../route.ts';
import { Shell } from '../shell.tsx';

/**
 * There is no such report for this reader: not at all, or not for her. Only that a digit is wrong is said, for that depends on
 * nothing but the digits.
 */
export function MissingPage({
  visit,
  isMistyped,
  text,
}: {
  readonly visit: SignedInVisit;
  readonly isMistyped: boolean;
  /** What she had written about it, so that it is not lost; may be empty. */
  readonly text: string;
}): VNode {
  const { report, shell } = wordsOf(visit.language);
  const title = isMistyped ? report.wrongDigit : report.missing;
  return (
    <Shell language={visit.language} title={title} caller={visit.caller} hasErrors>
      <h1 class="govuk-heading-l">{title}</h1>
      <p class="govuk-body">{isMistyped ? report.wrongDigitAbout : report.missingAbout}</p>
      <p class="govuk-body">
        <a class="govuk-link" href="/console">
          {shell.inbox}
        </a>
      </p>
      {text === '' ? null : (
        <>
          <h2 class="govuk-heading-m">{report.yourWords}</h2>
          <div class="preview">{text}</div>
        </>
      )}
    </Shell>
  );
}
