import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuidv7 } from 'uuid';
import { insertForum } from '../../src/db/forums.ts';
import { insertVote } from '../../src/db/votes.ts';
import type { Programme } from '../../src/routing/programme.ts';
import { openPerson, type Person } from '../support/console.ts';
import { placeOf } from '../support/forums.ts';
import { type Gateway, MONDAY_MORNING, openGateway } from '../support/gateway.ts';

const HOUR_MS = 3_600_000;
/** More than one page to come, and more than one over. */
const EACH = 60;
/** What is to come, the next first; then what is over, the latest first. */
const WANTED = [
  ...Array.from({ length: EACH }, (_, index) => `in ${index + 1} hours`),
  ...Array.from({ length: EACH }, (_, index) => `${index + 1} hours ago`),
];

let gateway: Gateway;
let admin: Person;
beforeAll(async () => {
  gateway = await openGateway();
  const { db, programmes } = gateway.deps;
  const kenya = programmes.byName('kenya-coast') as Programme;
  admin = await openPerson(gateway, { programme: 'kenya-coast', role: 'admin' });
  const { id: createdBy } = await db.selectFrom('accounts').select('id').executeTakeFirstOrThrow();
  const area = placeOf(kenya, 'Tudor');
  const now = gateway.deps.now();
  // Entered in another order than that of their moments.
  const entered = WANTED.map((en, index) => ({ en, index })).sort((one, other) => one.en.localeCompare(other.en));
  for (const { en, index } of entered) {
    const hours = index < EACH ? index + 1 : EACH - index - 1;
    const at = new Date(MONDAY_MORNING.getTime() + hours * HOUR_MS);
    const row = { id: uuidv7(), area_id: area.id, names: { en: `Of ${en}.` }, createdBy, now };
    const code = String(1_000 + index);
    await insertForum(db, { ...row, programme_id: kenya.id, starts_at: at, venues: { en: 'Hall' }, code });
    const opens = new Date(MONDAY_MORNING.getTime() - 1_000 * HOUR_MS);
    const vote = { ...row, programmeId: kenya.id, opens_at: opens, closes_at: at };
    await insertVote(db, { ...vote, proposals: [{ en: 'One' }, { en: 'Two' }] });
  }
});
afterAll(() => gateway.close());

/** The rows of every page of a list, one page after the other. */
async function rowsOf(list: 'meetings' | 'votes'): Promise<string[][]> {
  const pages: string[][] = [];
  for (let path: string | undefined = '/console/forums'; path !== undefined; ) {
    const { text }: { text: string } = await admin.get(path).expect(200);
    const link =
      list === 'votes'
        ? /href="\/console\/forums\/votes\/[^"]+">Of ([^<]+)\.</g
        : /forums\/[0-9a-f-]{36}">Of ([^<]+)\.</g;
    pages.push([...text.matchAll(link)].map(([, name]) => name ?? ''));
    path = new RegExp(`rel="next" href="([^"]+[?]${list}=[^"]+)"`).exec(text)?.[1]?.replace('&amp;', '&');
    expect(pages.length).toBeLessThan(10);
  }
  return pages;
}

describe('more meetings and votes than stand on one page', () => {
  it.each(['meetings', 'votes'] as const)('shows %s that are to come first, and all of them once', async (list) => {
    const pages = await rowsOf(list);
    expect(pages.map(({ length }) => length)).toEqual([50, 50, 20]);
    expect(pages.flat()).toEqual(WANTED);
  });

  it('hides none that begins while she turns the page', async () => {
    const { text } = await admin.get('/console/forums').expect(200);
    const next = /rel="next" href="([^"]+[?]meetings=[^"]+)"/.exec(text)?.[1]?.replace('&amp;', '&') ?? '';
    // The fiftieth, after which the next page begins, is over then.
    await gateway.pass(52);
    const later = await openPerson(gateway, { programme: 'kenya-coast', role: 'admin' });
    const second = await later.get(next).expect(200);
    expect(second.text).toContain('Of in 51 hours.');
    expect(second.text).toContain('Of in 60 hours.');
    expect(second.text).not.toContain('Of in 50 hours.');
  });

  it('takes an address that names nothing as a page without rows', async () => {
    const later = await openPerson(gateway, { programme: 'kenya-coast', role: 'admin' });
    await later.get(`/console/forums?meetings=${uuidv7()}&votes=${uuidv7()}&at=never`).expect(200);
    expect((await later.get('/console/forums?meetings=1').expect(200)).text).toContain('Of in 60 hours.');
  });
});
