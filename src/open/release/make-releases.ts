import { DateTime } from 'luxon';
import { NIL } from 'uuid';
import { readFigures } from '../../db/read-figures.ts';
import { insertReleasedAreas } from '../../db/released-areas.ts';
import { insertRelease, listReleases, lockPublishing, readCounted, readPublished } from '../../db/releases.ts';
import { keepReportCards } from '../../db/report-cards.ts';
import type { Deps } from '../../deps.ts';
import { countFigures } from '../../figures/count-figures.ts';
import { NO_TIMES, percentile } from '../../figures/time-buckets.ts';
import type { Programme } from '../../routing/programme.ts';
import { buildRelease, medianKey } from './build-release.ts';
import { dueOf } from './due.ts';
import { makeDigest } from './make-digest.ts';
import { releaseFiles, SUMS_FILE } from './release-files.ts';

/** What was published. */
export interface Made {
  /** `2026-10`. */
  readonly months: readonly string[];
  readonly day: string | null;
}

/**
 * Publishes what is due of a programme: releases of months that are over, then the digest of the day before, then the report cards of its
 * units. What is published stays as it is; harmless when it runs twice or at the same time.
 *
 * @throws what one of them failed of, after the others are published; it is due again
 */
export async function makeReleases(
  deps: Pick<Deps, 'db' | 'programmes' | 'now' | 'wake'>,
  programmeId: string,
): Promise<Made> {
  const { db } = deps;
  const programme = deps.programmes.byId(programmeId);
  const failures: unknown[] = [];
  const attempt = (step: () => Promise<void>) => step().catch((error: unknown) => failures.push(error));
  // So that what happened up to now is in the figures; where somebody else counts all of them anew, what is not yet in them waits for that.
  await attempt(() => countFigures(deps, programmeId));
  const areCounted = failures.length === 0;
  const published = (await readPublished(db)).find((one) => one.programmeId === programmeId);
  if (!programme || !published) return { months: [], day: null };
  const now = deps.now();
  const { months, day, cards } = dueOf(programme, published, now);
  const made: { months: string[]; day: string | null } = { months: [], day: null };
  if (areCounted) {
    await attempt(async () => {
      for (const month of months) if (await makeRelease(deps, programme, month, now)) made.months.push(month);
    });
  }
  // Whatever failed before: a day's digest cannot be made up for on a later one.
  await attempt(async () => {
    if (day !== null && (await makeDigest(db, programme, day, now))) made.day = day;
  });
  // Last: of many ratings they take longest, and cards can be counted on any later day.
  await attempt(async () => {
    if (cards !== null) await keepReportCards(db, [...programme.byId.units.keys()], cards);
  });
  if (failures.length > 0) throw failures[0];
  return made;
}

/**
 * What takes long, to put the figures together, is done with no connection held: one on which nothing is heard for so long is given up.
 * Then alone, for the next release names this one. Each reading is of its own moment, so what is counted in between may be in the medians and
 * not yet in the numbers.
 *
 * @returns false: it is published already, or somebody else published at the same time and goes on
 */
async function makeRelease(
  { db }: Pick<Deps, 'db'>,
  programme: Programme,
  month: string,
  madeAt: Date,
): Promise<boolean> {
  const [before] = await listReleases(db, programme.id);
  if (before !== undefined && before.month >= month) return false;
  const from = `${month}-01`;
  const { release, listed } = await buildRelease({
    programme,
    month,
    madeAt,
    reports: await readCounted(db, programme.id, from),
    medianMinutes: await readMedians(db, programme.id, from),
    previous: before?.sumsHash.toString('hex') ?? null,
  });
  const files = releaseFiles(release);
  const sums = files.find(({ name }) => name === SUMS_FILE);
  if (sums === undefined) throw new Error('a release without checksums');
  return db.transaction().execute(async (tx) => {
    await lockPublishing(tx, programme.id);
    const [newest] = await listReleases(tx, programme.id);
    if (newest?.month !== before?.month) return false;
    const of = { programmeId: programme.id, month: from };
    const { revision } = programme;
    if (!(await insertRelease(tx, { ...of, madeAt, revision, sumsHash: sums.hash, files, listed }))) return false;
    await insertReleasedAreas(tx, { ...of, lines: release.areas });
    return true;
  });
}

async function readMedians(db: Deps['db'], programmeId: string, from: string): Promise<ReadonlyMap<string, number>> {
  const to = DateTime.fromISO(from, { zone: 'utc' }).plus({ months: 1 }).toISODate() ?? from;
  const medians = new Map<string, number>();
  for (const kind of ['area', 'area_category', 'office'] as const) {
    const query = { programmeId, kind, from, to, withAbout: false, metrics: ['answer_elapsed'] as const };
    for (const { areaId, categoryId, officeId, times } of await readFigures(db, query)) {
      const median = percentile(times.answer_elapsed ?? NO_TIMES, 0.5);
      const of = kind === 'office' ? { officeId } : { areaId, categoryId: categoryId === NIL ? null : categoryId };
      if (median !== null) medians.set(medianKey(of), median);
    }
  }
  return medians;
}
