import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { transact } from '../../src/db/transact.ts';
import { castVote } from '../../src/forums/cast-vote.ts';
import { readVotes } from '../../src/forums/read-votes.ts';
import { localeOf } from '../../src/locales/index.ts';
import type { Phone } from '../../src/phone.ts';
import type { Area, Programme } from '../../src/routing/programme.ts';
import { openPerson, type Person } from '../support/console.ts';
import { dialInfo, placeOf } from '../support/forums.ts';
import { type Gateway, MONDAY_MORNING, openGateway } from '../support/gateway.ts';
import type { Dialogue } from '../support/handset.ts';

let gateway: Gateway;
let kenya: Programme;
let ward: Area;
beforeAll(async () => {
  gateway = await openGateway();
  kenya = gateway.deps.programmes.byName('kenya-coast') as Programme;
  ward = placeOf(kenya, 'Tudor');
});
afterAll(() => gateway.close());

const { ussd } = localeOf('en');
const PROPOSALS = ['A new borehole', 'Street lights', 'A market roof', 'A clinic gate', 'A road', 'A school'];
const LONG_AGO = new Date(0);

/** Signs in anew: the clock runs on by days here. */
function signIn(): Promise<Person> {
  return openPerson(gateway, { programme: 'kenya-coast', role: 'admin' });
}

/** A vote of a constituency, from 12:00 on Tuesday to 12:00 on Friday by the clock in Mombasa. */
function form(area: Area, proposals = PROPOSALS): Record<string, string> {
  const named = proposals.flatMap((name, index) => [
    [`proposal-${index + 1}-en`, name],
    [`proposal-${index + 1}-sw`, name],
  ]);
  return {
    area: area.code,
    'vote-en': 'Ward money 2027',
    'vote-sw': 'Pesa za wadi 2027',
    'opens-day': '2026-11-24',
    'opens-time': '12:00',
    'closes-day': '2026-11-27',
    'closes-time': '12:00',
    ...Object.fromEntries(named),
  };
}

async function enterVote(fields: Record<string, string>): Promise<string> {
  const { headers } = await (await signIn()).post('/console/forums/votes/new', fields).expect(303);
  return /votes\/([0-9a-f-]{36})/.exec(headers.location ?? '')?.[1] ?? '';
}

function phone(index: number): string {
  return `+2547126${String(index).padStart(5, '0')}`;
}

/** Up to the last look at one proposal. */
async function lookAt(who: string, proposal: string): Promise<Dialogue> {
  const votes = await (await dialInfo(gateway, kenya, { phone: who, area: ward })).choose(ussd.infoVotes);
  return (await votes.choose('Ward money 2027')).choose(proposal);
}

async function vote(who: string, proposal: string): Promise<Dialogue> {
  return (await lookAt(who, proposal)).choose(ussd.voteSend);
}

async function counted(): Promise<number[]> {
  const rows = await gateway.deps.db.selectFrom('vote_proposals').select('votes').orderBy('number').execute();
  return rows.map(({ votes }) => votes);
}

describe('a vote', () => {
  let id: string;

  it('is not on the phone before it opens', async () => {
    id = await enterVote(form(ward.parent as Area));
    const info = await dialInfo(gateway, kenya, { phone: phone(0), area: ward });
    expect(info.screen).not.toContain(ussd.infoVotes);
    expect(info.screen).toContain(ussd.infoMeetings);
    expect(await readVotes(gateway.deps, kenya, ward, LONG_AGO)).toEqual([]);
  });

  it('is offered in the area and its parts while it is open, and nowhere else', async () => {
    await gateway.pass(27);
    const elsewhere = await dialInfo(gateway, kenya, { phone: phone(0), area: placeOf(kenya, 'Mtongwe') });
    expect(elsewhere.screen).not.toContain(ussd.infoVotes);
    const look = await lookAt(phone(0), 'Street lights');
    expect(look.screen).toContain(ussd.voteConfirm('Street lights'));
    const other = await look.choose(ussd.voteOther);
    expect(other.screen).toContain('A new borehole');
    expect(await counted()).toEqual([0, 0, 0, 0, 0, 0]);
  });

  it('counts a phone once, and says so the second time', async () => {
    const first = await vote(phone(1), 'Street lights');
    expect(first.isOver).toBe(true);
    expect(first.screen).toBe(ussd.voted('Fri 27 Nov 12:00'));
    const second = await vote(phone(1), 'A road');
    expect(second.screen).toBe(ussd.votedAlready);
    expect(await counted()).toEqual([0, 1, 0, 0, 0, 0]);
  });

  it('counts a phone once that goes to another place of the same vote, and none through another programme', async () => {
    const sibling = ward.parent?.children.find((area) => area !== ward) as Area;
    const votes = await (await dialInfo(gateway, kenya, { phone: phone(1), area: sibling })).choose(ussd.infoVotes);
    const look = await (await votes.choose('Ward money 2027')).choose('A road');
    expect((await look.choose(ussd.voteSend)).screen).toBe(ussd.votedAlready);
    const khulna = gateway.deps.programmes.byName('khulna') as Programme;
    const [programmeId, number] = [khulna.id, 5];
    const voter = phone(90) as Phone;
    const cast = (of: { programmeId: string; number: number }) =>
      transact(gateway.deps, (tx) => castVote(gateway.deps, tx, { ...of, voteId: id, phone: voter }));
    expect(await cast({ programmeId, number })).toBe('closed');
    // Nor for what is no proposal.
    expect(await cast({ programmeId: kenya.id, number: 7 })).toBe('closed');
    expect(await counted()).toEqual([0, 1, 0, 0, 0, 0]);
    expect(await phones()).toBe(1);
    const stranger = await openPerson(gateway, { programme: 'khulna', role: 'admin' });
    await stranger.get(`/console/forums/votes/${id}`).expect(404);
    await stranger.post(`/console/forums/votes/${id}/cancel`).expect(404);
  });

  it('counts a phone once that calls twice at the same moment', async () => {
    const calls = await Promise.all([lookAt(phone(2), 'A road'), lookAt(phone(2), 'A school')]);
    const ends = await Promise.all(calls.map((call) => call.choose(ussd.voteSend)));
    const said = ends.map(({ screen }) => screen);
    expect(said).toContain(ussd.votedAlready);
    expect(said).toContain(ussd.voted('Fri 27 Nov 12:00'));
    expect((await counted()).reduce((sum, votes) => sum + votes)).toBe(2);
  });

  it('counts a request that the carrier sends twice once', async () => {
    const look = await lookAt(phone(3), 'A road');
    const [one, other] = await Promise.all([look.choose(ussd.voteSend), look.choose(ussd.voteSend)]);
    expect([one.screen, other.screen]).toEqual([one.screen, one.screen]);
    expect(one.screen).toBe(ussd.voted('Fri 27 Nov 12:00'));
    expect((await counted()).reduce((sum, votes) => sum + votes)).toBe(3);
  });

  it('takes the votes of a hundred phones', async () => {
    const started = performance.now();
    await Promise.all(Array.from({ length: 97 }, (_, index) => vote(phone(100 + index), PROPOSALS[index % 3] ?? '')));
    expect(performance.now() - started).toBeLessThan(30_000);
    expect((await counted()).reduce((sum, votes) => sum + votes)).toBe(100);
    expect(await phones()).toBe(100);
  });

  it('shows nobody what was chosen while it is open', async () => {
    const { text } = await (await signIn()).get(`/console/forums/votes/${id}`).expect(200);
    expect(text).toContain('100 phones have voted.');
    expect(text).not.toMatch(/\b3[0-9]\b ?%/);
    const [open] = await readVotes(gateway.deps, kenya, ward, LONG_AGO);
    expect(open?.result).toBeNull();
    const { text: place } = await request(gateway.app).get(`/open/kenya-coast/places/${ward.code}?lang=en`).expect(200);
    expect(place).toContain('What was chosen is shown when it has closed.');
    expect(place).not.toContain('100 phones');
    expect(open?.proposals.map((proposal) => Object.keys(proposal))).toEqual(PROPOSALS.map(() => ['number', 'names']));
  });

  it('keeps nothing that says what a phone chose', async () => {
    const columns = await gateway.deps.db.selectFrom('vote_phones').selectAll().execute();
    expect(Object.keys(columns[0] ?? {}).sort()).toEqual(['phone_hash', 'vote_id']);
    // The rows of the calls, once they are over.
    await gateway.pass(1);
    const calls = await gateway.deps.db
      .selectFrom('ussd_sessions')
      .select(['transcript', 'state', 'screen_text'])
      .execute();
    const kept = JSON.stringify(calls);
    expect(kept).not.toContain(id);
    expect(calls.map(({ transcript }) => transcript).join('')).toBe('');
    for (const proposal of PROPOSALS) expect(kept).not.toContain(proposal);
    expect(gateway.logged.join('\n')).not.toMatch(/2547126|Ward money|Street lights/);
  });

  it('cannot be called off any more', async () => {
    await (await signIn()).post(`/console/forums/votes/${id}/cancel`).expect(409);
    expect(await readVotes(gateway.deps, kenya, ward, LONG_AGO)).toHaveLength(1);
  });

  it('takes no vote after its close, also of who was on the last look', async () => {
    const late = await lookAt(phone(4), 'A road');
    await gateway.deps.db.updateTable('votes').set({ closes_at: gateway.deps.now() }).where('id', '=', id).execute();
    expect((await late.choose(ussd.voteSend)).screen).toBe(ussd.voteClosed);
    expect(await phones()).toBe(100);
  });

  it('says the result on the phone, in the console and to everybody', async () => {
    const votes = await (await dialInfo(gateway, kenya, { phone: phone(5), area: ward })).choose(ussd.infoVotes);
    const result = await votes.choose(ussd.voteOver('Ward money 2027'));
    expect(result.screen).toContain(ussd.voteTurnout(100));
    const [read] = await readVotes(gateway.deps, kenya, ward, LONG_AGO);
    expect(read?.result?.turnout).toBe(100);
    const total = read?.result?.proposals.reduce((sum, { votes: some }) => sum + some, 0);
    expect(total).toBe(100);
    const { text } = await (await signIn()).get(`/console/forums/votes/${id}`).expect(200);
    expect(text).toContain('A new borehole');
    expect(text).toContain('%');
    expect(await readVotes(gateway.deps, kenya, placeOf(kenya, 'Mtongwe'), LONG_AGO)).toEqual([]);
    const place = await request(gateway.app).get(`/open/kenya-coast/places/${ward.code}?lang=en`).expect(200);
    expect(place.text).toMatch(/Ward money 2027.*100 phones have voted/s);
    const { text: elsewhere } = await request(gateway.app).get(
      `/open/kenya-coast/places/${placeOf(kenya, 'Mtongwe').code}?lang=en`,
    );
    expect(elsewhere).not.toContain('Ward money');
  });

  it('forgets which phones voted when it closed long ago: the sums stand, and nobody votes again', async () => {
    const late = await lookAt(phone(1), 'A road').catch(() => null);
    expect(late).toBeNull();
    await gateway.pass(24 * 31);
    expect(await phones()).toBe(0);
    expect((await counted()).reduce((sum, votes) => sum + votes)).toBe(100);
    const { text } = await (await signIn()).get(`/console/forums/votes/${id}`).expect(200);
    expect(text).toContain('100 phones have voted.');
    const [read] = await readVotes(gateway.deps, kenya, ward, LONG_AGO);
    expect(read?.result?.turnout).toBe(100);
  });

  async function phones(): Promise<number> {
    const rows = await gateway.deps.db
      .selectFrom('vote_phones')
      .select('phone_hash')
      .where('vote_id', '=', id)
      .execute();
    return rows.length;
  }
});

describe('what is typed into a vote', () => {
  it.each([
    ['a close before the opening', { 'closes-day': '2027-03-01', 'closes-time': '11:00' }],
    ['a day that is over', { 'opens-day': '2026-11-01' }],
    ['a day that is none', { 'opens-day': '2026-02-30' }],
    ['a time that is none', { 'opens-time': '25:00' }],
    ['a close in a year typed wrongly', { 'closes-day': '2206-12-05' }],
    [
      'one proposal',
      Object.fromEntries(
        [2, 3, 4, 5, 6].flatMap((n) => [
          [`proposal-${n}-en`, ''],
          [`proposal-${n}-sw`, ''],
        ]),
      ),
    ],
    ['a proposal in one language only', { 'proposal-3-sw': '' }],
    ['a proposal that no phone has room for', { 'proposal-2-en': 'x'.repeat(41) }],
    ['letters that phones do not have', { 'vote-en': 'Pesa ☃' }],
    ['a place that is none', { area: 'XK.04.28' }],
  ])('is refused with %s, and nothing typed is lost', async (_what, wrong) => {
    const before = await gateway.deps.db.selectFrom('votes').select('id').execute();
    const right = { ...form(ward), 'opens-day': '2027-03-01', 'closes-day': '2027-03-05' };
    const { text } = await (await signIn()).post('/console/forums/votes/new', { ...right, ...wrong }).expect(422);
    expect(text).toContain('There is a problem');
    expect(text).toContain('value="A new borehole"');
    expect(await gateway.deps.db.selectFrom('votes').select('id').execute()).toEqual(before);
    expect(gateway.deps.now() > MONDAY_MORNING).toBe(true);
  });

  it('enters it once when it is sent twice', async () => {
    const once = '0193a5b0-0000-7000-8000-00000000abcd';
    const fields = { ...form(ward), once, 'opens-day': '2027-03-01', 'closes-day': '2027-03-05' };
    expect(await enterVote(fields)).toBe(once);
    expect(await enterVote(fields)).toBe(once);
    const rows = await gateway.deps.db.selectFrom('vote_proposals').selectAll().where('vote_id', '=', once).execute();
    expect(rows).toHaveLength(PROPOSALS.length);
  });
});
