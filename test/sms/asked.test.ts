import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { awaitCitizen } from '../../src/grievances/await-citizen.ts';
import { reply } from '../../src/grievances/reply.ts';
import { resolve } from '../../src/grievances/resolve.ts';
import { type Gateway, openGateway } from '../support/gateway.ts';
import { readGrievance, readHistory } from '../support/report.ts';
import { converse, createTexters, english, eventsOf, OFFICIAL, type Texter } from './texters.ts';

let gateway: Gateway;
beforeAll(async () => {
  gateway = await openGateway();
});
afterAll(() => gateway.close());

const texter = createTexters(() => gateway);

/** Somebody whom an office has asked something about her report, and who has read it. */
async function asked(question = 'How many days is it dry?'): Promise<{ person: Texter; id: string; shown: string }> {
  const person = texter();
  await english(person);
  await person.text('REPORT no water Mtongwe');
  const { id = '', reference = '' } = (await person.grievances()).at(-1) ?? {};
  await awaitCitizen(gateway.deps, OFFICIAL, { id }, { text: question });
  const [sms] = await person.news();
  expect(sms).toContain(question);
  return { person, id, shown: `${reference.slice(0, 4)} ${reference.slice(4)}` };
}

const wordsOn = async (id: string) =>
  (await eventsOf(gateway, id)).filter(({ type }) => type === 'citizen_wrote').map(({ data }) => data);
const stateOf = async (id: string) => (await readGrievance(gateway, id)).status;

describe('behind a question of an office', () => {
  it.each([
    'Behind the mosque, the blue gate',
    '12',
    '1',
    'Yes',
    'no',
    'No, since yesterday',
    '2 weeks now',
    '2 of them, and the tank',
    '20',
    '3',
  ])('%j is the answer, and the clock goes on', async (words) => {
    const { person, id, shown } = await asked();
    await converse(person, [[words, `Majibu ${shown}: Mombasa Water Company (MOWASSCO) will read your message.`]]);
    expect(await wordsOn(id)).toEqual([{ text: words }]);
    expect(await readGrievance(gateway, id)).toMatchObject({ status: 'acknowledged', objected_at: null });
    expect(await person.grievances()).toHaveLength(1);
  });

  it.each(['2', ' 2. ', '২', '2 thanks'])('%j is her word that they should not wait', async (words) => {
    const { person, id, shown } = await asked();
    await converse(person, [[words, `Majibu ${shown}: Mombasa Water Company (MOWASSCO) goes on without waiting`]]);
    expect(await readGrievance(gateway, id)).toMatchObject({ status: 'acknowledged', objected_at: gateway.deps.now() });
    expect(await wordsOn(id)).toEqual([]);
    expect((await readHistory(gateway, id)).at(-1)).toBe('objected');
  });

  it('a 2 that comes again is told where the report stands, and is no dispute', async () => {
    const { person, id, shown } = await asked();
    await person.text('2');
    await converse(person, [['2', `Majibu ${shown} No water: being worked on.`]]);
    expect((await readHistory(gateway, id)).filter((type) => type === 'objected')).toHaveLength(1);
  });

  it('a 2 with another number behind it is an answer like any other', async () => {
    const { person, id } = await asked();
    await person.text('2 48217739');
    expect(await readGrievance(gateway, id)).toMatchObject({ status: 'acknowledged', objected_at: null });
    expect(await wordsOn(id)).toEqual([{ text: '2 48217739' }]);
  });

  it('STATUS says what is asked, and not when an answer is due', async () => {
    const { person, shown } = await asked();
    const [status] = await person.text('STATUS');
    expect(status).toBe(
      `Majibu ${shown} No water: waiting for you. Mombasa Water Company (MOWASSCO) asks: How many days is it dry?`,
    );
  });

  it('a 2 after "is it fixed?" is her word on that', async () => {
    const { person, id } = await asked();
    await resolve(gateway.deps, OFFICIAL, { id }, { text: 'Never mind, it runs.' });
    await person.news();
    await converse(person, [['2', 'your report is open again']]);
    expect((await readHistory(gateway, id)).at(-1)).toBe('disputed');
  });

  it('what she was being asked before goes on after her answer, and after her objection', async () => {
    for (const [words, said] of [
      ['The blue gate', 'will read your message'],
      ['2', 'goes on without waiting'],
    ] as const) {
      const { person, id } = await asked();
      await reply(gateway.deps, OFFICIAL, { id }, { text: 'Thank you.' });
      await person.news();
      await converse(person, [['REPORT rubbish everywhere', 'Where is it?']]);
      await gateway.pass(1 / 60);
      await awaitCitizen(gateway.deps, OFFICIAL, { id }, { text: 'Which gate?' });
      await person.news();
      const [first = '', second = ''] = await person.text(words);
      expect(first).toContain(said);
      expect(second).toContain('Where is it?');
      expect(await stateOf(id)).toBe('acknowledged');
    }
  });

  it('words that would sound like a sealed matter elsewhere answer it too', async () => {
    const { person, id } = await asked('Who closed the tap?');
    await person.text('My husband beats me');
    expect(await stateOf(id)).toBe('acknowledged');
    expect(await person.grievances()).toHaveLength(1);
  });
});
