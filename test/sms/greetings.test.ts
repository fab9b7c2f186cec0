import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Language } from '../../src/routing/programme.ts';
import { isGreeting } from '../../src/sms/greetings.ts';
import { type Gateway, openGateway } from '../support/gateway.ts';
import { converse, createTexters, english } from './texters.ts';

let gateway: Gateway;
beforeAll(async () => {
  gateway = await openGateway();
});
afterAll(async () => {
  await gateway.close();
});

const texter = createTexters(() => gateway);

describe('isGreeting', () => {
  it.each<[Language, string]>([
    ['sw', 'hello'],
    ['sw', 'Hi!'],
    ['sw', 'Good morning sir'],
    ['sw', 'Habari'],
    ['sw', 'habari za asubuhi'],
    ['sw', 'mambo vipi'],
    ['sw', 'Salamu'],
    ['sw', 'Hujambo'],
    ['bn', 'assalamu alaikum'],
    ['bn', 'আসসালামু আলাইকুম ভাই'],
    ['bn', 'নমস্কার'],
    ['bn', 'হ্যালো'],
    ['sq', 'Përshëndetje'],
    ['sq', 'tung'],
    ['sr', 'Zdravo'],
    ['sr', 'dobar dan'],
    ['sr', 'Добар дан'],
  ])('%s: %s', (language, text) => {
    expect(isGreeting({ languages: [language] }, text)).toBe(true);
  });

  it.each<[Language, string]>([
    ['sw', 'good'],
    ['sw', 'Habari mbaya'],
    ['sw', 'hello no water'],
    ['sw', 'za asubuhi'],
    ['bn', 'ভাই'],
    ['sr', 'dobro'],
    ['sq', ''],
  ])('%s: not %s', (language, text) => {
    expect(isGreeting({ languages: [language] }, text)).toBe(false);
  });
});

describe('a greeting', () => {
  it('is told what to send, and begins nothing', async () => {
    const person = texter();
    await english(person);
    await converse(person, [
      ['hello', 'or send: REPORT and the problem'],
      ['1', 'We did not understand.'],
    ]);
    expect((await person.citizen()).conversation).toBeNull();
  });

  it('is no answer, and the question is put again', async () => {
    const person = texter();
    await english(person);
    await converse(person, [
      ['REPORT', 'What is the problem?'],
      ['hello', 'What is the problem?'],
      ['yes', 'What is the problem?'],
      ['12345', 'What is the problem?'],
      ['lights are off on my street', 'What is it about?'],
      ['habari', 'What is it about?'],
      ['yes', 'What is it about?'],
      ['4', 'Where is it?'],
      ['hello', 'Where is it?'],
      ['Miritini', 'your report is with'],
    ]);
    expect((await person.grievances()).map(({ text }) => text)).toEqual(['lights are off on my street']);
  });

  it('and a yes say nothing about a bribe', async () => {
    const person = texter();
    await english(person);
    await converse(person, [
      ['REPORT corruption Miritini', 'What is the problem?'],
      ['yes', 'What is the problem?'],
      ['The clerk wants money', /^Thank you\. We have your message\./],
    ]);
    expect((await person.grievances()).map(({ text }) => text)).toEqual(['The clerk wants money']);
  });
});

describe('a text of one word', () => {
  it('is asked for more, which are put behind it', async () => {
    const person = texter();
    await english(person);
    await converse(person, [
      ['mafuriko', 'What is the problem?'],
      ['the river came into the houses', 'What is it about?'],
      ['4', 'Where is it?'],
      ['Miritini', 'your report is with'],
    ]);
    expect((await person.grievances())[0]?.text).toBe('mafuriko\nthe river came into the houses');
  });

  it('says what it is about where it names that, and is asked about where it sounds sealed', async () => {
    const [thirsty, raped] = [texter(), texter()];
    for (const person of [thirsty, raped]) await english(person);
    await converse(thirsty, [
      ['water', 'What is the problem?'],
      ['dry for a week', 'Where is it?'],
    ]);
    await converse(raped, [['raped', /\n1 Corruption\n2 Safety and protection\n3 Something else/]]);
  });
});

describe('what sounds sealed', () => {
  it('is asked about with a short list, and not sent to an office by a habit of "1"', async () => {
    const person = texter();
    await english(person);
    await converse(person, [
      [
        'my husband beats me in miritini',
        /^What is it about\? Reply with a number:\n1 Corruption\n2 Safety and protection\n3 Something else\n/,
      ],
      ['2', 'Where is it?'],
      ['Miritini', /^Thank you\. We have your message\./],
      ['NO'],
      [
        'REPORT clerk asked me for a bribe in miritini',
        /^What is it about\? Reply with a number:\n1 Corruption\n2 Safety and protection\n3 Something else$/,
      ],
      ['1', /^Thank you\. We have your message\./],
    ]);
    expect((await person.grievances()).map(({ stream }) => stream)).toEqual(['protection', 'integrity']);
  });

  it('is something else where she says so, and then anything', async () => {
    const person = texter();
    await english(person);
    await converse(person, [
      ['REPORT a threat of flood in Miritini', '3 Something else'],
      ['9', '3 Something else'],
      ['3', /^What is it about\? Reply with a number:\n1 Water\n2 Health services\n/],
      ['4', 'your report is with'],
    ]);
    expect(await person.grievances()).toMatchObject([{ stream: 'ordinary' }]);
  });
});
