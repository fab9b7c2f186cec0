import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { resolve } from '../../src/grievances/resolve.ts';
import { join } from '../grievances/joiners.ts';
import { type Gateway, openGateway } from '../support/gateway.ts';
import { converse, createTexters, english, OFFICIAL, type Texter } from './texters.ts';

let gateway: Gateway;
beforeAll(async () => {
  gateway = await openGateway();
});
afterAll(async () => {
  await gateway.close();
});

const texter = createTexters(() => gateway);

/** Somebody who has just heard that the problem she joined is fixed. */
async function joiner(): Promise<Texter> {
  const [owner, person] = [texter(), texter()];
  for (const one of [owner, person]) await english(one);
  await owner.text('REPORT no water Mtongwe since Monday');
  const [report] = await owner.grievances();
  if (!report) throw new Error('nothing was filed');
  await join(gateway, report, person.phone);
  await person.news();
  await gateway.pass(1);
  await resolve(gateway.deps, OFFICIAL, { id: report.id }, { text: 'Mended.' });
  expect((await person.news()).join()).toContain('says that the problem you joined is fixed.');
  return person;
}

describe('a no to "the problem you joined is fixed"', () => {
  it.each(['2', 'NO', 'hapana'])('%s begins her own report, and asks only for the words', async (words) => {
    const person = await joiner();
    await converse(person, [
      [words, 'What is the problem?'],
      ['Still dry behind the mosque', 'your report is with'],
    ]);
    const [filed] = await person.grievances();
    const programme = gateway.deps.programmes.byName('kenya-coast');
    expect(programme?.byId.categories.get(filed?.category_id ?? '')?.code).toBe('WATER.DRY');
    expect(programme?.byId.areas.get(filed?.area_id ?? '')?.code).toBe('KE.001.005.0021');
    expect(filed).toMatchObject({ text: 'Still dry behind the mosque', channel: 'sms', stream: 'ordinary' });
  });

  it('is none when she says yes, or was asked something since', async () => {
    const person = await joiner();
    await converse(person, [
      ['1', 'We did not understand.'],
      ['REPORT holes in our road', 'What is it about?'],
    ]);
    await converse(person, [['2', 'Where is it?']]);
    const other = texter();
    await english(other);
    await converse(other, [['2', 'We did not understand.']]);
    expect([await person.grievances(), await other.grievances()]).toEqual([[], []]);
  });
});
