import type { VNode } from 'preact';
import type { PassedOn } from '../../db/report-page.ts';
import { showReference } from '../../grievances/reference.ts';
import { wordsOf } from '../../locales/console/index.ts';
import { nameIn } from '../../routing/programme.ts';
import { Banner } from '../parts/fields.tsx';
import { Sent } from '../parts/kept-form.tsx';
import type { SignedInVisit } from '../route.ts';
import { Shell } from '../shell.tsx';
import { keptName } from './action-form.tsx';
import type { ActionName } from './actions.ts';
import { sayDone } from './goes-out.ts';

/** Where a report went that somebody has just passed on, and may not see any more. */
export function GonePage({
  visit,
  passed,
  done,
  now,
}: {
  readonly visit: SignedInVisit;
  readonly passed: PassedOn;
  readonly done: ActionName | null;
  readonly now: Date;
}): VNode {
  const { caller, language } = visit;
  const { report, shell } = wordsOf(language);
  const office = caller.programme.byId.offices.get(passed.office_id ?? '');
  const quiet = { programme: caller.programme, words: report, now };
  const title = report.gone(showReference(passed.reference));
  return (
    <Shell language={language} title={title} caller={caller}>
      {done === null ? null : (
        <>
          <Banner text={sayDone(quiet, report.actions[done].done, passed.due_at)} />
          <Sent caller={caller} name={keptName({ grievance: passed }, done)} />
        </>
      )}
      <h1 class="govuk-heading-l">{title}</h1>
      <p class="govuk-body">{office ? report.goneTo(nameIn(office.names, language)) : report.goneToTriage}</p>
      <p class="govuk-body">
        <a class="govuk-link" href="/console">
          {shell.inbox}
        </a>
      </p>
    </Shell>
  );
}
