import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { saveConsent } from '../../src/db/consents.ts';
import type { ReportAsking } from '../../src/sms/conversation.ts';
import { type Gateway, openGateway } from '../support/gateway.ts';
import { converse, createTexters, english, type Texter } from './texters.ts';

let gateway: Gateway;
beforeAll(async () => {
  gateway = await openGateway();
});
afterAll(async () => {
  await gateway.close();
});

const texter = createTexters(() => gateway);
const PLACE = { category: 'WATER.DRY', area: 'KE.001.005.0021' };

/** Somebody whose call broke off, who may have texted before, asked by SMS as `src/ussd/offer-draft.ts` asks. */
async function caller(text?: string, saidBefore?: string): Promise<Texter> {
  const person = texter();
  await english(person);
  if (saidBefore !== undefined) await person.text(saidBefore);
  const { id, programme_id: programmeId } = await person.citizen();
  const asked: ReportAsking = {
    kind: 'report',
    draft: { ...PLACE, ...(text === undefined ? {} : { text }) },
    asked: text === undefined ? 'text' : 'send',
    options: [],
  };
  const now = gateway.deps.now();
  const consent = { choice: 'agreed', version: 1, language: 'en', channel: 'ussd', now } as const;
  await saveConsent(gateway.deps.db, { programmeId, citizenId: id, ...consent });
  const set = { conversation: JSON.stringify(asked), conversation_at: now };
  await gateway.deps.db.updateTable('citizens').set(set).where('id', '=', id).execute();
  return person;
}

const RECEIPT = /^Majibu \d{4} \d{4}: your report is with Mombasa Water Company/;
const textsOf = async (person: Texter) => (await person.grievances()).map(({ text }) => text);

describe('a draft that only has to be sent', () => {
  it.each([
    ['1', 'Dry since Monday'],
    ['YES', 'Dry since Monday'],
    ['ndio asante', 'Dry since Monday'],
    ['Send it please', 'Dry since Monday'],
    ['Tuma', 'Dry since Monday'],
  ])('%s sends it', async (words, text) => {
    const person = await caller('Dry since Monday');
    await converse(person, [[words, RECEIPT]]);
    expect(await textsOf(person)).toEqual([text]);
    expect((await person.citizen()).conversation).toBeNull();
    expect(await consents(person)).toEqual(['ussd']);
  });

  it.each(['2', 'NO', 'Hapana', 'no thanks', 'Do not send it', 'Sitaki', 'Delete', 'wrong number'])(
    '%s drops it',
    async (words) => {
      const person = await caller('Dry since Monday');
      await converse(person, [
        [words, 'Nothing was sent. Write or dial again any time.'],
        ['1', 'We did not understand.'],
      ]);
      expect(await textsOf(person)).toEqual([]);
    },
  );

  it('takes all other words for more of it, and asks again', async () => {
    const person = await caller('Dry since Monday');
    await converse(person, [
      [
        'The children are ill',
        /^Majibu: your report is not sent yet: No water, Mtongwe\. Reply 1 to send it, 2 to drop it/,
      ],
      ['Who is this?', 'Reply 1 to send it, 2 to drop it.'],
      ['ndyio', 'Reply 1 to send it, 2 to drop it.'],
    ]);
    expect(await textsOf(person)).toEqual([]);
    await converse(person, [['send it', RECEIPT]]);
    expect(await textsOf(person)).toEqual(['Dry since Monday\nThe children are ill\nWho is this?']);
  });

  it('is not sent by a machine, which is answered once', async () => {
    const person = await caller('Dry since Monday');
    const machine = 'I am driving now and will call you back.';
    await converse(person, [[machine, 'Reply 1 to send it, 2 to drop it.'], [machine], [machine]]);
    expect(await textsOf(person)).toEqual([]);
  });

  it('goes to no ordinary office with words that sound sealed', async () => {
    const person = await caller('Dry since Monday');
    await converse(person, [['The officer wants a bribe', 'What is it about?']]);
    expect((await person.citizen()).conversation).toMatchObject({
      draft: { text: 'Dry since Monday\nThe officer wants a bribe' },
    });
    expect(await textsOf(person)).toEqual([]);
  });

  it('is neither sent nor dropped by what can be read as both', async () => {
    const person = await caller('Dry since Monday');
    await converse(person, [
      ['No water at the clinic either', /^Majibu: your report is not sent yet: No water, Mtongwe\. Reply 1 to send/],
      ['?', 'Reply 1 to send it, 2 to drop it.'],
      ['ok thanks'],
      ['LANG SW', 'ripoti yako bado haijatumwa: Hakuna maji, Mtongwe'],
      ['1', 'ripoti yako iko kwa'],
    ]);
    expect(await textsOf(person)).toEqual(['Dry since Monday\nNo water at the clinic either']);
  });

  it('is dropped by STOP, which stops', async () => {
    const person = await caller('Dry since Monday');
    await converse(person, [
      ['STOP', 'You get no more SMS from us.'],
      ['1', 'We did not understand.'],
    ]);
    expect(await textsOf(person)).toEqual([]);
  });

  it('is not sent by an answer that comes after a day', async () => {
    const person = await caller('Dry since Monday');
    await gateway.pass(25);
    await converse(person, [['1', 'We did not understand.']]);
    expect(await textsOf(person)).toEqual([]);
  });
});

describe('a draft that lacks the words', () => {
  it('is sent by them', async () => {
    const person = await caller();
    await converse(person, [
      ['😀😀', 'What is the problem?'],
      ['No water since Monday, the tap is dry', RECEIPT],
    ]);
    expect(await textsOf(person)).toEqual(['No water since Monday, the tap is dry']);
  });

  it.each(['2', 'Do not send it', 'Sitaki'])('is dropped by %s', async (words) => {
    const person = await caller();
    await converse(person, [[words, 'Nothing was sent.']]);
    expect(await textsOf(person)).toEqual([]);
  });

  it('is not sent by words that came before: they may be a machine', async () => {
    const machine = 'I am driving now and will call you back.';
    const person = await caller(undefined, machine);
    await converse(person, [[machine, 'Reply 1 to send it, 2 to drop it.'], [machine]]);
    expect(await textsOf(person)).toEqual([]);
  });

  it('goes to no ordinary office with words that sound sealed', async () => {
    const person = await caller();
    await converse(person, [['The officer wants a bribe for the water', 'What is it about?']]);
    expect(await textsOf(person)).toEqual([]);
  });
});

async function consents(person: Texter): Promise<string[]> {
  const { id } = await person.citizen();
  const rows = await gateway.deps.db.selectFrom('consents').select('channel').where('citizen_id', '=', id).execute();
  return rows.map(({ channel }) => channel);
}
