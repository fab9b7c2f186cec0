import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
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

/** What became of everything she sent. */
async function readingsOf(person: Texter): Promise<string[]> {
  const { phone_index: index } = await person.citizen();
  const rows = await gateway.deps.db
    .selectFrom('messages')
    .select(['text', 'state', 'reason'])
    .where('direction', '=', 'in')
    .where('phone_index', '=', index)
    .orderBy('id')
    .execute();
  return rows.map(({ text, state, reason }) => [text, state, reason].filter((part) => part !== null).join(' '));
}

describe('an SMS that comes twice', () => {
  it('under another id within seconds does not answer the next question', async () => {
    const person = texter();
    await english(person);
    await person.text('REPORT no water Mtongwe');
    await converse(person, [['REPORT holes in our road', 'What is it about?']]);
    // "1" would be water, and then the same place again.
    await gateway.pass(1 / 60);
    await person.send('1', { id: 'one' });
    await person.send('1', { id: 'other' });
    await person.send('1', { id: 'and-again' });
    expect(await person.news()).toEqual([expect.stringContaining('Where is it? Reply 1 for Mtongwe')]);
    expect(await person.grievances()).toHaveLength(1);
    expect((await readingsOf(person)).slice(-3)).toEqual(['1 interpreted', '1 set_aside repeat', '1 set_aside repeat']);
    await converse(person, [['1', 'your report is with']]);
  });

  it('is an answer of its own when something lies between, or some seconds', async () => {
    const person = texter();
    await english(person);
    await person.send('STATUS');
    await person.send('HELP');
    await person.send('STATUS');
    expect(await person.news()).toHaveLength(3);
    await gateway.pass(6 / 3_600);
    await person.send('STATUS');
    expect(await person.news()).toHaveLength(1);
  });

  it('is an answer of its own when we had answered the first, however fast she is', async () => {
    const person = texter();
    await english(person);
    await converse(person, [['REPORT holes in our road', 'What is it about?']]);
    await gateway.pass(1 / 60);
    await person.send('4');
    expect((await person.news())[0]).toContain('Where is it?');
    await person.send('Shella');
    expect((await person.news())[0]).toContain('Which place?');
    await gateway.pass(1 / 60);
    await person.send('1');
    expect((await person.news())[0]).toContain('your report is with');
    await converse(person, [['REPORT the bridge is gone', 'What is it about?']]);
    await gateway.pass(1 / 60);
    for (const [words, hears] of [
      ['4', 'Where is it?'],
      ['4', 'We found no place'],
    ] as const) {
      await person.send(words);
      expect((await person.news())[0]).toContain(hears);
    }
  });

  it('is a repeat all the same when it is long', async () => {
    const person = texter();
    await english(person);
    await person.send('The tap is dry since Monday');
    expect((await person.news())[0]).toContain('What is it about?');
    await person.send('The tap is dry since Monday');
    expect(await person.news()).toEqual([]);
  });

  it('is another SMS from another phone', async () => {
    const [one, other] = [texter(), texter()];
    await one.send('HELP');
    await other.send('HELP');
    expect([await one.news(), await other.news()].map(({ length }) => length)).toEqual([1, 1]);
  });

  it('is a repeat also when the first was not read yet', async () => {
    const person = texter();
    await person.send('REPORT no water Mtongwe', { id: 'a' });
    await person.send('REPORT no water Mtongwe', { id: 'b' });
    gateway.waiting.reverse();
    await person.news();
    await gateway.pass(1);
    await gateway.pass(1);
    expect(await person.grievances()).toHaveLength(1);
    expect(await readingsOf(person)).toEqual([
      'REPORT no water Mtongwe interpreted',
      'REPORT no water Mtongwe set_aside repeat',
    ]);
  });
});

describe('parts and answers in the wrong order', () => {
  it('lose no words', async () => {
    const person = texter();
    await english(person);
    await converse(person, [
      ['and the children drink from the river', 'What is it about?'],
      ['The pump at the school is broken since Monday', 'What is it about?'],
      ['1', 'Where is it?'],
      ['Mtongwe', 'your report is with'],
    ]);
    expect((await person.grievances())[0]?.text).toBe(
      'and the children drink from the river\nThe pump at the school is broken since Monday',
    );
  });

  it('ask again for what came before its question, and take nothing for what it is not', async () => {
    const person = texter();
    await english(person);
    await converse(person, [
      ['REPORT the tap is dry', 'What is it about?'],
      // The place, before it was asked for.
      ['Mtongwe', 'What is it about?'],
      ['1', 'Where is it?'],
      ['Mtongwe', 'your report is with'],
    ]);
    expect((await person.grievances())[0]?.text).toBe('the tap is dry\nMtongwe');
  });
});

describe('an answer that comes late', () => {
  it('after a day answers nothing', async () => {
    const person = texter();
    await english(person);
    await converse(person, [['REPORT the tap is dry', 'What is it about?']]);
    await gateway.pass(24.1);
    await converse(person, [['1', 'We did not understand.']]);
    expect(await person.grievances()).toEqual([]);
  });

  it('within the day is still an answer', async () => {
    const person = texter();
    await english(person);
    await converse(person, [['REPORT the tap is dry', 'What is it about?']]);
    await gateway.pass(23.9);
    await converse(person, [
      ['1', 'Where is it?'],
      ['Mtongwe', 'your report is with'],
    ]);
  });

  it('whose question was overtaken answers the newer one', async () => {
    const person = texter();
    await english(person);
    await person.text('REPORT no water Mtongwe');
    const { id = '' } = (await person.grievances())[0] ?? {};
    await converse(person, [['REPORT holes in our road', 'What is it about?']]);
    await gateway.pass(1 / 60);
    await resolve(gateway.deps, OFFICIAL, { id }, { text: 'Mended.' });
    await person.news();
    await converse(person, [
      // The older one is put again: from here on it is the newest.
      ['1', 'closed as fixed', 'What is it about?'],
      ['1', 'Where is it?'],
    ]);
    expect((await eventsOf(gateway, id)).map(({ type }) => type)).toEqual(['filed', 'routed', 'resolved', 'confirmed']);
    expect(await person.grievances()).toHaveLength(1);
  });
});
