// Checks open data of Majibu that somebody has downloaded. It needs Node 20 or later and nothing else: read it, then run it.
//
//   node verify-release.js FOLDER ...                the files of a month, each month in a folder of its own
//   node verify-release.js FOLDER ... --chain FILE   and whether the daily digests (chain.json) know these releases
//   node verify-release.js --chain FILE              the daily digests alone
//   ... --earlier FILE                               and whether an earlier copy of chain.json is still in it, day by day
//
// It says in words what holds, and ends with 0 (all holds), 1 (something does not) or 2 (it could not be run so).
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const args = process.argv.slice(2);
const chainPath = takeOption('--chain');
const earlierPath = takeOption('--earlier');
// What was asked for and cannot be looked at is not passed over: "everything holds" would be said of less.
const isIncomplete =
  chainPath === null || earlierPath === null || (earlierPath !== undefined && chainPath === undefined);
if (isIncomplete || (args.length === 0 && chainPath === undefined) || args.some((arg) => arg.startsWith('--'))) {
  console.error('Usage: node verify-release.js [FOLDER ...] [--chain chain.json] [--earlier chain.json]');
  process.exit(2);
}

let failures = 0;
try {
  const releases = args.map(checkFiles);
  if (chainPath !== undefined) checkDays(JSON.parse(readFileSync(chainPath, 'utf8')), releases);
} catch (error) {
  console.error(`It cannot be checked: ${error.message}`);
  process.exit(2);
}
console.log(failures === 0 ? 'Everything holds.' : `${failures} thing(s) do not hold.`);
process.exitCode = failures === 0 ? 0 : 1;

/** Every file against its checksum. Returns the month, the checksum of its checksums, and that of the release before. */
function checkFiles(path) {
  const sums = readFileSync(join(path, 'SHA256SUMS'));
  for (const line of sums.toString('utf8').trim().split('\n')) {
    const [hash, name] = line.split('  ');
    if (!/^[0-9a-f]{64}$/.test(hash) || !/^[\w.-]+$/.test(name ?? ''))
      throw new Error('SHA256SUMS is no list of checksums');
    const file = join(path, name);
    if (!existsSync(file)) say(false, `${name} is missing.`);
    else say(sha256(readFileSync(file)) === hash, `${name} is as it was published.`, `${name} was changed.`);
  }
  const { programme, month, made_at: madeAt, previous } = JSON.parse(readFileSync(join(path, 'release.json'), 'utf8'));
  console.log(`      These are the figures of ${programme} for ${month}, made ${madeAt}.`);
  return { month, sums: sha256(sums), previous };
}

/** Each day's digest is the SHA-256 of six lines, the last of which is the digest before (64 zeros before the first). */
function checkDays({ format, programme, days }, releases) {
  if (format !== 'majibu-chain-1' || !Array.isArray(days)) throw new Error('this is no chain.json');
  let before = '0'.repeat(64);
  let lastDay = '';
  let broken = 0;
  for (const { day, head, release, digest } of days) {
    // One day, one entry: with two it could be shown now as one, now as the other.
    if (!(day > lastDay)) {
      say(false, `The entry of ${day} stands behind that of ${lastDay}.`);
      broken += 1;
    }
    lastDay = day;
    const lines = ['majibu-day-1', programme, day, head, release ?? '-', before];
    const isRight = sha256(lines.map((line) => `${line}\n`).join('')) === digest;
    if (!isRight)
      say(false, `The digest of ${day} does not follow from the day before: a day was changed or taken out.`);
    broken += isRight ? 0 : 1;
    before = digest;
  }
  const last = days.at(-1);
  if (broken === 0)
    say(true, `The ${days.length} day(s) of ${programme} follow one from another, up to ${last?.day ?? 'none'}.`);
  checkReleases(days, releases);
  if (earlierPath !== undefined) checkEarlier(days);
}

/** A release is known where a digest names it, or a later release that is known: each names the one before. */
function checkReleases(days, releases) {
  const since = new Map();
  for (const { day, release } of days) if (release !== null && !since.has(release)) since.set(release, day);
  for (const { month, sums, previous } of releases.toSorted((one, other) => (one.month < other.month ? 1 : -1))) {
    const day = since.get(sums);
    if (day !== undefined && previous !== null && !since.has(previous)) since.set(previous, day);
    say(
      day !== undefined,
      `The release of ${month} was published by ${day} as it is here.`,
      `The release of ${month} is named by no digest and by no later release given here: add the months after it, or wait a day.`,
    );
  }
}

/** What was published once is there for ever: who kept an earlier copy sees a rewritten history here. */
function checkEarlier(days) {
  const now = new Map(days.map((one) => [one.day, one.digest]));
  const earlier = JSON.parse(readFileSync(earlierPath, 'utf8')).days;
  const changed = earlier.filter(({ day, digest }) => now.get(day) !== digest).map(({ day }) => day);
  say(
    changed.length === 0,
    `All ${earlier.length} day(s) of the earlier copy are still the same.`,
    `These days are not as they were in the earlier copy: ${changed.join(', ')}.`,
  );
}

function say(holds, yes, no = yes) {
  console.log(holds ? `ok    ${yes}` : `FAIL  ${no}`);
  if (!holds) failures += 1;
}

function sha256(data) {
  return createHash('sha256').update(data).digest('hex');
}

/** The file behind an option; undefined: it is not given; null: there is none behind it. */
function takeOption(name) {
  const index = args.indexOf(name);
  return index === -1 ? undefined : (args.splice(index, 2)[1] ?? null);
}
