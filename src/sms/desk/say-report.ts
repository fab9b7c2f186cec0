import type { DeskReport } from '../../db/desk-reports.ts';
import { type Speaking, stateWords, whatOf } from '../../desk/words.ts';
import { countSegments, cutToUnits, foldForAir, measure } from '../../encoding.ts';
import { showReference } from '../../grievances/reference.ts';
import { type DeskReading, tell } from './desk-reading.ts';

/** What the words of a report may be paid as. */
const MOST_SEGMENTS = 3;
/** Three SMS have no more. */
const MOST_UNITS = 459;

/** Tells an official what a report says. */
export async function sayReport(reading: DeskReading, report: DeskReport): Promise<void> {
  await tell(reading, (speaking) => reportWords(speaking, report), report.id);
}

/** Where it stands, what the citizen reported and what she wrote last, as much of both as three SMS have room for. */
export function reportWords(speaking: Speaking, report: DeskReport): string {
  const { work } = speaking;
  const state = stateWords(speaking, report);
  const head = work.report(showReference(report.reference), whatOf(speaking, report), state);
  const [first, last] = [begin(report.text), begin(report.last_words ?? '')];
  const [ofFirst, ofLast] = [measure(first).units, measure(last).units];
  // What the one leaves of its half the other has.
  const say = (most: number) => {
    const half = Math.floor(most / 2);
    const begun = `${head}: ${cutToUnits(first, Math.max(half, most - ofLast))}`;
    return last === '' ? begun : `${begun}\n${work.later(cutToUnits(last, Math.max(half, most - ofFirst)))}`;
  };
  let [fits, tooMuch] = [0, MOST_UNITS + 1];
  while (tooMuch - fits > 1) {
    const most = Math.floor((fits + tooMuch) / 2);
    if (countSegments(foldForAir(say(most))) <= MOST_SEGMENTS) fits = most;
    else tooMuch = most;
  }
  return say(fits);
}

/** In one line, and no more of it than could be said. */
function begin(text: string): string {
  return cutToUnits(foldForAir(text).replace(/\s+/g, ' ').trim(), MOST_UNITS);
}
