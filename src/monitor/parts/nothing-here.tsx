import type { VNode } from 'preact';
import { monitorWordsOf } from '../../locales/monitor/index.ts';
import type { Language } from '../../routing/programme.ts';
import type { Period } from '../scope/period.ts';
import { monitorHref } from '../scope/scope-query.ts';
import type { Here } from './downloads.tsx';
import { showMonth } from './show-month.ts';
import { showPeriod } from './show-period.ts';

/** A period without a report says so, and leads to the nearest month that has some; null: no month has. */
export function NothingHere({
  language,
  here: { path, asked },
  period,
  nearest,
}: {
  readonly language: Language;
  readonly here: Here;
  readonly period: Period;
  /** The first day of a month. */
  readonly nearest: string | null;
}): VNode {
  const { frame } = monitorWordsOf(language);
  const month = nearest?.slice(0, 7) ?? '';
  return (
    <div class="panel">
      <p>{frame.nothing(showPeriod(language, period))}</p>
      {nearest === null ? (
        <p>{frame.noneAtAll}</p>
      ) : (
        <p>
          {`${frame.nearest} `}
          <a class="govuk-link" href={monitorHref(path, asked, { from: month, to: month })}>
            {showMonth(language, nearest)}
          </a>
          .
        </p>
      )}
    </div>
  );
}
