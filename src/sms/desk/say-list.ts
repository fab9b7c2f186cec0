import { countDue, type DueReport, listDue } from '../../db/desk-reports.ts';
import { listOf, MOST_COUNTED } from '../../desk/list-of.ts';
import { dueWords, type Speaking, whatOf } from '../../desk/words.ts';
import { countSegments, foldForAir } from '../../encoding.ts';
import { showReference } from '../../grievances/reference.ts';
import { type DeskReading, tell } from './desk-reading.ts';

/** Most reports in one SMS. */
const MOST_LISTED = 3;
/** What a list may be paid as. */
const MOST_SEGMENTS = 2;

/** Tells an official what is due, the most urgent first; with `isLate` only what is late. */
export async function sayList(reading: DeskReading, isLate: boolean): Promise<void> {
  const { deps, tx, official } = reading;
  const list = listOf(official.caller, isLate ? deps.now() : null);
  const reports = await listDue(tx.db, list, MOST_LISTED);
  const count = reports.length < MOST_LISTED ? reports.length : await countDue(tx.db, list, MOST_COUNTED);
  await tell(reading, (speaking) => {
    if (reports.length > 0) return listWords(speaking, reports, count);
    return isLate ? speaking.work.nothingLate : speaking.work.nothingDue;
  });
}

/** As many of the first reports as two SMS have room for, and how many more there are. */
export function listWords(speaking: Speaking, reports: readonly DueReport[], count: number): string {
  const { programme, work } = speaking;
  const lines = reports.map((report) => {
    const due = report.due_by ? dueWords(speaking, report.due_by) : '';
    return work.item(showReference(report.reference), whatOf(speaking, report), due);
  });
  const say = (shown: number) => {
    const more = count > shown ? [work.more(count - shown, programme.ussdCode)] : [];
    return [...lines.slice(0, shown), ...more].join('\n');
  };
  let shown = lines.length;
  while (shown > 1 && countSegments(foldForAir(say(shown))) > MOST_SEGMENTS) shown -= 1;
  return say(shown);
}
