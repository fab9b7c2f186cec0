import type { VNode } from 'preact';
import { firstOffice } from '../../grievances/deadlines.ts';
import { showReference } from '../../grievances/reference.ts';
import { voiceOf } from '../../grievances/texts.ts';
import { wordsOf } from '../../locales/console/index.ts';
import { languageTag } from '../../locales/language-tag.ts';
import { accusedOffice } from '../../routing/accused.ts';
import { Banner } from '../parts/fields.tsx';
import { Sent } from '../parts/kept-form.tsx';
import type { SignedInVisit } from '../route.ts';
import { Shell } from '../shell.tsx';
import { INTAKE_FORM } from './intake-page.tsx';
import type { Receipt } from './read-receipt.ts';

/** What was kept, once: number, PIN, office and day, with a slip to take away in the language of the person. */
export function ReceiptPage({ visit, receipt }: { readonly visit: SignedInVisit; readonly receipt: Receipt }): VNode {
  const { caller, language } = visit;
  const { intake: words } = wordsOf(language);
  const voice = voiceOf(caller.programme, language);
  const first = promiseOf(visit, receipt);
  return (
    <Shell language={language} title={words.kept} caller={caller} entry="intake">
      <Banner text={words.kept} />
      <Sent caller={caller} name={INTAKE_FORM} />
      <h1 class="govuk-heading-l">{words.kept}</h1>
      <dl class="govuk-summary-list">
        <Row
          name={words.reference}
          value={<span class="reference">{showReference(receipt.grievance.reference)}</span>}
        />
        {receipt.pin === null ? null : <Row name={words.pin} value={<span class="reference">{receipt.pin}</span>} />}
        <Row name={words.office} value={first ? voice.name(first.office.names) : words.noOffice} />
        {first?.clocks.respond_by ? <Row name={words.due} value={voice.moment(first.clocks.respond_by)} /> : null}
      </dl>
      {receipt.pin === null ? null : <p class="govuk-body">{words.pinAbout}</p>}
      <p class="govuk-body">{receipt.grievance.contact === 'sms' ? words.receiptGoes : words.noReceipt}</p>
      <Slip visit={visit} receipt={receipt} />
      <div class="actions no-print">
        <a class="govuk-link" href="/console/intake">
          {words.next}
        </a>
        {receipt.isHers ? (
          <a class="govuk-link" href={`/console/reports/${receipt.grievance.reference}`}>
            {words.open}
          </a>
        ) : null}
      </div>
    </Shell>
  );
}

function Row({ name, value }: { readonly name: string; readonly value: VNode | string }): VNode {
  return (
    <div class="govuk-summary-list__row">
      <dt class="govuk-summary-list__key">{name}</dt>
      <dd class="govuk-summary-list__value">{value}</dd>
    </div>
  );
}

/** The same words that a phone shows at the end of a call. */
function Slip({ visit, receipt }: { readonly visit: SignedInVisit; readonly receipt: Receipt }): VNode {
  const { programme } = visit.caller;
  const { grievance } = receipt;
  const { intake: words } = wordsOf(visit.language);
  const voice = voiceOf(programme, grievance.language);
  const theirs = wordsOf(grievance.language).intake;
  return (
    <section>
      <h2 class="govuk-heading-m">{words.slip}</h2>
      <div class="preview" lang={languageTag(grievance.language)}>
        {`${slipText(visit, receipt, voice)}\n${theirs.follow(programme.ussdCode)}`}
      </div>
      <p class="meta no-print">{words.print}</p>
    </section>
  );
}

function slipText(visit: SignedInVisit, receipt: Receipt, voice: ReturnType<typeof voiceOf>): string {
  const { ussd } = voice.locale;
  const { grievance, pin } = receipt;
  const reference = showReference(grievance.reference);
  if (pin !== null) {
    return grievance.stream === 'ordinary' ? ussd.filedAnonymous(reference, pin) : ussd.filedSealed(reference, pin);
  }
  const first = promiseOf(visit, receipt);
  const due = first?.clocks.respond_by;
  return first && due
    ? ussd.filed(reference, voice.name(first.office.names), voice.moment(due))
    : ussd.filedTriage(reference);
}

/** What the worker decides, told at once: the same function on the same row. */
function promiseOf({ caller: { programme } }: SignedInVisit, { grievance, category, area }: Receipt) {
  const aboutOffice = accusedOffice(programme, grievance.about_office_id);
  return firstOffice(programme, category, area, { filedAt: grievance.filed_at, aboutOffice });
}
