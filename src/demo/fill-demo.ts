import { setImmediate as breathe } from 'node:timers/promises';
import { type Kysely, sql } from 'kysely';
import { DateTime } from 'luxon';
import type { Database } from '../db/schema.ts';
import type { Programme } from '../routing/programme.ts';
import { createCallCounter } from './calls.ts';
import { openCrowd } from './crowd.ts';
import { planFilings } from './filings.ts';
import { fillTools } from './fill-tools.ts';
import { playReport } from './play-report.ts';
import type { Played } from './played.ts';
import { createRandom, happens } from './random.ts';
import { openRaters } from './ratings.ts';
import type { References } from './references.ts';
import { type Batch, storeBatch } from './store-batch.ts';
import { type DemoConfig, openWorld, type World } from './world.ts';

/** What a made-up history is to be like. */
export interface DemoOptions {
  /** How many reports. */
  readonly count: number;
  /** The same seed, programme, months and moment give the same reports. */
  readonly seed: number;
  /** How long the history is; 18 unless told. */
  readonly months?: number;
  /** When it ends. */
  readonly now: Date;
  readonly onProgress?: (progress: DemoProgress) => void;
}

/** How far it is. */
export interface DemoProgress {
  /** Reports stored so far. */
  readonly done: number;
  readonly of: number;
  /** Up to when the history has come. */
  readonly until: Date;
}

/** What was stored. */
export interface Filled {
  readonly grievances: number;
  readonly events: number;
  readonly messages: number;
  readonly ratings: number;
  readonly citizens: number;
}

const MONTHS = 18;
/** Stored in one transaction, which takes some tenths of a second; memory is that of two of them. */
const BATCH = 1_000;
/** After so many reports whatever else waits has its turn: the batch before is on its way to the database meanwhile. */
const BREATH = 10;
const RATINGS_PER_REPORT = 0.35;

/**
 * Fills a programme with a history that was never: reports with all that became of them, SMS, ratings, calls, meetings, votes and
 * checks of projects, as the gateway itself would have left them. Each report is played by the functions that decide it in a gateway, and its rows are stored in
 * bulk. Nothing is left to be done: no SMS waits, and what is open has its next promise in the future. The numbers of its people
 * are nobody's.
 *
 * While it runs, nobody links the programme's events, so that the chain is in the order of the history.
 *
 * @param deps.db without limits of time
 * @throws {RangeError} when `count` is not a whole number above 0, or `months` is not above 0
 */
export async function fillDemo(
  { db, config }: { readonly db: Kysely<Database>; readonly config: DemoConfig },
  programme: Programme,
  options: DemoOptions,
): Promise<Filled> {
  const { count, seed, months = MONTHS, now } = options;
  if (!Number.isInteger(count) || count < 1 || !(months > 0)) throw new RangeError('nothing to fill');
  const from = DateTime.fromJSDate(now, { zone: programme.calendar.timeZone }).minus({
    days: Math.round(months * 30.44),
  });
  return db.connection().execute(async (connection) => {
    const world = openWorld(programme, config, { seed, from: from.toJSDate(), now });
    await takeReferences(connection, world.references);
    await lockChain(connection, programme.id);
    try {
      return await fill(connection, world, options);
    } finally {
      await unlockChain(connection, programme.id);
    }
  });
}

async function fill(db: Kysely<Database>, world: World, { count, onProgress }: DemoOptions): Promise<Filled> {
  const stage = openStage(world, await countCitizens(db, world.programme.id));
  const filled = { grievances: 0, events: 0, messages: 0, ratings: 0, citizens: 0 };
  let stored: Promise<void> = Promise.resolve();
  for (let begin = 0; begin < count; begin += BATCH) {
    const end = Math.min(count, begin + BATCH);
    const { batch, until } = await playBatch(stage, { begin, end, count });
    await stored;
    stored = storeBatch(db, batch).then(() => onProgress?.({ done: end, of: count, until }));
    // Whoever waits for it hears of it: that is the next batch, which is being played meanwhile.
    stored.catch(() => undefined);
    add(filled, batch);
  }
  await stored;
  await fillTools(db, world);
  return filled;
}

/** All that makes up a history. */
function openStage(world: World, firstSerial: number) {
  const crowd = openCrowd(world, firstSerial);
  const raters = openRaters(world, crowd);
  return { world, crowd, raters, calendar: planFilings(world), calls: createCallCounter(world) };
}

async function playBatch(
  { world, crowd, raters, calendar, calls }: ReturnType<typeof openStage>,
  { begin, end, count }: { begin: number; end: number; count: number },
): Promise<{ batch: Batch; until: Date }> {
  const played: Played[] = [];
  const ratings: Batch['ratings'][number][] = [];
  let until = world.from;
  for (let index = begin; index < end; index += 1) {
    if (index % BREATH === 0) await breathe();
    const filing = calendar.filing(index, count);
    until = filing.at;
    const one = playReport(world, crowd, filing);
    played.push(one);
    const beside = createRandom(`${world.seed} beside ${index}`);
    if (one.callIn !== null) calls.count(filing.at, one.callIn, beside);
    const rating = happens(beside, RATINGS_PER_REPORT) ? raters.rate(filing.at, beside) : null;
    if (rating) ratings.push(rating);
  }
  return { batch: { ...crowd.takeNew(), played, ratings, callEnds: calls.take() }, until };
}

function add(filled: { -readonly [K in keyof Filled]: number }, { citizens, played, ratings }: Batch): void {
  filled.grievances += played.length;
  filled.events += played.reduce((sum, { events }) => sum + events.length, 0);
  filled.messages += played.reduce((sum, { messages }) => sum + messages.length, 0);
  filled.ratings += ratings.length;
  filled.citizens += citizens.length;
}

/** All that are in use, of every programme, some at a time. */
async function takeReferences(db: Kysely<Database>, references: References): Promise<void> {
  let after = '';
  for (;;) {
    const rows = await db
      .selectFrom('grievances')
      .select('reference')
      .where('reference', '>', after)
      .orderBy('reference')
      .limit(20_000)
      .execute();
    for (const { reference } of rows) references.take(reference);
    const last = rows.at(-1);
    if (!last) return;
    after = last.reference;
  }
}

/** Made-up numbers are counted up, and one person has each: below so many all may be taken. */
async function countCitizens(db: Kysely<Database>, programmeId: string): Promise<number> {
  const { count } = await db
    .selectFrom('citizens')
    .select((eb) => eb.fn.countAll<string>().as('count'))
    .where('programme_id', '=', programmeId)
    .executeTakeFirstOrThrow();
  return Number(count) + 1;
}

/** The lock that whoever links events takes (`lockChain` in `src/db/event-links.ts`), for longer than a transaction. */
async function lockChain(db: Kysely<Database>, programmeId: string): Promise<void> {
  await sql`select pg_advisory_lock(x'6d616a6c'::integer, hashtext(${programmeId}))`.execute(db);
}

async function unlockChain(db: Kysely<Database>, programmeId: string): Promise<void> {
  await sql`select pg_advisory_unlock(x'6d616a6c'::integer, hashtext(${programmeId}))`.execute(db);
}
