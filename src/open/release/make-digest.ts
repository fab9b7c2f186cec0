import { createHash, randomBytes } from 'node:crypto';
import { DateTime } from 'luxon';
import { readHead } from '../../db/event-links.ts';
import { readFigures } from '../../db/read-figures.ts';
import { type ChainDigest, insertDigest, lastDigest, listReleases, lockPublishing } from '../../db/releases.ts';
import type { Deps } from '../../deps.ts';
import type { Programme } from '../../routing/programme.ts';
import { FEWEST } from './protect-figures.ts';

/** What stands in front of the first digest. */
export const FIRST_DIGEST = '0'.repeat(64);

/** What is published of a day, in hex. */
export interface OpenDay {
  /** `2026-11-22`. */
  readonly day: string;
  /** The hash of the last link of the chain when the day was over, hashed with the salt of the day. */
  readonly head: string;
  /** SHA-256 of the checksums of the newest release; null: there was none yet. */
  readonly release: string | null;
  readonly digest: string;
}

const SALT_BYTES = 32;

/**
 * The end of the chain as it is published, in hex: SHA-256 over the salt of the day and the hash of the last link. Whoever knows all ordinary
 * events would else see from two days alike, or not alike, on which of them something sealed happened.
 */
export function openHead({ head, salt }: Pick<ChainDigest, 'head' | 'salt'>): string {
  return salt === null ? head.toString('hex') : createHash('sha256').update(salt).update(head).digest('hex');
}

/** SHA-256 over the lines of a day and the digest before it: no day can be changed without all that follow. */
export function digestOf(programme: string, { day, head, release }: Omit<OpenDay, 'digest'>, before: string): string {
  const lines = ['majibu-day-1', programme, day, head, release ?? '-', before];
  return createHash('sha256')
    .update(lines.map((line) => `${line}\n`).join(''))
    .digest('hex');
}

/** Keeps the digest of a day that is over. False: there is one of it or of a later day, or nothing is linked. */
export async function makeDigest(db: Deps['db'], programme: Programme, day: string, madeAt: Date): Promise<boolean> {
  return db.transaction().execute(async (tx) => {
    await lockPublishing(tx, programme.id);
    const before = await lastDigest(tx, programme.id);
    const head = await readHead(tx, programme.id);
    if (head === undefined || (before !== undefined && before.day >= day)) return false;
    const [newest] = await listReleases(tx, programme.id);
    const salt = randomBytes(SALT_BYTES);
    const open = { day, head: openHead({ head: head.hash, salt }), release: newest?.sumsHash.toString('hex') ?? null };
    const digest = digestOf(programme.name, open, before?.digest.toString('hex') ?? FIRST_DIGEST);
    await insertDigest(tx, programme.id, {
      day,
      seq: head.seq,
      head: head.hash,
      salt,
      releaseHash: newest?.sumsHash ?? null,
      digest: Buffer.from(digest, 'hex'),
      receivedAtLeast: await countInTens(tx, programme.id, `${day.slice(0, 7)}-01`),
      madeAt,
    });
    return true;
  });
}

/**
 * Reports of a month up to now, rounded down to tens: all that is told of a running month. From one day to the next it says of how
 * many were filed in between no more than nineteen numbers.
 */
async function countInTens(db: Deps['db'], programmeId: string, month: string): Promise<number> {
  const to = DateTime.fromISO(month, { zone: 'utc' }).plus({ months: 1 }).toISODate() ?? month;
  const [row] = await readFigures(db, { programmeId, kind: 'all', from: month, to, withAbout: false });
  return Math.floor((row?.received ?? 0) / FEWEST) * FEWEST;
}
