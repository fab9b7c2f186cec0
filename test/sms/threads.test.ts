import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { acknowledge } from '../../src/grievances/acknowledge.ts';
import { reply } from '../../src/grievances/reply.ts';
import { resolve } from '../../src/grievances/resolve.ts';
import { type Gateway, openGateway } from '../support/gateway.ts';
import { converse, createTexters, english, eventsOf, OFFICIAL, type Texter } from './texters.ts';

let gateway: Gateway;
beforeAll(async () => {
  gateway = await openGateway();
});
afterAll(async () => {
  await gateway.close();
});

const texter = createTexters(() => gateway);

/** Somebody with one open report about water, and its receipt read. */
async function reporter(): Promise<{ person: Texter; id: string; shown: string }> {
  const person = texter();
  await english(person);
  await person.text('REPORT no water Mtongwe');
  return { person, ...(await newest(person)) };
}

async function newest(person: Texter): Promise<{ id: string; shown: string }> {
  const { id = '', reference = '' } = (await person.grievances()).at(-1) ?? {};
  return { id, shown: `${reference.slice(0, 4)} ${reference.slice(4)}` };
}

const wordsOn = async (id: string) =>
  (await eventsOf(gateway, id)).filter(({ type }) => type === 'citizen_wrote').map(({ data }) => data);

describe('words that are no keyword and no answer', () => {
  it('join her only open report, right after its receipt and after every word about it', async () => {
    const { person, id, shown } = await reporter();
    await converse(person, [['It is the pipe behind the mosque', `Majibu ${shown}: Mombasa Water Company`]]);
    await acknowledge(gateway.deps, OFFICIAL, { id });
    expect(await person.news()).toHaveLength(1);
    await converse(person, [['Please hurry, people are ill', 'will read your message']]);
    expect(await wordsOn(id)).toEqual([
      { text: 'It is the pipe behind the mosque' },
      { text: 'Please hurry, people are ill' },
    ]);
    expect(await person.grievances()).toHaveLength(1);
  });

  it('join it also when they come before its receipt', async () => {
    const { person, id } = await reporter();
    await converse(person, [['REPORT rubbish everywhere', 'Where is it?']]);
    await gateway.pass(1 / 60);
    await person.send('1');
    await person.send('and it smells up to the school');
    await person.news();
    const [first, second] = await person.grievances();
    expect(first?.id).toBe(id);
    // Two are open now, and she is asked which of them she means.
    expect(await wordsOn(id)).toEqual([]);
    await converse(person, [['1', 'will read your message']]);
    expect(await wordsOn(second?.id ?? '')).toEqual([{ text: 'and it smells up to the school' }]);
  });

  it('join what an office asked last, though another report is open too', async () => {
    const { person, id } = await reporter();
    await person.text('REPORT rubbish everywhere in Mtongwe');
    await reply(gateway.deps, OFFICIAL, { id }, { text: 'Which house is it?' });
    await person.news();
    await converse(person, [['The blue gate', 'will read your message']]);
    expect(await wordsOn(id)).toEqual([{ text: 'The blue gate' }]);
  });

  it('may answer an office that wrote after the question of a conversation, which goes on', async () => {
    const { person, id } = await reporter();
    await converse(person, [['REPORT holes in our road', 'What is it about?']]);
    await gateway.pass(1);
    await reply(gateway.deps, OFFICIAL, { id }, { text: 'Which house is it?' });
    await person.news();
    await converse(person, [
      ['The blue gate', /^Which report is this about\? Reply with a number:\n1 \d{4} \d{4} No water\n2 a new report$/],
      ['1', 'will read your message', 'What is it about?'],
      ['It is as wide as a car', 'What is it about?'],
      ['4', 'Where is it?'],
      ['1', 'your report is with'],
    ]);
    expect(await wordsOn(id)).toEqual([{ text: 'The blue gate' }]);
    expect((await person.grievances()).at(-1)?.text).toBe('holes in our road\nIt is as wide as a car');
  });

  it('may be a number or a yes where an office asked', async () => {
    const { person, id } = await reporter();
    await converse(person, [
      ['yes', 'We did not understand.'],
      ['12', 'We did not understand.'],
    ]);
    await reply(gateway.deps, OFFICIAL, { id }, { text: 'Which house number?' });
    await person.news();
    await converse(person, [
      ['12', 'will read your message'],
      ['Ndio', 'will read your message'],
    ]);
    expect(await wordsOn(id)).toEqual([{ text: '12' }, { text: 'Ndio' }]);
  });

  it('are asked about where several reports are open', async () => {
    const { person, id, shown } = await reporter();
    await person.text('REPORT rubbish everywhere in Mtongwe');
    const rubbish = await newest(person);
    await converse(person, [
      [
        'Still nothing, please come',
        `Which report is this about? Reply with a number:\n1 ${rubbish.shown} Rubbish and pollution\n2 ${shown} No water\n3 a new report`,
      ],
      ['9', 'Please reply with a number from the list. Which report'],
      ['We have waited four days', 'Which report is this about?'],
      ['2', `Majibu ${shown}: `],
    ]);
    expect(await wordsOn(id)).toEqual([{ text: 'Still nothing, please come\nWe have waited four days' }]);
    expect(await wordsOn(rubbish.id)).toEqual([]);
    await gateway.pass(2);
    await converse(person, [
      ['The street light is gone too', 'Which report'],
      ['LANG SW', /^Tutakuandikia kwa Kiswahili\.\nNi kuhusu ripoti ipi\?/],
      ['LANG EN', 'Which report'],
      ['3', 'What is it about?'],
      ['4', 'Where is it?'],
      ['1', 'your report is with'],
    ]);
    expect((await person.grievances()).at(-1)?.text).toBe('The street light is gone too');
  });

  it('are a new report when nothing was said about the open one for a week', async () => {
    const { person, id } = await reporter();
    await acknowledge(gateway.deps, OFFICIAL, { id });
    await person.news();
    await gateway.deps.db
      .updateTable('grievances')
      .set({ wake_at: null, resolve_by: null })
      .where('id', '=', id)
      .execute();
    await gateway.pass(24 * 8);
    await converse(person, [['The school roof has come down', 'What is it about?']]);
    expect(await wordsOn(id)).toEqual([]);
  });

  it('are a new report when hers is closed', async () => {
    const { person, id } = await reporter();
    await resolve(gateway.deps, OFFICIAL, { id }, { text: 'Mended.' });
    await person.news();
    await converse(person, [
      ['1', 'closed as fixed'],
      ['The school roof has come down', 'What is it about?'],
    ]);
  });

  it('still join after HELP and STATUS, which say nothing to be answered', async () => {
    const { person, id } = await reporter();
    await converse(person, [
      ['STATUS', 'No water: with the office.'],
      ['HELP', 'Majibu '],
      ['Please hurry', 'will read your message'],
    ]);
    expect(await wordsOn(id)).toEqual([{ text: 'Please hurry' }]);
  });
});

describe('thanks', () => {
  it.each(['ok thanks', 'Asante sana 🙏', 'OK', '👍'])('%s: nothing happens and nothing is said', async (thanks) => {
    const { person, id } = await reporter();
    const before = await eventsOf(gateway, id);
    await converse(person, [[thanks]]);
    await resolve(gateway.deps, OFFICIAL, { id }, { text: 'Mended.' });
    await person.news();
    await converse(person, [[thanks]]);
    expect((await person.grievances())[0]).toMatchObject({ status: 'resolved', outcome: null });
    await converse(person, [['1', 'closed as fixed'], [thanks]]);
    expect((await person.grievances())[0]).toMatchObject({ status: 'closed', outcome: 'confirmed' });
    expect((await eventsOf(gateway, id)).slice(before.length).map(({ type }) => type)).toEqual([
      'resolved',
      'confirmed',
    ]);
  });

  it('answer no question: it stays open', async () => {
    const person = texter();
    await english(person);
    await converse(person, [
      ['REPORT', 'What is the problem?'],
      ['ok thanks'],
      ['The tap is dry', 'What is it about?'],
      ['okay'],
      ['1', 'Where is it?'],
      ['thank you'],
      ['Mtongwe', 'your report is with'],
    ]);
    expect((await person.grievances()).map(({ text }) => text)).toEqual(['The tap is dry']);
  });
});
