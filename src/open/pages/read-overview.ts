import { DateTime } from 'luxon';
import { type ListedRelease, lastDigest, listReleases, readNewestFiles } from '../../db/releases.ts';
import type { Programme } from '../../routing/programme.ts';
import type { OpenDeps } from '../open-route.ts';
import { type OpenRelease, openRelease } from '../release/open-release.ts';

/** What the page of a programme shows: published figures and nothing else. */
export interface Overview {
  /** The last twelve releases, newest first. */
  readonly releases: readonly OpenRelease[];
  readonly listed: readonly ListedRelease[];
  /** The running month as `2026-11`, and how many reports in tens, as last published; 0: fewer than ten. */
  readonly running: { readonly month: string; readonly atLeast: number };
  readonly hasChain: boolean;
}

const MONTHS = 12;

/** Reads what is published of a programme. What is of a running month is of the end of a day. */
export async function readOverview({ db, now }: OpenDeps, programme: Programme): Promise<Overview> {
  const digest = await lastDigest(db, programme.id);
  const listed = await listReleases(db, programme.id);
  const month = DateTime.fromJSDate(now(), { zone: programme.calendar.timeZone }).toFormat('yyyy-MM');
  return {
    releases: await newestReleases(db, programme, listed[0]?.sumsHash.toString('hex') ?? ''),
    listed,
    running: { month, atLeast: digest?.day.startsWith(month) ? digest.receivedAtLeast : 0 },
    hasChain: digest !== undefined,
  };
}

/** Releases as they were read last: a year of a large programme is some megabytes, and changes once a month. */
const READ = new WeakMap<Programme, { readonly newest: string; readonly releases: readonly OpenRelease[] }>();

async function newestReleases(
  db: OpenDeps['db'],
  programme: Programme,
  newest: string,
): Promise<readonly OpenRelease[]> {
  const held = READ.get(programme);
  if (held?.newest === newest) return held.releases;
  const files = await readNewestFiles(db, { programmeId: programme.id, name: 'release.json', limit: MONTHS });
  const releases = files.map(({ body }) => openRelease.parse(JSON.parse(body.toString('utf8'))));
  READ.set(programme, { newest, releases });
  return releases;
}
