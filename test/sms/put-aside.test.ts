import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { takeBackOffer } from '../../src/db/draft-offers.ts';
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

async function writer(): Promise<Texter> {
  const person = texter();
  await english(person);
  return person;
}

const textsOf = async (person: Texter) => (await person.grievances()).map(({ text }) => text);

const RECEIPT = /^Majibu \d{4} \d{4}: your report is with /;
const BACK = /^Now to what you wrote before\. What is it about\?/;

describe('a question that was open when something else began', () => {
  it('is put again when another report is filed', async () => {
    const person = await writer();
    await converse(person, [
      ['REPORT lights are off on my street', 'What is it about?'],
      ['REPORT no water in Miritini', /KECOSCE runs this/, BACK, RECEIPT],
      ['4', 'Where is it? Reply 1 for Miritini'],
      ['1', RECEIPT],
    ]);
    expect(await textsOf(person)).toEqual(['no water in Miritini', 'lights are off on my street']);
    expect((await person.citizen()).conversation).toBeNull();
  });

  it('is put again when a rating is kept', async () => {
    const person = await writer();
    await converse(person, [
      ['REPORT lights are off on my street', 'What is it about?'],
      ['RATE 102', 'Reply 1 (very bad) to 5 (very good).'],
      ['3', /^Thank you\. You gave .* 3 of 5\.$/, BACK],
      ['4', 'Where is it?'],
      ['Miritini', RECEIPT],
    ]);
    expect(await textsOf(person)).toEqual(['lights are off on my street']);
  });

  it('takes no word of the report before', async () => {
    const person = await writer();
    await converse(person, [
      ['REPORT lights are off on my street', 'What is it about?'],
      ['REPORT no water in Miritini', /KECOSCE/, BACK, RECEIPT],
      ['The lamps near the school', 'What is it about?'],
      ['4', 'Where is it?'],
      ['1', RECEIPT],
    ]);
    expect(await textsOf(person)).toEqual([
      'no water in Miritini',
      'lights are off on my street\nThe lamps near the school',
    ]);
  });

  it('waits behind several, the latest first, and behind STATUS, HELP and another language', async () => {
    const person = await writer();
    await converse(person, [
      ['REPORT lights are off on my street', 'What is it about?'],
      ['REPORT the bridge is gone', 'What is it about?'],
      ['RATE 102', 'very good'],
      ['HELP', 'STOP to get no more SMS'],
      ['STATUS', 'You have no open reports'],
      ['LANG SW', /^Tutakuandikia kwa Kiswahili/],
      ['LANG EN', /^We will write to you in English/],
      ['5', 'Thank you. You gave', BACK],
      ['4', 'Where is it?'],
      ['Miritini', BACK, RECEIPT],
      ['4', 'Where is it?'],
      ['1', RECEIPT],
    ]);
    expect(await textsOf(person)).toEqual(['the bridge is gone', 'lights are off on my street']);
  });

  it('waits until she has said whether a phone is safe', async () => {
    const person = await writer();
    await converse(person, [
      ['REPORT lights are off on my street', 'What is it about?'],
      ['REPORT bribe in Miritini at the licence desk', /^Thank you\. We have your message\./],
      ['YES', /^Thank you\.$/, BACK],
    ]);
  });

  it('does not wait for who tells the same again, and is the one for who repeats the keyword', async () => {
    const person = await writer();
    await converse(person, [
      ['REPORT lights are off', 'What is it about?'],
      ['REPORT lights are off near the school', 'What is it about?'],
      ['4', 'Where is it?'],
      ['Miritini', RECEIPT],
      ['REPORT water Miritini', 'What is the problem?'],
      ['REPORT the pump at the mosque is broken', RECEIPT],
      ['1', 'We did not understand.'],
    ]);
    expect(await textsOf(person)).toEqual(['lights are off near the school', 'the pump at the mosque is broken']);
  });

  it('is over after STOP, and after a day', async () => {
    const [stopper, sleeper] = [await writer(), await writer()];
    for (const person of [stopper, sleeper]) {
      await converse(person, [
        ['REPORT lights are off on my street', 'What is it about?'],
        ['RATE 102', 'very good'],
      ]);
    }
    await converse(stopper, [['STOP', 'You get no more SMS from us.']]);
    await gateway.pass(25);
    await converse(sleeper, [['5', 'We did not understand.']]);
    await converse(stopper, [['5', 'We did not understand.']]);
  });

  it('is taken back where it was the offer of a call that she has sent meanwhile', async () => {
    const person = await writer();
    const { id } = await person.citizen();
    const offer = {
      kind: 'report',
      draft: { category: 'WATER.DRY', area: 'KE.001.005.0021' },
      asked: 'text',
      options: [],
    };
    const report = { kind: 'report', draft: { text: 'dark' }, asked: 'category', options: ['WATER'] };
    const rating = { kind: 'rating', draft: { unit: 'MSA-TUDOR' }, asked: 'score', options: [] };
    const keep = async (conversation: object) =>
      gateway.deps.db
        .updateTable('citizens')
        .set({ conversation: JSON.stringify(conversation), conversation_at: gateway.deps.now() })
        .where('id', '=', id)
        .execute();
    await keep({ ...rating, waiting: [offer, report] });
    await takeBackOffer(gateway.deps.db, id, gateway.deps.now());
    expect((await person.citizen()).conversation).toEqual({ ...rating, waiting: [report] });
    await keep({ ...rating, waiting: [report] });
    await takeBackOffer(gateway.deps.db, id, gateway.deps.now());
    expect((await person.citizen()).conversation).toEqual({ ...rating, waiting: [report] });
  });
});
