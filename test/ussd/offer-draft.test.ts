import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { indexPhone, type Phone } from '../../src/phone.ts';
import type { Conversation } from '../../src/sms/conversation.ts';
import { offerDraft } from '../../src/ussd/offer-draft.ts';
import { settleCall } from '../../src/ussd/settle-calls.ts';
import { type Gateway, openGateway } from '../support/gateway.ts';
import type { Dialogue } from '../support/handset.ts';
import { type Citizen, openCitizen } from '../support/story.ts';
import { KENYA, rowOf, SETTLED_HOURS, tellEnd, WAYS, walk, workDelayed } from './drops.ts';

let gateway: Gateway;
beforeAll(async () => {
  gateway = await openGateway();
});
afterAll(async () => {
  await gateway.close();
});

let serial = 0;
function newCitizen(like = KENYA.phone): Citizen {
  serial += 1;
  return openCitizen(gateway, `${like.slice(0, -3)}${String(serial).padStart(3, '0')}`);
}

const TEXT = 'The tap has been dry since Monday';
const SEND = 'Majibu: your report is not sent yet: No water, Mtongwe. Reply 1 to send it, 2 to drop it.';
const TELL =
  'Majibu: your report is not sent yet: No water, Mtongwe. Reply with what happened and it is sent, or 2 to drop it.';

const dropAtConfirm = (citizen: Citizen): Promise<Dialogue> =>
  walk(citizen, KENYA.code, { labels: KENYA.labels, typed: [KENYA.place, TEXT] });
const dropAtWords = (citizen: Citizen): Promise<Dialogue> =>
  walk(citizen, KENYA.code, { labels: KENYA.labels, typed: [KENYA.place] });

async function askedOf({ phone }: Citizen): Promise<Conversation | null> {
  const { conversation } = await rowOfCitizen(phone);
  return conversation as Conversation | null;
}

function rowOfCitizen(phone: string) {
  return gateway.deps.db
    .selectFrom('citizens')
    .selectAll()
    .where('phone_index', '=', indexPhone(gateway.deps.config.indexKey, phone as Phone))
    .executeTakeFirstOrThrow();
}

async function change(phone: string, to: Record<string, unknown>): Promise<void> {
  const { id } = await rowOfCitizen(phone);
  await gateway.deps.db.updateTable('citizens').set(to).where('id', '=', id).execute();
}

async function countReports(): Promise<number> {
  const { count } = await gateway.deps.db
    .selectFrom('grievances')
    .select((row) => row.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return count;
}

describe('a report that a call left unsent', () => {
  it.each(WAYS)('of $name is offered by one SMS when its time has passed', async ({ code, phone, labels, place }) => {
    const citizen = newCitizen(phone);
    await walk(citizen, code, { labels, typed: [place, TEXT] });
    await gateway.pass(0.05);
    expect(await citizen.news()).toEqual([]);
    await gateway.pass(SETTLED_HOURS);
    const news = await citizen.news();
    expect(news).toEqual([expect.stringContaining(`not sent yet: ${labels.at(-1)}, ${place}. Reply 1 to send it`)]);
    expect(await askedOf(citizen)).toMatchObject({ kind: 'report', asked: 'send', options: [], draft: { text: TEXT } });
    await gateway.pass(1);
    expect(await citizen.news()).toEqual([]);
  });

  it('is offered when the carrier has told the end, a minute later and once, however often it is told', async () => {
    const citizen = newCitizen();
    const { sessionId } = await dropAtConfirm(citizen);
    await tellEnd(gateway, sessionId);
    await tellEnd(gateway, sessionId);
    expect(gateway.waiting).toEqual([{ job: 'settle-call', id: `at-${sessionId}`, delayMs: 60_000 }]);
    await workDelayed(gateway);
    expect(await citizen.news()).toEqual([SEND]);
    await tellEnd(gateway, sessionId);
    for (let times = 0; times < 3; times += 1) {
      await Promise.all([settleCall(gateway.deps, `at-${sessionId}`), offerDraft(gateway.deps, `at-${sessionId}`)]);
    }
    await gateway.pass(SETTLED_HOURS);
    expect(await citizen.news()).toEqual([]);
  });

  it('is offered once when ten workers are at it, and when the first of them fails', async () => {
    const citizen = newCitizen();
    const { sessionId } = await dropAtConfirm(citizen);
    await tellEnd(gateway, sessionId);
    gateway.waiting.length = 0;
    const id = `at-${sessionId}`;
    await settleCall({ ...gateway.deps, wake: () => undefined }, id);
    const failing = { ...gateway.deps, carriers: new Map(), config: { ...gateway.deps.config, sealingKeys: [] } };
    await expect(offerDraft(failing, id)).rejects.toThrow();
    await Promise.all(Array.from({ length: 10 }, () => offerDraft(gateway.deps, id)));
    expect(await citizen.news()).toEqual([SEND]);
  });

  it('is offered by the sweep when the wake-up was lost', async () => {
    const citizen = newCitizen();
    const { sessionId } = await dropAtConfirm(citizen);
    await tellEnd(gateway, sessionId);
    gateway.waiting.length = 0;
    await settleCall({ ...gateway.deps, wake: () => undefined }, `at-${sessionId}`);
    await gateway.pass(0.02);
    expect(await citizen.news()).toEqual([SEND]);
  });

  it('asks what happened where she had not said it yet', async () => {
    const citizen = newCitizen();
    await dropAtWords(citizen);
    await gateway.pass(SETTLED_HOURS);
    expect(await citizen.news()).toEqual([TELL]);
    expect(await askedOf(citizen)).toEqual({
      kind: 'report',
      draft: { category: 'WATER.DRY', area: expect.any(String) },
      asked: 'text',
      options: [],
    });
  });

  it('is not offered before the place is known', async () => {
    const citizen = newCitizen();
    await walk(citizen, KENYA.code, { labels: KENYA.labels });
    await gateway.pass(SETTLED_HOURS);
    expect(await citizen.news()).toEqual([]);
    expect(await askedOf(citizen)).toBeNull();
  });
});

describe('nothing is offered', () => {
  it('to somebody who has dialled again', async () => {
    const citizen = newCitizen();
    const { sessionId } = await dropAtConfirm(citizen);
    await tellEnd(gateway, sessionId);
    await gateway.pass(0.005);
    const again = await (await citizen.dial(KENYA.code)).choose('Go on');
    await workDelayed(gateway);
    expect(await citizen.news()).toEqual([]);
    await again.choose('Send');
    await gateway.pass(SETTLED_HOURS);
    expect(await citizen.news()).toEqual([expect.stringContaining('your report is with')]);
    expect(await askedOf(citizen)).toBeNull();
  });

  it('of a call that ended well, also when its end is told; nor of one that nobody knows', async () => {
    const citizen = newCitizen();
    const end = await (await (await dropAtConfirm(citizen)).choose('Send')).choose('A question about you');
    const over = await end.choose('I prefer not to say');
    expect(over.isOver).toBe(true);
    await tellEnd(gateway, over.sessionId);
    await tellEnd(gateway, 'ATUid_nobody');
    expect(gateway.waiting.filter(({ job }) => job === 'settle-call')).toEqual([]);
    await gateway.pass(SETTLED_HOURS);
    expect(await citizen.news()).toEqual([expect.stringContaining('your report is with')]);
  });

  it('to somebody who stays anonymous', async () => {
    const citizen = newCitizen();
    const labels = KENYA.labels.map((label) => (label === 'I agree' ? 'Stay anonymous' : label));
    await walk(citizen, KENYA.code, { labels, typed: [KENYA.place, TEXT] });
    await gateway.pass(SETTLED_HOURS);
    expect(await citizen.news()).toEqual([]);
    expect(await askedOf(citizen)).toBeNull();
    // Nor on the next dial, once the call is settled: her words and her phone do not lie side by side.
    expect((await citizen.dial(KENYA.code)).screen).toContain('1. Report a problem');
  });

  it('to somebody who chose to send it without her number, or as a report about the office itself', async () => {
    for (const [option, next] of [
      ['Send without my number', '1. Report a problem'],
      [/^About /, 'You had begun'],
    ] as const) {
      const citizen = newCitizen();
      await (await (await dropAtConfirm(citizen)).choose('More choices')).choose(option);
      await gateway.pass(SETTLED_HOURS);
      expect(await citizen.news()).toEqual([]);
      expect((await citizen.dial(KENYA.code)).screen).toContain(next);
    }
  });

  it('to somebody who has not agreed to the notice of today', async () => {
    const citizen = newCitizen();
    await dropAtConfirm(citizen);
    await change(citizen.phone, { consent_version: 0 });
    await gateway.pass(SETTLED_HOURS);
    expect(await citizen.news()).toEqual([]);
    expect(await askedOf(citizen)).toBeNull();
  });

  it('after STOP, and no question waits for what she was not sent', async () => {
    const citizen = newCitizen();
    await dropAtConfirm(citizen);
    await change(citizen.phone, { opted_out_at: gateway.deps.now() });
    await gateway.pass(SETTLED_HOURS);
    expect(await citizen.news()).toEqual([]);
    expect(await askedOf(citizen)).toBeNull();
    const { id } = await rowOfCitizen(citizen.phone);
    const drafts = await gateway.deps.db.selectFrom('messages').select('id').where('citizen_id', '=', id).execute();
    expect(drafts).toEqual([]);
  });

  it('while she is being asked something else by SMS, and that question stays', async () => {
    const citizen = newCitizen();
    await dropAtConfirm(citizen);
    const asked = { kind: 'rating', draft: {}, asked: 'place', options: [] };
    await change(citizen.phone, { conversation: JSON.stringify(asked), conversation_at: gateway.deps.now() });
    await gateway.pass(SETTLED_HOURS);
    expect(await citizen.news()).toEqual([]);
    expect(await askedOf(citizen)).toEqual(asked);
  });

  it('to somebody who has reported by SMS since', async () => {
    const citizen = newCitizen();
    const { sessionId } = await dropAtConfirm(citizen);
    const before = await countReports();
    await gateway.pass(0.01);
    const other = await gateway.deps.db
      .selectFrom('grievances')
      .selectAll()
      .orderBy('id')
      .limit(1)
      .executeTakeFirstOrThrow();
    const { id } = await rowOfCitizen(citizen.phone);
    await gateway.deps.db
      .insertInto('grievances')
      .values({
        ...other,
        id: crypto.randomUUID(),
        reference: '99999995',
        source: 'sms-test',
        citizen_id: id,
        filed_at: gateway.deps.now(),
      })
      .execute();
    await gateway.pass(SETTLED_HOURS);
    expect(await countReports()).toBe(before + 1);
    expect(await citizen.news()).toEqual([]);
    expect((await rowOf(gateway, sessionId))?.offer_at).toBeNull();
  });
});

describe('an offer', () => {
  it('is taken back when the report is sent from a later call, and when that is sent anonymously', async () => {
    for (const label of [null, 'Send without my number']) {
      const citizen = newCitizen();
      await dropAtConfirm(citizen);
      await gateway.pass(SETTLED_HOURS);
      expect(await citizen.news()).toEqual([SEND]);
      const again = await (await citizen.dial(KENYA.code)).choose('Go on');
      const last = label === null ? again : await (await again.choose('More choices')).choose(label);
      await last.choose('Send');
      expect(await askedOf(citizen)).toBeNull();
    }
  });

  it('names neither category nor place any more once it is taken back, and does not go out if it still waits', async () => {
    for (const isSent of [true, false]) {
      const citizen = newCitizen();
      const { sessionId } = await dropAtConfirm(citizen);
      if (isSent) {
        await gateway.pass(SETTLED_HOURS);
        expect(await citizen.news()).toEqual([SEND]);
      } else {
        await tellEnd(gateway, sessionId);
        gateway.waiting.length = 0;
        await settleCall(gateway.deps, `at-${sessionId}`);
        await offerDraft(gateway.deps, `at-${sessionId}`);
      }
      const again = await (await citizen.dial(KENYA.code)).choose('Go on');
      await (await (await again.choose('More choices')).choose('Send without my number')).choose('Send');
      await gateway.work();
      const { id } = await rowOfCitizen(citizen.phone);
      const told = await gateway.deps.db
        .selectFrom('messages')
        .select(['text', 'state', 'reason', 'settled_at'])
        .where('citizen_id', '=', id)
        .execute();
      const settled_at = gateway.deps.now();
      expect(told).toEqual([
        isSent
          ? { text: '', state: 'accepted', reason: null, settled_at: expect.any(Date) }
          : { text: '', state: 'suppressed', reason: 'taken_back', settled_at },
      ]);
    }
  });

  it('is taken back when she starts over', async () => {
    const citizen = newCitizen();
    await dropAtConfirm(citizen);
    await gateway.pass(SETTLED_HOURS);
    expect(await citizen.news()).toEqual([SEND]);
    await (await citizen.dial(KENYA.code)).choose('Start over');
    await gateway.pass(SETTLED_HOURS);
    expect(await askedOf(citizen)).toBeNull();
    expect(await citizen.news()).toEqual([]);
  });

  it('is taken back from behind another question, which stays', async () => {
    const citizen = newCitizen();
    await dropAtConfirm(citizen);
    await gateway.pass(SETTLED_HOURS);
    const language = { kind: 'language', options: ['sw', 'en'], next: await askedOf(citizen) };
    await change(citizen.phone, { conversation: JSON.stringify(language) });
    await (await (await citizen.dial(KENYA.code)).choose('Go on')).choose('Send');
    expect(await askedOf(citizen)).toEqual({ ...language, next: null });
  });

  it('stands, and no second SMS comes, when she dials and decides nothing', async () => {
    const citizen = newCitizen();
    await dropAtConfirm(citizen);
    await gateway.pass(SETTLED_HOURS);
    expect(await citizen.news()).toEqual([SEND]);
    for (let calls = 0; calls < 3; calls += 1) {
      await citizen.dial(KENYA.code);
      await gateway.pass(SETTLED_HOURS);
    }
    expect(await citizen.news()).toEqual([]);
    expect(await askedOf(citizen)).toMatchObject({ asked: 'send', draft: { text: TEXT } });
  });

  it('stands for a day, however often a later call carries on what it offers', async () => {
    const citizen = newCitizen();
    await dropAtConfirm(citizen);
    await gateway.pass(SETTLED_HOURS);
    expect(await citizen.news()).toEqual([SEND]);
    const { conversation_at: askedAt } = await rowOfCitizen(citizen.phone);
    await gateway.pass(12);
    await citizen.dial(KENYA.code);
    await gateway.pass(11);
    expect((await rowOfCitizen(citizen.phone)).conversation_at).toEqual(askedAt);
    await citizen.dial(KENYA.code);
    await gateway.pass(1.1);
    const before = await countReports();
    await citizen.sms('22101', '1');
    await citizen.news();
    expect(await countReports()).toBe(before);
  });

  it('is of her newest words when she goes on and is cut off again, without a second SMS', async () => {
    const citizen = newCitizen();
    await dropAtConfirm(citizen);
    await gateway.pass(SETTLED_HOURS);
    expect(await citizen.news()).toEqual([SEND]);
    await (await (await (await citizen.dial(KENYA.code)).choose('Go on')).type('0')).type('No water at all');
    await gateway.pass(SETTLED_HOURS);
    expect(await citizen.news()).toEqual([]);
    expect(await askedOf(citizen)).toMatchObject({ asked: 'send', draft: { text: 'No water at all' } });
  });

  it('asks the new question when she has meanwhile said what happened', async () => {
    const citizen = newCitizen();
    await dropAtWords(citizen);
    await gateway.pass(SETTLED_HOURS);
    expect(await citizen.news()).toEqual([TELL]);
    await (await (await citizen.dial(KENYA.code)).choose('Go on')).type(TEXT);
    await gateway.pass(SETTLED_HOURS);
    expect(await citizen.news()).toEqual([SEND]);
  });

  it('is made for the next report too, and names the newest', async () => {
    const citizen = newCitizen();
    await (await dropAtConfirm(citizen)).choose('Send');
    await gateway.pass(SETTLED_HOURS);
    expect(await citizen.news()).toEqual([expect.stringContaining('your report is with')]);
    for (const label of ['Burst pipe or leak', 'Wrong water bill']) {
      const words = await walk(citizen, KENYA.code, { labels: ['Report a problem', 'Water', label] });
      await words.type('Since Monday, at the market');
      await gateway.pass(SETTLED_HOURS);
      expect(await citizen.news()).toEqual([expect.stringContaining(`not sent yet: ${label}, Mtongwe. Reply 1`)]);
      await citizen.dial(KENYA.code).then((call) => call.choose('Start over'));
      await gateway.pass(0.01);
    }
  });
});

describe('a single reply', () => {
  it('1 sends the report once, and no later call goes on with it', async () => {
    const citizen = newCitizen();
    await dropAtConfirm(citizen);
    await gateway.pass(SETTLED_HOURS);
    expect(await citizen.news()).toEqual([SEND]);
    const before = await countReports();
    await citizen.sms('22101', '1');
    const [receipt] = await citizen.news();
    expect(receipt).toContain('your report is with');
    await citizen.sms('22101', '1');
    await citizen.news();
    expect(await countReports()).toBe(before + 1);
    const filed = await gateway.deps.db
      .selectFrom('grievances')
      .select('text')
      .where('channel', '=', 'sms')
      .orderBy('filed_at', 'desc')
      .executeTakeFirst();
    expect(filed).toEqual({ text: TEXT });
    expect((await citizen.dial(KENYA.code)).screen).not.toContain('had begun');
  });

  it('2 drops it, here and there', async () => {
    const citizen = newCitizen();
    await dropAtConfirm(citizen);
    await gateway.pass(SETTLED_HOURS);
    const before = await countReports();
    await citizen.sms('22101', '2');
    expect(await citizen.news()).toEqual([SEND, 'Nothing was sent. Write or dial again any time.']);
    expect(await countReports()).toBe(before);
    expect((await citizen.dial(KENYA.code)).screen).not.toContain('had begun');
  });

  it('with what happened sends it', async () => {
    const citizen = newCitizen();
    await dropAtWords(citizen);
    await gateway.pass(SETTLED_HOURS);
    expect(await citizen.news()).toEqual([TELL]);
    const before = await countReports();
    await citizen.sms('22101', 'No water since Sunday');
    expect(await citizen.news()).toEqual([expect.stringContaining('your report is with')]);
    expect(await countReports()).toBe(before + 1);
  });
});
