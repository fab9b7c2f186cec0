import { APPROVED_TEXTS } from '../../grievances/approved-texts.ts';
import { helplinesOf, LONGEST_SERVICE } from '../../grievances/refer.ts';
import { whyNotTo } from '../../grievances/transfer.ts';
import { wordsOf } from '../../locales/console/index.ts';
import type { Office } from '../../routing/programme.ts';
import type { FieldError } from '../report/check-typed.ts';
import type { ReportView } from '../report/report-view.ts';
import { SEALED_ACTIONS, type SealedActionName, type SealedField } from './sealed-actions.ts';
import { OTHER_SERVICE, type SealedTyped } from './sealed-typed.ts';

/** The longest note, in characters. */
const LONGEST_NOTE = 4_000;

/** What is wrong with a form before anything is tried with it. */
export function checkSealed(view: ReportView, name: SealedActionName, typed: SealedTyped): FieldError[] {
  return SEALED_ACTIONS[name].fields.flatMap((field) => CHECKS[field](view, name, typed));
}

type Check = (view: ReportView, name: SealedActionName, typed: SealedTyped) => FieldError[];

const CHECKS: Readonly<Record<SealedField, Check>> = {
  texts: ({ language }, name, { approved }) => {
    const { use } = SEALED_ACTIONS[name];
    const codes: readonly string[] = use === undefined ? [] : APPROVED_TEXTS[use];
    return codes.includes(approved) ? [] : [{ name: 'approved', message: wordsOf(language).sealed.chooseText }];
  },
  note: ({ language }, _name, { note }) => {
    const { sealed } = wordsOf(language);
    if (note === '') return [{ name: 'note', message: sealed.writeNote }];
    return [...note].length > LONGEST_NOTE ? [{ name: 'note', message: sealed.longNote(LONGEST_NOTE) }] : [];
  },
  office: (view, _name, { office }) =>
    officesFor(view).some(({ code }) => code === office)
      ? []
      : [{ name: 'office', message: wordsOf(view.language).sealed.chooseOffice }],
  service: ({ programme, grievance, language }, _name, { service, otherService }) => {
    const { sealed } = wordsOf(language);
    const isOther = service === OTHER_SERVICE;
    const isKnown = isOther || helplinesOf(programme, grievance.stream).some(({ phone }) => phone === service);
    if (!isKnown) return [{ name: 'service', message: sealed.chooseService }];
    const isNamed = !isOther || (otherService !== '' && otherService.length <= LONGEST_SERVICE);
    return isNamed ? [] : [{ name: 'otherService', message: sealed.nameService(LONGEST_SERVICE) }];
  },
  consent: ({ language }, _name, { consent }) =>
    consent === null ? [{ name: 'consent', message: wordsOf(language).sealed.chooseConsent }] : [],
};

/** The desks that a sealed report can be passed to. */
export function officesFor(view: ReportView): readonly Office[] {
  return [...view.programme.offices.values()].filter((office) => whyNotTo(view, office) === null);
}
