import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { sql, type Transaction } from 'kysely';
import { verifyChain } from '../../src/audit/verify-chain.ts';
import { readLinks } from '../../src/db/check-links.ts';
import { GENESIS, type Head, readHead } from '../../src/db/event-links.ts';
import type { Database } from '../../src/db/schema.ts';
import { linkEvents } from '../../src/grievances/link-events.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { emptyTables, rewriteHistory } from '../support/rewrite-history.ts';
import { insertPlace, type Place } from '../workers/stuck-rows.ts';
import { openHistory } from './chain.ts';

let database: TestDatabase;
let place: Place;
let history: Awaited<ReturnType<typeof openHistory>>;
let events: string[];

beforeAll(async () => {
  database = await createTestDatabase();
  place = await insertPlace(database.db);
});
beforeEach(async () => {
  await emptyTables(database.db, ['grievances']);
  history = await openHistory(database.db, place);
  events = [await history.add({ type: 'filed', data: {} })];
  for (let count = 2; count <= 60; count += 1) events.push(await history.add({ data: { text: `Answer ${count}` } }));
  await link();
});
afterAll(() => database.close());

const link = () => linkEvents({ db: database.db, wake: () => undefined }, place.programmeId);
const verify = (published?: Head) => verifyChain(database.db, { id: place.programmeId, name: 'a' }, published);
const eventOf = (seq: number) => events[seq - 1] ?? '';

/** What is found after a superuser did this: kind, number, and whether it was the event expected. */
async function findAfter(work: (tx: Transaction<Database>) => Promise<unknown>) {
  await rewriteHistory(database.db, work);
  const { isWhole, breaks } = await verify();
  expect(isWhole).toBe(breaks.length === 0);
  return breaks.map(({ kind, seq, events: about }) => [kind, seq, ...about.map(({ id }) => events.indexOf(id) + 1)]);
}

const changeEvent = (seq: number, set: string) => (tx: Transaction<Database>) =>
  sql`update grievance_events set ${sql.raw(set)} where id = ${eventOf(seq)}`.execute(tx);
const changeLink = (seq: number, set: string) => (tx: Transaction<Database>) =>
  sql`update event_links set ${sql.raw(set)} where seq = ${seq}`.execute(tx);
const removeLink = (seq: number) => (tx: Transaction<Database>) =>
  sql`delete from event_links where seq = ${seq}`.execute(tx);
const removeEvent = (seq: number) => (tx: Transaction<Database>) =>
  sql`delete from grievance_events where id = ${eventOf(seq)}`.execute(tx);
/** Moves the numbers from `seq` on, so that none is missing or one is free. */
const renumber = (seq: number, by: number) => async (tx: Transaction<Database>) => {
  await sql`update event_links set seq = seq + 1000000 where seq >= ${seq}`.execute(tx);
  await sql`update event_links set seq = seq - 1000000 + ${by} where seq >= 1000000`.execute(tx);
};
const all =
  (...works: ((tx: Transaction<Database>) => Promise<unknown>)[]) =>
  async (tx: Transaction<Database>) => {
    for (const work of works) await work(tx);
  };
/** Makes links from `seq` on fit their events and each other, up to `to`. */
const relink = (seq: number, to: number) => async (tx: Transaction<Database>) => {
  const links = await readLinks(tx, place.programmeId, { from: seq, to });
  let before: Buffer | undefined = links[0]?.seq === seq ? GENESIS : undefined;
  for (const each of links) {
    const [words, whole] = [each.found?.wordsHash, each.found?.wholeHash];
    if (before === undefined || !words || !whole) before = each.hash;
    else {
      before = createHash('sha256').update(before).update(whole).digest();
      const set = { data_hash: words, event_hash: whole, hash: before };
      await tx.updateTable('event_links').set(set).where('seq', '=', each.seq).execute();
    }
  }
};
/** Puts a forged event between two links, with a link that fits the one before it. */
const forge = (seq: number) => async (tx: Transaction<Database>) => {
  const id = await history.add({ data: { text: 'We answered at once' } }, tx);
  await renumber(seq, 1)(tx);
  await sql`insert into event_links select programme_id, ${seq}, ${id}, grievance_id, hash, hash, hash
    from event_links limit 1`.execute(tx);
  await relink(seq, seq)(tx);
};

describe('an untouched chain', () => {
  it('is whole, and says where it ends and what is not linked yet', async () => {
    const waiting = await history.add({ at: new Date('2026-03-02T11:00:00Z') });
    const head = await readHead(database.db, place.programmeId);
    expect(await verify()).toMatchObject({
      isWhole: true,
      links: 60,
      head: { seq: 60, hash: head?.hash.toString('hex') },
      unlinked: { events: 1, oldestAt: new Date('2026-03-02T11:00:00Z') },
      breaks: [],
      backdated: [],
    });
    expect(waiting).toBeTruthy();
  });

  it('is whole where nothing was ever written', async () => {
    await emptyTables(database.db, ['grievances']);
    expect(await verify()).toMatchObject({
      isWhole: true,
      links: 0,
      head: null,
      unlinked: { events: 0, oldestAt: null },
    });
  });
});

describe('what a superuser does with every trigger switched off is found and named', () => {
  it.each<[string, (tx: Transaction<Database>) => Promise<unknown>, unknown[]]>([
    ['words changed', changeEvent(30, `data = '{"text": "It was never broken"}'`), [['event_changed', 30, 30]]],
    [
      'the words of the report changed',
      (tx) => sql`update grievances set text = 'All is well'`.execute(tx),
      [['event_changed', 1, 1]],
    ],
    ['what it came from changed', changeEvent(30, `source = 'sms-1'`), [['event_changed', 30, 30]]],
    ['the salt changed', changeEvent(30, `salt = '\\x00'`), [['event_changed', 30, 30]]],
    ['the time changed', changeEvent(30, `at = at - interval '1 minute'`), [['event_changed', 30, 30]]],
    [
      'the time changed by a microsecond',
      changeEvent(30, `at = at + interval '1 microsecond'`),
      [['event_changed', 30, 30]],
    ],
    ['the kind of event changed', changeEvent(30, `type = 'acknowledged'`), [['event_changed', 30, 30]]],
    ['who did it changed', changeEvent(30, `actor_id = gen_random_uuid()`), [['event_changed', 30, 30]]],
    ['the channel changed', changeEvent(30, `channel = 'sms'`), [['event_changed', 30, 30]]],
    ['moved to another report', changeEvent(30, 'grievance_id = gen_random_uuid()'), [['event_changed', 30, 30]]],
    ['everything changed', changeEvent(30, `type = 'x', data = '{}'`), [['event_changed', 30, 30]]],
    ['the first event changed', changeEvent(1, `channel = 'sms'`), [['event_changed', 1, 1]]],
    ['the last event changed', changeEvent(60, `channel = 'sms'`), [['event_changed', 60, 60]]],
    [
      'two events changed',
      all(changeEvent(3, `channel = 'sms'`), changeEvent(50, `data = '{}'`)),
      [
        ['event_changed', 3, 3],
        ['event_changed', 50, 50],
      ],
    ],
    ['an event removed', removeEvent(30), [['event_removed', 30, 30]]],
    ['an event removed with its link', all(removeEvent(30), removeLink(30)), [['link_removed', 30]]],
    [
      'three removed with their links',
      all(...[30, 31, 32].flatMap((seq) => [removeEvent(seq), removeLink(seq)])),
      [['link_removed', 30]],
    ],
    ['the first removed with its link', all(removeEvent(1), removeLink(1)), [['link_removed', 1]]],
    [
      'removed, and the others numbered anew',
      all(removeEvent(30), removeLink(30), renumber(31, -1)),
      [['chain_broken', 30, 29, 31]],
    ],
    [
      'the first removed, and the others numbered anew',
      all(removeEvent(1), removeLink(1), renumber(2, -1)),
      [['chain_broken', 1, 2]],
    ],
    [
      'a link removed',
      removeLink(30),
      [
        ['link_removed', 30],
        ['event_unlinked', null, 30],
      ],
    ],
    ['the last link removed', removeLink(60), [['event_unlinked', null, 60]]],
    ['the hash of a link changed', changeLink(30, `hash = sha256('x')`), [['link_changed', 30, 30]]],
    ["the hash of a link's event changed", changeLink(30, `event_hash = sha256('x')`), [['link_changed', 30, 30]]],
    ["the hash of a link's words changed", changeLink(30, `data_hash = sha256('x')`), [['link_changed', 30, 30]]],
    ['the hash of the first link changed', changeLink(1, `hash = sha256('x')`), [['link_changed', 1, 1]]],
    ['the hash of the last link changed', changeLink(60, `hash = sha256('x')`), [['chain_broken', 60, 59, 60]]],
    ['the report in a link changed', changeLink(30, 'grievance_id = gen_random_uuid()'), [['link_changed', 30, 30]]],
    ['an event written past the gateway', (tx) => history.add({}, tx), [['event_unlinked', null, 0]]],
    ['an event put between two with a link', forge(30), [['link_inserted', 30, 0]]],
    [
      'two events put between two with links',
      all(forge(30), forge(30)),
      [
        ['link_inserted', 30, 0],
        ['link_inserted', 31, 0],
      ],
    ],
    ['an event put before the first', forge(1), [['link_inserted', 1, 0]]],
    [
      'an event changed and its own link made to fit',
      all(changeEvent(30, `data = '{}'`), relink(30, 30)),
      [['chain_broken', 31, 30, 31]],
    ],
    [
      'events of one report given to another programme',
      changeEvent(30, 'programme_id = gen_random_uuid()'),
      [['event_changed', 30, 30]],
    ],
    ['a link given to another programme', changeLink(30, 'programme_id = gen_random_uuid()'), [['link_removed', 30]]],
    ['links numbered anew from one on', renumber(40, 5), [['link_changed', 45, 40]]],
    [
      'two neighbours exchanged',
      async (tx) => {
        await changeLink(30, 'seq = 1000')(tx);
        await changeLink(31, 'seq = 30')(tx);
        await changeLink(1000, 'seq = 31')(tx);
      },
      [['links_reordered', 30, 30, 31]],
    ],
    [
      'two distant ones exchanged',
      async (tx) => {
        await changeLink(30, 'seq = 1000')(tx);
        await changeLink(35, 'seq = 30')(tx);
        await changeLink(1000, 'seq = 35')(tx);
      },
      [['links_reordered', 30, 30, 35]],
    ],
    [
      'the events of two links exchanged',
      async (tx) => {
        await changeLink(30, 'event_id = gen_random_uuid()')(tx);
        await changeLink(31, `event_id = '${eventOf(30)}'`)(tx);
        await changeLink(30, `event_id = '${eventOf(31)}'`)(tx);
      },
      [
        ['links_reordered', 30, 31],
        ['links_reordered', 31, 30],
      ],
    ],
  ])('%s', async (_name, work, expected) => {
    const found = await findAfter(work);
    expect(found).toEqual(expected);
  });

  it('an event removed before it was linked', async () => {
    const id = await history.add();
    const found = await findAfter((tx) => sql`delete from grievance_events where id = ${id}`.execute(tx));
    expect(found).toEqual([['event_removed', null, 0]]);
  });

  it('names every report, also of an event that is gone', async () => {
    await rewriteHistory(database.db, all(removeEvent(30), changeEvent(31, `data = '{}'`)));
    const { reference } = await database.db.selectFrom('grievances').select('reference').executeTakeFirstOrThrow();
    expect((await verify()).breaks.map((each) => each.events)).toEqual([
      [{ id: eventOf(30), reference }],
      [{ id: eventOf(31), reference }],
    ]);
  });

  it('counts what it does not name, and does not take long over it', async () => {
    await rewriteHistory(database.db, (tx) => sql`update event_links set hash = sha256(hash)`.execute(tx));
    const { isWhole, breaks, faults } = await verify();
    expect([isWhole, faults, breaks.length > 0]).toEqual([false, 60, true]);
  });
});

describe('a chain that was rewritten to its end', () => {
  it('holds in itself, and not against a head made known before', async () => {
    const head = await readHead(database.db, place.programmeId);
    await rewriteHistory(database.db, all(changeEvent(30, `data = '{}'`), relink(30, 60)));
    expect(await verify()).toMatchObject({ isWhole: true });
    expect(await verify(head)).toMatchObject({ isWhole: false, breaks: [{ kind: 'head_missing', seq: 60 }] });
  });

  it('misses links taken from its end against a head made known before', async () => {
    const head = await readHead(database.db, place.programmeId);
    await rewriteHistory(database.db, all(removeLink(60), removeEvent(60)));
    expect(await verify()).toMatchObject({ isWhole: true });
    expect(await verify(head)).toMatchObject({ isWhole: false, breaks: [{ kind: 'head_missing', seq: 60 }] });
  });

  it('goes through every head made known before, however much it has grown', async () => {
    const head = await readHead(database.db, place.programmeId);
    await history.add();
    await link();
    expect(await verify(head)).toMatchObject({ isWhole: true, links: 61 });
  });
});

it('points at an event that was written later than it says', async () => {
  events.push(await history.add({ at: new Date('2026-03-02T08:30:00Z'), data: { text: 'Answered in time' } }));
  await link();
  expect(await verify()).toMatchObject({
    isWhole: true,
    backdated: [{ kind: 'backdated', seq: 61, events: [{ id: eventOf(61) }] }],
  });
});
