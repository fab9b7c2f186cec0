import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Gateway, openGateway } from '../support/gateway.ts';
import { converse, createTexters, english, eventsOf, type Texter } from './texters.ts';

let gateway: Gateway;
beforeAll(async () => {
  gateway = await openGateway();
});
afterAll(async () => {
  await gateway.close();
});

const texter = createTexters(() => gateway);
const RECEIPT = /^Majibu \d{4} \d{4}: your report is with/;

/** Answers everything that comes until nothing comes any more; how many SMS it got. */
async function letTalk(machine: Texter, first: string, answer: (heard: string) => string): Promise<number> {
  let heard = await machine.text(first);
  let count = 0;
  for (let turn = 0; heard.length > 0; turn += 1) {
    if (turn === 50) throw new Error('the two go on for ever');
    count += heard.length;
    const said = heard.map(answer);
    heard = [];
    for (const words of said) heard.push(...(await machine.text(words)));
  }
  return count;
}

const MACHINES: readonly (readonly [string, (heard: string) => string])[] = [
  ['echoes', (heard) => heard],
  ['is busy', () => 'I am driving now and will call you back.'],
  ['says thanks', () => 'Thank you'],
  ['says 1', () => '1'],
  ['sends nothing but a mark', () => '?'],
];

describe('two machines', () => {
  it.each(MACHINES)('one that %s, from the first word: ends after a few', async (_name, answer) => {
    expect(await letTalk(texter(), 'Your message was received.', answer)).toBeLessThanOrEqual(7);
  });

  it.each(MACHINES)('one that %s, after a report: ends after a few, and all it said is kept', async (_name, answer) => {
    const person = texter();
    await english(person);
    const heard = await letTalk(person, 'REPORT no water Mtongwe', answer);
    expect(heard).toBeLessThanOrEqual(8);
    const [grievance, ...others] = await person.grievances();
    expect(others).toEqual([]);
    expect(grievance?.status).toBe('routed');
    expect((await eventsOf(gateway, grievance?.id ?? '')).length).toBeGreaterThanOrEqual(2);
  });

  it('says why nothing went out, and reads on', async () => {
    const machine = texter();
    await english(machine);
    for (let turn = 0; turn < 6; turn += 1) await machine.text('I am driving now and will call you back.');
    const { id, conversation } = await machine.citizen();
    const rows = await gateway.deps.db
      .selectFrom('messages')
      .select(['direction', 'state', 'reason'])
      .where('citizen_id', '=', id)
      .orderBy('id')
      .execute();
    expect(rows.filter(({ direction }) => direction === 'in').map(({ state }) => state)).toEqual(
      Array.from({ length: 7 }, () => 'interpreted'),
    );
    const out = rows.filter(({ direction }) => direction === 'out').map(({ state, reason }) => `${state} ${reason}`);
    // Which language, then the notice once, the question three times, and silence.
    expect(out).toEqual([
      ...Array.from({ length: 5 }, () => 'accepted null'),
      ...Array.from({ length: 2 }, () => 'suppressed loop_guard'),
    ]);
    expect(JSON.stringify(conversation).match(/driving/g)).toHaveLength(6);
    await gateway.pass(1.1);
    await converse(machine, [['1', 'Where is it?']]);
  });

  it('hears no more than twelve answers an hour, whatever it asks', async () => {
    const machine = texter();
    await english(machine);
    const asked = ['STATUS', 'HELP', 'DATA', '?', 'LANG SW', 'LANG EN', 'START', 'RATE', 'REPORT'];
    let heard = 1;
    for (const words of [...asked, ...asked]) heard += (await machine.text(words)).length;
    expect(heard).toBe(12);
    await gateway.pass(1.1);
    await converse(machine, [['STATUS', 'You have no open reports.']]);
  });
});

describe('a human', () => {
  it('files many reports within an hour, step by step, and hears every answer', async () => {
    const person = texter();
    await english(person);
    for (let report = 0; report < 6; report += 1) {
      await converse(person, [
        [`REPORT the tap at number ${report} is dry`, 'What is it about?'],
        ['water', 'Where is it?'],
        ['Mtongwe', RECEIPT],
      ]);
    }
    expect(await person.grievances()).toHaveLength(6);
  });

  it('who misunderstands a question twice is asked a third time', async () => {
    const person = texter();
    await english(person);
    await converse(person, [
      ['REPORT the tap is dry', 'What is it about?'],
      ['99', 'Please reply with a number'],
      ['77', 'Please reply with a number'],
      ['66', 'Please reply with a number'],
      ['1', 'Where is it?'],
    ]);
  });
});
