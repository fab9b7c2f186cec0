import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { reply } from '../../src/grievances/reply.ts';
import { resolve } from '../../src/grievances/resolve.ts';
import { untilDaytime } from '../support/daytime.ts';
import { type Gateway, openGateway } from '../support/gateway.ts';
import { openCitizen } from '../support/story.ts';
import { KENYA, SETTLED_HOURS, walk } from '../ussd/drops.ts';
import { converse, createTexters, english, eventsOf, OFFICIAL, type Texter } from './texters.ts';

let gateway: Gateway;
beforeAll(async () => {
  gateway = await openGateway();
});
afterAll(async () => {
  await gateway.close();
});
beforeEach(() => untilDaytime(gateway));

const texter = createTexters(() => gateway);
const khulna = createTexters(() => gateway, 'khulna');
const kosovo = createTexters(() => gateway, 'kosovo');

/** Somebody whose only report was just called resolved. */
async function resolved(person: Texter, report: string): Promise<string> {
  await person.text(report);
  await gateway.pass(1);
  const [{ id = '' } = {}] = await person.grievances();
  await callResolved(person, id);
  return id;
}

async function callResolved(person: Texter, id: string): Promise<void> {
  await resolve(gateway.deps, OFFICIAL, { id }, { text: 'Done.' });
  expect((await person.news()).join()).toContain('Done.');
}

const SPEAKERS = {
  Kenya: [texter, 'REPORT no water Mtongwe since Monday'],
  Khulna: [khulna, 'অভিযোগ নলকূপ নষ্ট জলমা তিন সপ্তাহ'],
  Kosovo: [kosovo, 'Prijava socijalna pomoc kasni, Lipljan'],
} as const;

describe('everyday words to "is it fixed?"', () => {
  it.each([
    ['Kenya', 'Bado'],
    ['Kenya', 'Not yet'],
    ['Kenya', 'It is not fixed'],
    ['Kenya', 'Si kweli, bado hakuna maji'],
    ['Khulna', 'ঠিক হয়নি'],
    ['Khulna', 'hoy nai'],
    ['Kosovo', 'Još nije'],
    ['Kosovo', 'Akoma jo'],
  ] as const)('%s: %s opens it again', async (speaker, words) => {
    const [make, report] = SPEAKERS[speaker];
    const person = make();
    await resolved(person, report);
    await person.text(words);
    expect((await person.grievances())[0]).toMatchObject({ status: 'routed', outcome: 'disputed' });
  });

  it.each([
    ['Kenya', 'Imekwisha, asante'],
    ['Khulna', 'ঠিক হয়েছে'],
    ['Kosovo', 'Jeste'],
  ] as const)('%s: %s closes it', async (speaker, words) => {
    const [make, report] = SPEAKERS[speaker];
    const person = make();
    await resolved(person, report);
    await person.text(words);
    expect((await person.grievances())[0]).toMatchObject({ status: 'closed', outcome: 'confirmed' });
  });

  it('that say neither are kept, and she is asked again in the same SMS, as often as it takes', async () => {
    const person = texter();
    await english(person);
    const id = await resolved(person, SPEAKERS.Kenya[1]);
    const asked = /will read your message\.\nIs it fixed\? Reply 1 yes, 2 no$/;
    await converse(person, [
      ['It runs, but the water is brown', asked],
      ['My neighbour has the same', asked],
    ]);
    expect((await eventsOf(gateway, id)).slice(-2).map(({ data }) => data)).toEqual([
      { text: 'It runs, but the water is brown' },
      { text: 'My neighbour has the same' },
    ]);
    await converse(person, [['Bado', 'your report is open again']]);
  });

  it('begin a report where nothing is asked', async () => {
    const person = texter();
    await english(person);
    await converse(person, [['Not a single nurse at the clinic today', 'What is it about?']]);
  });
});

describe('a no that begins a sentence', () => {
  const rubbish = 'REPORT rubbish Likoni behind the school';

  it.each(['No nurse came to work at the clinic today', 'No light on our street in Mtongwe since Monday'])(
    '%s: is a new report where it names another matter or place',
    async (words) => {
      const person = texter();
      await english(person);
      const id = await resolved(person, rubbish);
      await converse(person, [[words, 'What is it about?']]);
      expect((await person.grievances())[0]?.status).toBe('resolved');
      expect((await eventsOf(gateway, id)).map(({ type }) => type)).not.toContain('citizen_wrote');
    },
  );

  it.each(['No one came to Likoni to take the rubbish away', 'No truck came'])(
    '%s: is the reason, all of it, where it does not',
    async (words) => {
      const person = texter();
      await english(person);
      const id = await resolved(person, rubbish);
      await converse(person, [[words, 'your report is open again']]);
      expect((await eventsOf(gateway, id)).at(-1)).toMatchObject({ type: 'disputed', data: { reason: words } });
    },
  );
});

describe('a bare answer, where several things were asked', () => {
  async function two(): Promise<{ person: Texter; water: string; rubbish: string }> {
    const person = texter();
    await english(person);
    await person.text('REPORT no water Mtongwe since Monday');
    await person.text('REPORT rubbish Likoni behind the school');
    await gateway.pass(1);
    const [water, rubbish] = await person.grievances();
    return { person, water: water?.id ?? '', rubbish: rubbish?.id ?? '' };
  }

  it.each(['1', '2', 'Yes'])(
    '%s: is for the office that asked last, and no outcome of another report',
    async (words) => {
      const { person, water, rubbish } = await two();
      await callResolved(person, water);
      await gateway.pass(24);
      await reply(gateway.deps, OFFICIAL, { id: rubbish }, { text: 'How many heaps are there?' });
      await person.news();
      await converse(person, [[words, 'will read your message']]);
      expect((await person.grievances()).map(({ status, outcome }) => [status, outcome])[0]).toEqual([
        'resolved',
        null,
      ]);
      expect((await eventsOf(gateway, rubbish)).at(-1)).toMatchObject({ data: { text: words } });
    },
  );

  it('goes to the question that stood behind "is it fixed?", which is put again', async () => {
    const person = texter();
    await english(person);
    await person.text('REPORT no water Mtongwe since Monday');
    await gateway.pass(1);
    const [{ id = '' } = {}] = await person.grievances();
    await converse(person, [['REPORT rubbish behind the school', 'Where is it?']]);
    await callResolved(person, id);
    await converse(person, [
      ['1', 'closed as fixed', 'Where is it? Reply 1 for Mtongwe'],
      ['1', 'your report is with'],
    ]);
    expect((await person.grievances()).map(({ status }) => status)).toEqual(['closed', 'routed']);
  });

  it('a no with its reason puts the question again, too', async () => {
    const person = texter();
    await english(person);
    await person.text('REPORT no water Mtongwe since Monday');
    await gateway.pass(1);
    const [{ id = '' } = {}] = await person.grievances();
    await converse(person, [['REPORT rubbish behind the school', 'Where is it?']]);
    await callResolved(person, id);
    await converse(person, [
      ['2 still dry', 'your report is open again', 'Where is it? Reply 1 for Mtongwe'],
      ['2', 'We found no place with that name.'],
      ['1', 'your report is with'],
    ]);
  });

  it('is her word on the outcome, though the offer of a draft was renewed since without an SMS', async () => {
    const citizen = openCitizen(gateway, '+254712900777');
    const say = async (words: string) => {
      await gateway.pass(0.01);
      await citizen.sms('22101', words);
      await gateway.work();
      return citizen.news();
    };
    await say('LANG ENGLISH');
    await say('REPORT rubbish Likoni behind the school');
    await gateway.pass(1);
    await citizen.news();
    const { id } = await gateway.deps.db
      .selectFrom('grievances')
      .select('id')
      .orderBy('id', 'desc')
      .limit(1)
      .executeTakeFirstOrThrow();
    // She has said which language she reads.
    await walk(citizen, KENYA.code, { labels: KENYA.labels.slice(1), typed: [KENYA.place, 'The tap is dry'] });
    await gateway.pass(SETTLED_HOURS);
    await gateway.work();
    expect((await citizen.news()).join()).toContain('not sent yet');
    await resolve(gateway.deps, OFFICIAL, { id }, { text: 'Taken away.' });
    expect((await citizen.news()).join()).toContain('Is it fixed?');
    const call = await citizen.dial(KENYA.code);
    await call.type('1');
    await gateway.pass(SETTLED_HOURS);
    await gateway.work();
    expect(await citizen.news()).toEqual([]);
    expect(await say('1')).toEqual([
      expect.stringContaining('closed as fixed'),
      expect.stringContaining('Reply 1 to send it'),
    ]);
  });
});
