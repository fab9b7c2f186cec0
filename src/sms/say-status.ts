import { listOwnReports, type OwnReport, readOwnReport } from '../db/own-reports.ts';
import { countSegments, cutToUnits, foldForAir, measure } from '../encoding.ts';
import { dueBy } from '../grievances/deadlines.ts';
import { showReference } from '../grievances/reference.ts';
import type { Voice } from '../grievances/texts.ts';
import { isOpen } from '../grievances/transitions.ts';
import type { Programme } from '../routing/programme.ts';
import { type Reading, say } from './reading.ts';

/** Most reports told in one SMS. */
const MOST_REPORTS = 3;
/** What the first report may be paid as with its answer; as `src/budget/sms-templates.ts` declares for a named report. */
const MOST_SEGMENTS = { gsm7: 2, ucs2: 3 } as const;

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
    const [first, ...more] = reports.slice(0, MOST_REPORTS);
    if (first) {
      const others = more.map((report) => `\n${state(programme, voice, report)}`).join('');
      return `${withWords(wholeState(programme, voice, first), wordsOf(programme, voice, first), others)}${others}`;
    }
    return reference === null ? voice.locale.sms.noReports(programme.ussdCode) : voice.locale.sms.unknownReference;
  });
}

function wholeState(programme: Programme, voice: Voice, report: OwnReport): string {
  const office = programme.byId.offices.get(report.office_id ?? '');
  const due = dueBy(report);
  const line = state(programme, voice, report);
  if (!office || !due) return line;
  return `${line} ${voice.locale.sms.statusOffice(voice.name(office.names), voice.moment(due))}`;
}

/** The last words of an office, and how they are said: what it asks and waits for, else its answer. */
function wordsOf(programme: Programme, { locale: { ussd }, name }: Voice, report: OwnReport) {
  const office = programme.byId.offices.get(report.office_id ?? '');
  const asks = (part: string) => ussd.stateQuestion(name(office?.names ?? programme.operators), part);
  return report.last_question === null
    ? { words: report.last_answer ?? '', say: ussd.stateAnswer }
    : { words: report.last_question, say: asks };
}

/** With as much of the office's last words as makes the SMS no dearer than `MOST_SEGMENTS`, where any of it fits. */
function withWords(
  line: string,
  { words, say: saying }: { words: string; say: (part: string) => string },
  behind: string,
): string {
  if (words.trim() === '') return line;
  const whole = foldForAir(words).replace(/\s+/g, ' ').trim();
  const parts = [whole, ...cuts(whole)].map((part) => `${line} ${saying(part)}`);
  return parts.find((part) => isAffordable(`${part}${behind}`)) ?? line;
}

/** Ever shorter beginnings, down to a few letters. */
function cuts(text: string): string[] {
  const { units } = measure(text);
  const steps = Array.from({ length: Math.ceil(units / CUT_UNITS) }, (_, index) => units - (index + 1) * CUT_UNITS);
  return steps.filter((most) => most >= FEWEST_UNITS).map((most) => cutToUnits(text, most));
}

const CUT_UNITS = 8;
const FEWEST_UNITS = 16;

function isAffordable(text: string): boolean {
  const { encoding } = measure(foldForAir(text));
  return countSegments(foldForAir(text)) <= MOST_SEGMENTS[encoding];
}

function state(programme: Programme, voice: Voice, report: OwnReport): string {
  const category = programme.byId.categories.get(report.category_id);
  const name = category ? voice.name(category.names) : '';
  return voice.locale.sms.status(showReference(report.reference), name, voice.locale.status[report.status]);
}
