import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { reply } from '../../src/grievances/reply.ts';
import { resolve } from '../../src/grievances/resolve.ts';
import { untilDaytime } from '../support/daytime.ts';
import { type Gateway, openGateway } from '../support/gateway.ts';
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

/** Somebody whose report about water is with an office since an hour. */
async function reporter(): Promise<{ person: Texter; id: string }> {
  const person = texter();
  await english(person);
  await person.text('REPORT no water Mtongwe since Monday');
  await gateway.pass(1);
  const [{ id = '' } = {}] = await person.grievances();
  return { person, id };
}

/** The office asks about the water, in the middle of whatever she is writing. */
async function officeAsks(person: Texter, id: string, text = 'Which street is dry?'): Promise<void> {
  await gateway.pass(0.2);
  await reply(gateway.deps, OFFICIAL, { id }, { text });
  expect((await person.news()).join()).toContain(text);
}

/** Everything of hers that the office of a report can read besides the report. */
const readOf = async (id: string) =>
  (await eventsOf(gateway, id))
    .filter(({ type }) => type === 'citizen_wrote' || type === 'disputed')
    .map(({ data }) => data);

const ordinaryTexts = async (person: Texter) =>
  (await person.grievances()).filter(({ stream }) => stream === 'ordinary').map(({ text }) => text);

describe('words about a sealed matter, while an office asks about something else', () => {
  it('are not guessed to be for it before she has said what they are about', async () => {
    const { person, id } = await reporter();
    await person.text('REPORT he is at it again');
    await officeAsks(person, id);
    await converse(person, [
      [
        'My husband, he uses a stick every night',
        /^Which report is this about\?.*\n1 \d{4} \d{4} No water\n2 a new report$/,
      ],
      ['He will do it again', 'Which report is this about?'],
      ['2', 'What is it about?'],
      ['gender-based violence', 'Where is it?'],
      ['1', 'We have your message.'],
    ]);
    expect(await readOf(id)).toEqual([]);
    expect((await person.grievances()).at(-1)).toMatchObject({
      stream: 'protection',
      text: 'he is at it again\nMy husband, he uses a stick every night\nHe will do it again',
    });
  });

  it('are for it where she says so, and the new report goes on', async () => {
    const { person, id } = await reporter();
    await person.text('REPORT holes in our road');
    await officeAsks(person, id);
    await converse(person, [
      ['The one behind the mosque', 'Which report is this about?'],
      ['1', 'will read your message', 'What is it about?'],
      ['4', 'Where is it?'],
      ['1', 'your report is with'],
    ]);
    expect(await readOf(id)).toEqual([{ text: 'The one behind the mosque' }]);
    expect(await ordinaryTexts(person)).toEqual(['no water Mtongwe since Monday', 'holes in our road']);
  });

  it('are not for it when she is asked where it happened', async () => {
    const { person, id } = await reporter();
    await person.text('REPORT he beats me');
    await person.text('gender-based violence');
    await officeAsks(person, id);
    await converse(person, [['At home, he hides my phone', 'We found no place with that name.']]);
    expect(await readOf(id)).toEqual([]);
  });

  it('are not for it when she is asked whether this phone is safe', async () => {
    const { person, id } = await reporter();
    for (const words of ['REPORT he beats me', 'gender-based violence', '1']) await person.text(words);
    await officeAsks(person, id);
    await converse(person, [['Please hurry he is at the door', 'Which report is this about?']]);
    expect(await readOf(id)).toEqual([]);
  });

  it('are not the reason why it is not fixed', async () => {
    const { person, id } = await reporter();
    for (const words of ['REPORT he beats me', 'gender-based violence', '1']) await person.text(words);
    await gateway.pass(0.2);
    await resolve(gateway.deps, OFFICIAL, { id }, { text: 'Mended.' });
    await person.news();
    await person.text('No, he reads my phone, do not write');
    expect(await readOf(id)).toEqual([]);
  });

  it('a yes to "is it fixed?" leaves the question about the phone open, which is put again', async () => {
    const { person, id } = await reporter();
    for (const words of ['REPORT he beats me', 'gender-based violence', '1']) await person.text(words);
    await gateway.pass(0.2);
    await resolve(gateway.deps, OFFICIAL, { id }, { text: 'Mended.' });
    await person.news();
    await converse(person, [['YES', 'closed as fixed', 'May we write to this phone?']]);
    expect((await person.grievances()).map(({ contact }) => contact)).toEqual(['sms', 'none']);
    await converse(person, [['YES', /^Thank you\.$/]]);
    expect((await person.grievances()).map(({ contact }) => contact)).toEqual(['sms', 'neutral']);
  });
});

describe('words that sound sealed', () => {
  it.each([
    'The water officer asked me for a bribe of 500',
    'My neighbour raped my daughter',
    'corruption at the water company',
  ])('%s: does not join an open report', async (words) => {
    const { person, id } = await reporter();
    await converse(person, [
      [words, /^What is it about\? Reply with a number:\n1 Corruption\n2 Safety and protection/],
    ]);
    expect(await readOf(id)).toEqual([]);
  });

  it('do not join it right after other words that did', async () => {
    const { person, id } = await reporter();
    await converse(person, [
      ['It is the pipe behind the mosque', 'will read your message'],
      ['and the officer wants a bribe', 'What is it about?'],
    ]);
    expect(await readOf(id)).toEqual([{ text: 'It is the pipe behind the mosque' }]);
  });

  it('are the answer where the office has asked', async () => {
    const { person, id } = await reporter();
    await officeAsks(person, id, 'Did anybody ask you for money?');
    await converse(person, [['Yes, the guard wanted a bribe', 'will read your message']]);
    expect(await readOf(id)).toEqual([{ text: 'Yes, the guard wanted a bribe' }]);
  });

  it('are no reason why it is not fixed: the office would read them', async () => {
    const { person, id } = await reporter();
    await resolve(gateway.deps, OFFICIAL, { id }, { text: 'Mended.' });
    await person.news();
    await converse(person, [['No, he wants a bribe first', 'What is it about?']]);
    expect(await readOf(id)).toEqual([]);
    expect((await person.grievances())[0]?.status).toBe('resolved');
  });

  it('are not filed under the matter she named first', async () => {
    const person = texter();
    await english(person);
    await converse(person, [
      ['REPORT clinic Mtongwe', 'What is the problem?'],
      ['The doctor asked for a bribe', 'What is it about?'],
      ['1', 'We have your message.'],
    ]);
    expect(await ordinaryTexts(person)).toEqual([]);
  });

  it('are not lost nor filed when she is asked where it is', async () => {
    const person = texter();
    await english(person);
    await converse(person, [
      ['REPORT clinic is dirty', 'Where is it?'],
      ['The doctor asked me for a bribe', 'What is it about?'],
      ['1', 'Where is it?'],
      ['Mtongwe', 'We have your message.'],
    ]);
    expect((await person.grievances()).map(({ stream, text }) => [stream, text])).toEqual([
      ['integrity', 'clinic is dirty\nThe doctor asked me for a bribe'],
    ]);
  });
});

describe('thanks, right after an office has written', () => {
  it.each(['Good', 'Very good', 'Nimepata'])('%s: may be the answer; it is kept, and not answered', async (words) => {
    const { person, id } = await reporter();
    await officeAsks(person, id, 'Did the water come? Is it good?');
    await converse(person, [[words]]);
    expect(await readOf(id)).toEqual([{ text: words }]);
  });

  it.each(['ok thanks', 'Asante sana', '🙏'])('%s: is nothing else', async (words) => {
    const { person, id } = await reporter();
    await officeAsks(person, id, 'We come tomorrow.');
    await converse(person, [[words]]);
    expect(await readOf(id)).toEqual([]);
  });
});
