import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { reply } from '../../src/grievances/reply.ts';
import { type Gateway, openGateway } from '../support/gateway.ts';
import { converse, createTexters, english, OFFICIAL, SHORT_CODE, type Texter } from './texters.ts';

let gateway: Gateway;
beforeAll(async () => {
  gateway = await openGateway();
});
afterAll(async () => {
  await gateway.close();
});

const texter = createTexters(() => gateway);
const khulna = createTexters(() => gateway, 'khulna');
const kosovo = createTexters(() => gateway, 'kosovo');

const isOut = async (person: Texter) => (await person.citizen()).opted_out_at !== null;

async function tellByCarrier(person: Texter): Promise<void> {
  await request(gateway.app)
    .post('/at/dev/sms/opt-out')
    .type('form')
    .send({ senderId: SHORT_CODE, phoneNumber: person.phone })
    .expect(200);
}

async function officeWrites(person: Texter): Promise<string[]> {
  const { id = '' } = (await person.grievances())[0] ?? {};
  await reply(gateway.deps, OFFICIAL, { id }, { text: 'We come tomorrow.' });
  return person.news();
}

describe.each([
  ['STOP by SMS', async (person: Texter) => converse(person, [['STOP', 'You get no more SMS from us.']])],
  ['STOP told by the carrier', tellByCarrier],
])('%s', (_how, stop) => {
  it('ends what we send by ourselves; who writes herself is answered, and gets her receipt', async () => {
    const person = texter();
    await english(person);
    await person.text('REPORT no water Mtongwe');
    await stop(person);
    expect(await isOut(person)).toBe(true);
    expect(await officeWrites(person)).toEqual([]);
    await converse(person, [
      ['STATUS', 'No water: '],
      ['REPORT rubbish Mtongwe at the school', 'your report is with'],
      ['HELP', 'Majibu '],
    ]);
    expect(await isOut(person)).toBe(true);
    expect(await officeWrites(person)).toEqual([]);
  });

  it('is taken back by START, and by nothing else', async () => {
    const person = texter();
    await english(person);
    await person.text('REPORT no water Mtongwe');
    await stop(person);
    for (const words of ['Please start the pump', 'STRAT', 'ok', 'YES']) {
      await person.text(words);
      expect([words, await isOut(person)]).toEqual([words, true]);
    }
    await converse(person, [['START', 'You will get our SMS again.']]);
    expect(await officeWrites(person)).toEqual([expect.stringContaining('We come tomorrow.')]);
  });

  it('ends what was being asked', async () => {
    const person = texter();
    await english(person);
    await converse(person, [['REPORT the tap is dry', 'What is it about?']]);
    await stop(person);
    await converse(person, [['1', 'We did not understand.']]);
    expect(await person.grievances()).toEqual([]);
  });
});

it.each([
  [texter, 'Acha!', 'ANZA'],
  [texter, 'stop.', 'Start!'],
  [texter, 'TOKA', 'anza'],
  [khulna, 'বন্ধ', 'শুরু'],
  [khulna, 'স্টপ', 'START'],
  [kosovo, 'NDAL', 'fillo'],
  [kosovo, 'стоп', 'POČNI'],
  [kosovo, 'odjava', 'rifillo'],
])('%# %s stops and %s starts', async (make, stop, start) => {
  const person = make();
  await person.text('HELP');
  expect(await person.text(stop)).toHaveLength(1);
  expect(await isOut(person)).toBe(true);
  expect(await person.text(start)).toHaveLength(1);
  expect(await isOut(person)).toBe(false);
});

it('words that begin with STOP stop nothing', async () => {
  const person = texter();
  await english(person);
  await converse(person, [['Stop the lorries in our street', 'What is it about?']]);
  expect(await isOut(person)).toBe(false);
});
