import { createHash } from 'node:crypto';
import type { ChainDigest, ListedRelease, ReleaseFile } from '../../db/releases.ts';
import { digestOf, FIRST_DIGEST, openHead } from './make-digest.ts';
import { openRelease } from './open-release.ts';
import { SUMS_FILE } from './release-files.ts';

/** What is published of a programme, as it is stored now. */
interface Published {
  /** Newest first. */
  readonly releases: readonly ListedRelease[];
  /** Oldest first. */
  readonly days: readonly ChainDigest[];
  read(month: string, file: string): Promise<ReleaseFile | undefined>;
}

/** What of it is no longer as it was published, in words; nothing: all of it is. */
export async function findReleaseProblems(programme: string, { releases, days, read }: Published): Promise<string[]> {
  const problems: string[] = [];
  for (const [index, release] of releases.entries()) {
    const sums = await read(release.month, SUMS_FILE);
    if (sums === undefined || !sha256(sums.body).equals(release.sumsHash)) {
      problems.push(`${release.month}: the list of checksums is not the one that was published`);
      continue;
    }
    problems.push(...(await findFileProblems(release, sums.body.toString('utf8'), read)));
    const json = await read(release.month, 'release.json');
    const before = releases[index + 1]?.sumsHash.toString('hex') ?? null;
    const isNext = json !== undefined && openRelease.parse(JSON.parse(json.body.toString('utf8'))).previous === before;
    if (!isNext) problems.push(`${release.month}: it does not name the release before it`);
  }
  return [...problems, ...findDayProblems(programme, days)];
}

async function findFileProblems({ month }: ListedRelease, sums: string, read: Published['read']): Promise<string[]> {
  const problems: string[] = [];
  for (const line of sums.trim().split('\n')) {
    const [hash = '', name = ''] = line.split('  ');
    const file = await read(month, name);
    if (file === undefined || sha256(file.body).toString('hex') !== hash)
      problems.push(`${month}: ${name} was changed`);
  }
  return problems;
}

function findDayProblems(programme: string, days: readonly ChainDigest[]): string[] {
  let before = FIRST_DIGEST;
  return days.flatMap(({ day, head, salt, releaseHash, digest }) => {
    const open = { day, head: openHead({ head, salt }), release: releaseHash?.toString('hex') ?? null };
    const isRight = digestOf(programme, open, before) === digest.toString('hex');
    before = digest.toString('hex');
    return isRight ? [] : [`${day}: the digest does not follow from the day before`];
  });
}

function sha256(body: Buffer): Buffer {
  return createHash('sha256').update(body).digest();
}
