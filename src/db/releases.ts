import { type Kysely, sql } from 'kysely';
import { NIL } from 'uuid';
import type { Database } from './schema.ts';

/** The ordinary reports of a month that share an office, an area and a category, and how many of them. */
export interface CountedReports {
  /** Row ids; null: no office had it. */
  readonly officeId: string | null;
  readonly areaId: string;
  readonly categoryId: string;
  readonly received: number;
  readonly answered: number;
  readonly resolved: number;
  readonly late: number;
  readonly confirmed: number;
  readonly disputed: number;
  readonly silent: number;
}

/**
 * What the sums of a month are made of, put together as finely as a release needs to know where differences lead. Reports
 * about an office are not in it.
 *
 * @param month its first day
 */
export async function readCounted(db: Kysely<Database>, programmeId: string, month: string): Promise<CountedReports[]> {
  const { rows } = await sql<CountedReports>`
    select nullif(office_id, ${NIL}::uuid) as "officeId", area_id as "areaId", category_id as "categoryId",
      count(*) as received, sum(answered) as answered, sum(resolved) as resolved, sum(late) as late,
      sum(confirmed) as confirmed, sum(disputed) as disputed, sum(silent) as silent
    from counted where programme_id = ${programmeId} and month = ${month}::date and not is_about
    group by 1, 2, 3`.execute(db);
  return rows;
}

/** So many changes wait at any moment where much happens. */
const MOMENT_OF_CHANGES = 1_000;

/** What is published of a programme, for who looks what is due. */
export interface PublishedSoFar {
  readonly programmeId: string;
  /** First days of months with a release. */
  readonly months: readonly string[];
  /** The first day of the month of its first ordinary report; null: there is none. */
  readonly firstMonth: string | null;
  /** The last day with a digest. */
  readonly lastDay: string | null;
  /** More than a moment's changes wait to be counted: a release would not be of now. */
  readonly isBehind: boolean;
  /** Whether anything is linked in its chain. */
  readonly hasChain: boolean;
  /** The last day of the report cards of its units; null: there are none. */
  readonly cardsUntil: string | null;
  readonly hasRatings: boolean;
}

/** What is published of every programme. One statement, by indexes only. */
export async function readPublished(db: Kysely<Database>): Promise<PublishedSoFar[]> {
  const { rows } = await sql<PublishedSoFar>`
    select p.id as "programmeId",
      array(select month::text from releases r where r.programme_id = p.id order by month) as months,
      (select min(month)::text from rollups where programme_id = p.id and kind = 'all') as "firstMonth",
      (select max(day)::text from chain_digests d where d.programme_id = p.id) as "lastDay",
      exists (select from uncounted u where u.programme_id = p.id offset ${MOMENT_OF_CHANGES}) as "isBehind",
      exists (select from event_links l where l.programme_id = p.id) as "hasChain",
      (select max(until_on)::text from report_cards c join units u on u.id = c.unit_id where u.programme_id = p.id)
        as "cardsUntil",
      exists (select from ratings r where r.programme_id = p.id) as "hasRatings"
    from programmes p`.execute(db);
  return rows;
}

/** Makes whoever else publishes something of this programme wait until the transaction ends. */
export async function lockPublishing(db: Kysely<Database>, programmeId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('majibu open data ' || ${programmeId}::text, 0))`.execute(db);
}

/** A file of a release, as it is served. */
export interface ReleaseFile {
  readonly name: string;
  readonly mediaType: string;
  readonly body: Buffer;
  /** SHA-256. */
  readonly hash: Buffer;
}

/** Of which reports each may be listed: of a part of the programme and a category without parts, by row ids. */
export interface ListedCell {
  readonly areaId: string;
  readonly categoryId: string;
}

export interface NewRelease {
  readonly programmeId: string;
  readonly month: string;
  readonly madeAt: Date;
  /** Of the programme as it was put together by. */
  readonly revision: number;
  readonly sumsHash: Buffer;
  readonly files: readonly ReleaseFile[];
  readonly listed: readonly ListedCell[];
}

/** Keeps a release for ever; in a transaction. False: there is one of this month already, and it stays as it is. */
export async function insertRelease(db: Kysely<Database>, release: NewRelease): Promise<boolean> {
  const { programmeId, month, madeAt, revision, sumsHash, files, listed } = release;
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('releases')
    .values({ programme_id: programmeId, month, made_at: madeAt, sums_hash: sumsHash, programme_revision: revision })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow();
  if (Number(numInsertedOrUpdatedRows) === 0) return false;
  const rows = files.map(({ name, mediaType, body, hash }) => ({
    programme_id: programmeId,
    month,
    name,
    media_type: mediaType,
    body,
    hash,
  }));
  await db.insertInto('release_files').values(rows).execute();
  await sql`
    insert into listed_cells (programme_id, month, area_id, category_id)
    select ${programmeId}, ${month}::date, area_id, category_id
    from unnest(${listed.map(({ areaId }) => areaId)}::uuid[], ${listed.map(({ categoryId }) => categoryId)}::uuid[])
      as cell(area_id, category_id)`.execute(db);
  return true;
}

/** A release as lists show it. */
export interface ListedRelease {
  /** `2026-10`. */
  readonly month: string;
  readonly madeAt: Date;
  readonly sumsHash: Buffer;
  readonly files: readonly { readonly name: string; readonly bytes: number }[];
}

/** The releases of a programme, newest first. */
export async function listReleases(db: Kysely<Database>, programmeId: string): Promise<ListedRelease[]> {
  const { rows } = await sql<ListedRelease>`
    select to_char(r.month, 'YYYY-MM') as month, r.made_at as "madeAt", r.sums_hash as "sumsHash",
      (select json_agg(json_build_object('name', name, 'bytes', length(body)) order by name)
        from release_files f where f.programme_id = r.programme_id and f.month = r.month) as files
    from releases r where r.programme_id = ${programmeId} order by r.month desc`.execute(db);
  return rows;
}

/** One file of a release; undefined: there is no such file. @param month `2026-10` */
export async function readReleaseFile(
  db: Kysely<Database>,
  { programmeId, month, name }: { programmeId: string; month: string; name: string },
): Promise<ReleaseFile | undefined> {
  return db
    .selectFrom('release_files')
    .select(['name', 'media_type as mediaType', 'body', 'hash'])
    .where('programme_id', '=', programmeId)
    .where('month', '=', `${month}-01`)
    .where('name', '=', name)
    .executeTakeFirst();
}

/** The files of one name of the newest releases, newest first, with their months as `2026-10`. */
export async function readNewestFiles(
  db: Kysely<Database>,
  { programmeId, name, limit }: { programmeId: string; name: string; limit: number },
): Promise<{ month: string; body: Buffer }[]> {
  const rows = await db
    .selectFrom('release_files')
    .select(['month', 'body'])
    .where('programme_id', '=', programmeId)
    .where('name', '=', name)
    .orderBy('month', 'desc')
    .limit(limit)
    .execute();
  return rows.map(({ month, body }) => ({ month: month.slice(0, 7), body }));
}

/** What is published of a day's end of the chain, and the number that is not. */
export interface ChainDigest {
  readonly day: string;
  readonly seq: number;
  readonly head: Buffer;
  /** What the head is hashed with before it is published; null: it was published as it is. */
  readonly salt: Buffer | null;
  readonly releaseHash: Buffer | null;
  readonly digest: Buffer;
  /** Reports of its month up to its end, in tens. */
  readonly receivedAtLeast: number;
}

const DIGEST = [
  ...(['day', 'seq', 'head', 'salt', 'digest'] as const),
  'release_hash as releaseHash',
  'received_at_least as receivedAtLeast',
] as const;

/** The digests of a programme, oldest first. */
export async function listDigests(db: Kysely<Database>, programmeId: string): Promise<ChainDigest[]> {
  return db.selectFrom('chain_digests').select(DIGEST).where('programme_id', '=', programmeId).orderBy('day').execute();
}

/** The newest digest of a programme. */
export async function lastDigest(db: Kysely<Database>, programmeId: string): Promise<ChainDigest | undefined> {
  return db
    .selectFrom('chain_digests')
    .select(DIGEST)
    .where('programme_id', '=', programmeId)
    .orderBy('day', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/** Keeps a digest for ever. */
export async function insertDigest(
  db: Kysely<Database>,
  programmeId: string,
  { day, seq, head, salt, releaseHash, digest, receivedAtLeast, madeAt }: ChainDigest & { readonly madeAt: Date },
): Promise<void> {
  const row = { programme_id: programmeId, day, seq, head, salt, release_hash: releaseHash, digest, made_at: madeAt };
  await db
    .insertInto('chain_digests')
    .values({ ...row, received_at_least: receivedAtLeast })
    .execute();
}

/** Digests whose link is not in the chain as it is now: their days. */
export async function listLostHeads(db: Kysely<Database>, programmeId: string): Promise<string[]> {
  const { rows } = await sql<{ day: string }>`
    select day::text from chain_digests d where programme_id = ${programmeId} and not exists (
      select from event_links l where l.programme_id = d.programme_id and l.seq = d.seq and l.hash = d.head)
    order by day`.execute(db);
  return rows.map(({ day }) => day);
}
