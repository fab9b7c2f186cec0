import { listOwnReports, type OwnReport, readOwnReport } from '../db/own-reports.ts';
import { dueOf } from '../grievances/deadlines.ts';
import { showReference } from '../grievances/reference.ts';
import type { Voice } from '../grievances/texts.ts';
import { isOpen } from '../grievances/transitions.ts';
import type { Programme } from '../routing/programme.ts';
import { type Reading, say } from './reading.ts';

/** Most reports told in one SMS. */
const MOST_REPORTS = 3;

/**
 * Tells where her ordinary reports stand: one by its reference, or the newest that are not finished. The first is told with
 * office and date, the others in a line each.
 */
export async function sayStatus(reading: Reading, reference: string | null): Promise<void> {
  const { tx, programme, citizen } = reading;
  const reports =
    reference === null
      ? (await listOwnReports(tx.db, citizen.id)).filter(({ status }) => isOpen(status) || status === 'resolved')
      : [await readOwnReport(tx.db, citizen.id, reference)].filter((report) => report !== undefined);
  return say(reading, 'status', (voice) => {
    const [first, ...others] = reports.slice(0, MOST_REPORTS);
    if (first)
      return [wholeState(programme, voice, first), ...others.map((report) => state(programme, voice, report))].join(
        '\n',
      );
    return reference === null ? voice.locale.sms.noReports(programme.ussdCode) : voice.locale.sms.unknownReference;
  });
}

function wholeState(programme: Programme, voice: Voice, report: OwnReport): string {
  const office = programme.byId.offices.get(report.office_id ?? '');
  const due = dueOf(report);
  const line = state(programme, voice, report);
  if (!office || !due || !isOpen(report.status)) return line;
  return `${line} ${voice.locale.sms.statusOffice(voice.name(office.names), voice.moment(due))}`;
}

function state(programme: Programme, voice: Voice, report: OwnReport): string {
  const category = programme.byId.categories.get(report.category_id);
  const name = category ? voice.name(category.names) : '';
  return voice.locale.sms.status(showReference(report.reference), name, voice.locale.status[report.status]);
}
