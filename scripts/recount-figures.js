// Counts the figures of offices again from what happened, by itself: it shares no line with the gateway, and keeps no sums. It needs
// Node 20 or later and nothing else: read it, then run it.
//
//   majibu figures events --programme kenya-coast --out events.csv
//   node recount-figures.js events.csv --zone Africa/Nairobi --from 2026-01 --to 2026-10
//
// It prints CSV, a line for each office that owed an answer: how many reports were filed in these months, how many were answered,
// resolved, rejected, sent up the ladder, confirmed, disputed and left without a word, and the median of calendar days to the first
// answer. What each figure means is in docs/figures.md. Ends with 2 where it cannot be run so.
import { createReadStream, existsSync } from 'node:fs';
import { createInterface } from 'node:readline';

const DAY_MS = 86_400_000;
/** Whoever does one of these answers the citizen. A question to her is none: what was promised stays promised. */
const ANSWERS = new Set(['replied', 'resolved', 'rejected']);
/** After one of these its office owes the answer. Going up the ladder is none, nor is a "no" or that it was opened again. */
const GIVEN = new Set(['routed', 'transferred', 'handed_back']);
/** What the citizen said last; a "no" stands until she says otherwise, also where it is said to be done again. */
const OUTCOMES = new Map([
  ['confirmed', 'confirmed'],
  ['disputed', 'disputed'],
  ['closed_silent', 'silent'],
  ['reopened', null],
]);

const [file, ...options] = process.argv.slice(2);
const zone = takeOption('--zone');
const from = takeOption('--from');
const to = takeOption('--to');
const isMonth = (text) => /^\d{4}-(0[1-9]|1[0-2])$/.test(text ?? '');
if (file === undefined || zone === undefined || !isMonth(from) || !isMonth(to) || from > to || options.length > 0) {
  console.error('Usage: node recount-figures.js EVENTS.csv --zone Africa/Nairobi --from 2026-01 --to 2026-10');
  process.exit(2);
}
if (!existsSync(file)) {
  console.error(`There is no file ${file}: write it with majibu figures events.`);
  process.exit(2);
}
const monthOf = readMonths(zone);

const offices = new Map();
await readReports(file, (report) => {
  const month = monthOf(report.filed);
  if (month < from || month > to) return;
  const office = offices.get(report.office) ?? { received: 0, days: [], counts: new Map() };
  offices.set(report.office, office);
  office.received += 1;
  if (report.answered !== null) office.days.push((report.answered - report.filed) / DAY_MS);
  for (const name of namesOf(report)) office.counts.set(name, (office.counts.get(name) ?? 0) + 1);
});
print();

/** Calls `found` with each report; its events stand together, in order. */
async function readReports(path, found) {
  let report = null;
  let isFirst = true;
  for await (const line of createInterface({ input: createReadStream(path), crlfDelay: Number.POSITIVE_INFINITY })) {
    const [number, type, at, office] = line.split(',');
    if (isFirst) {
      isFirst = false;
      if (line !== 'report,type,at,office,area,category') stop('this is no file of majibu figures events');
      continue;
    }
    if (line === '') continue;
    if (report === null || report.number !== number) {
      if (report !== null) found(report);
      report = { number, filed: Date.parse(at), answered: null, resolved: null, office: '', outcome: null };
      report.holder = '';
      report.isEscalated = false;
      report.isRejected = false;
    }
    happen(report, type, Date.parse(at), office);
  }
  if (report !== null) found(report);
}

function happen(report, type, at, office) {
  if (ANSWERS.has(type)) report.answered ??= at;
  // Where nobody has it, a person has yet to choose who owes the answer.
  if (GIVEN.has(type) || office === '') report.office = office;
  if (type === 'resolved') report.resolved = at;
  if (type === 'disputed' || type === 'reopened') report.resolved = null;
  // After a "no" it opens again one rung higher, where there is one.
  const isHigher = type === 'disputed' && office !== '' && office !== report.holder;
  if (type === 'escalated' || isHigher) report.isEscalated = true;
  report.holder = office;
  if (type === 'rejected') report.isRejected = true;
  if (type === 'reopened') report.isRejected = false;
  if (OUTCOMES.has(type)) report.outcome = OUTCOMES.get(type);
}

function namesOf({ resolved, isRejected, isEscalated, outcome }) {
  const names = [];
  if (resolved !== null) names.push('resolved');
  if (isRejected) names.push('rejected');
  if (isEscalated) names.push('escalated');
  return outcome === null ? names : [...names, outcome];
}

function print() {
  const counted = ['resolved', 'rejected', 'escalated', 'confirmed', 'disputed', 'silent'];
  console.log(['office', 'received', 'answered', ...counted, 'median_days'].join(','));
  for (const [code, { received, days, counts }] of [...offices].sort(([one], [other]) => (one < other ? -1 : 1))) {
    days.sort((one, other) => one - other);
    // The nearest rank: a time that somebody waited, not a mean of two.
    const median = days.length === 0 ? '' : days[Math.ceil(days.length / 2) - 1].toFixed(2);
    console.log([code, received, days.length, ...counted.map((name) => counts.get(name) ?? 0), median].join(','));
  }
}

/** The month of a moment by a clock, `2026-10`. */
function readMonths(timeZone) {
  try {
    const format = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit' });
    return (at) => {
      const parts = new Map(format.formatToParts(at).map(({ type, value }) => [type, value]));
      return `${parts.get('year')}-${parts.get('month')}`;
    };
  } catch {
    return stop(`there is no time zone ${timeZone}: write it as Africa/Nairobi`);
  }
}

function takeOption(name) {
  const at = options.indexOf(name);
  return at < 0 ? undefined : options.splice(at, 2)[1];
}

function stop(why) {
  console.error(`It cannot be counted: ${why}.`);
  process.exit(2);
}
