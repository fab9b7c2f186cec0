import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { reopen } from '../../src/grievances/reopen.ts';
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

/** Somebody whose report was just called resolved. */
async function resolved(): Promise<{ person: Texter; id: string }> {
  const person = texter();
  await english(person);
  await person.text('REPORT no water Mtongwe');
  const { id = '' } = (await person.grievances())[0] ?? {};
  await resolve(gateway.deps, OFFICIAL, { id }, { text: 'The pipe was mended today.' });
  expect((await person.news()).join()).toContain('Is it fixed? Reply 1 yes, 2 no');
  return { person, id };
}

const lastEvents = async (id: string, count: number) => (await eventsOf(gateway, id)).slice(-count);
const OPEN_AGAIN = /^Majibu \d{4} \d{4}: your report is open again with /;

describe('a report with a PIN about which she wanted SMS', () => {
  it.each([
    ['1', 'confirmed'],
    ['2 still dry', 'disputed'],
    ['NO REFERENCE', 'disputed'],
  ])('%s: takes her word on it, and STATUS tells nothing of it', async (words, outcome) => {
    const { person, id } = await resolved();
    const pinned = { pin_hash: Buffer.alloc(32) };
    await gateway.deps.db.updateTable('grievances').set(pinned).where('id', '=', id).execute();
    const { reference = '' } = (await person.grievances())[0] ?? {};
    expect((await person.text(`STATUS ${reference}`)).join()).not.toContain('No water');
    expect((await person.text('STATUS')).join()).not.toContain('No water');
    await person.text(words.replace('REFERENCE', reference));
    expect((await person.grievances())[0]).toMatchObject({ outcome });
  });
});

describe('no, it is not fixed', () => {
  it('opens it again at once one rung higher, asks why, and takes her next words for the reason', async () => {
    const { person, id } = await resolved();
    const [before] = await person.grievances();
    await converse(person, [['2', /: your report is open again with .*\nWhat is not right\? Reply in a few words\.$/]]);
    const [after] = await person.grievances();
    expect(after).toMatchObject({ status: 'routed', outcome: 'disputed', level: 1 });
    expect(after?.office_id).not.toBe(before?.office_id);
    await converse(person, [['?', 'What is not right?'], ['ok'], ['The tap is still dry', 'will read your message']]);
    expect(await lastEvents(id, 2)).toMatchObject([
      { type: 'disputed', data: {} },
      { type: 'citizen_wrote', data: { text: 'The tap is still dry' } },
    ]);
    expect((await person.citizen()).conversation).toBeNull();
  });

  it.each([
    ['2 still no water', 'still no water'],
    ['no, still dry', 'still dry'],
    ['NO still no water', 'NO still no water'],
    ['Not yet, still dry', 'Not yet, still dry'],
    ['Bado hakuna maji', 'Bado hakuna maji'],
    ['Hapana, bado hakuna maji', 'bado hakuna maji'],
    ['২ still dry', 'still dry'],
  ])('%s: with the reason in the same SMS nothing more is asked', async (words, reason) => {
    const { person, id } = await resolved();
    const [told] = await person.text(words);
    expect(told).toMatch(OPEN_AGAIN);
    expect(told).not.toContain('What is not right?');
    expect(await lastEvents(id, 1)).toMatchObject([{ type: 'disputed', data: { reason } }]);
    expect((await person.citizen()).conversation).toBeNull();
  });

  it.each(['No problem, it works now', 'yes but the water is brown', 'It runs again, but only at night'])(
    '%s: is no "no" but words for the office, and the question stays',
    async (words) => {
      const { person, id } = await resolved();
      await converse(person, [[words, 'will read your message']]);
      expect(await lastEvents(id, 1)).toMatchObject([{ type: 'citizen_wrote', data: { text: words } }]);
      expect((await person.grievances())[0]).toMatchObject({ status: 'resolved', outcome: null });
      await converse(person, [['1', 'closed as fixed']]);
    },
  );

  it('goes on with what she was being asked when she has said why', async () => {
    const person = texter();
    await english(person);
    await person.text('REPORT no water Mtongwe');
    await person.text('REPORT holes in our road');
    const { id = '' } = (await person.grievances())[0] ?? {};
    await resolve(gateway.deps, OFFICIAL, { id }, { text: 'Mended.' });
    await gateway.pass(1 / 60);
    await person.news();
    await converse(person, [
      ['2', OPEN_AGAIN],
      ['Still dry', 'will read your message', 'What is it about?'],
      ['4', 'Where is it?'],
      ['1', 'your report is with'],
    ]);
    expect((await person.grievances()).map(({ text }) => text)).toEqual(['no water Mtongwe', 'holes in our road']);
  });

  it('goes on in another language', async () => {
    const { person } = await resolved();
    await converse(person, [
      ['2', OPEN_AGAIN],
      ['LANG SW', /^Tutakuandikia kwa Kiswahili\.\nNini hakiko sawa\?/],
      ['Bado hakuna maji', 'watasoma ujumbe wako'],
    ]);
  });
});

describe('a yes or no that comes too late', () => {
  it('changes nothing when an official opened the report again meanwhile', async () => {
    const { person, id } = await resolved();
    await reopen(gateway.deps, OFFICIAL, { id }, { reason: 'It was another pipe.' });
    await person.news();
    await converse(person, [
      ['1', 'No water: with the office.'],
      ['2', 'No water: with the office.'],
    ]);
    expect((await person.grievances())[0]).toMatchObject({ status: 'routed', outcome: null, level: 0 });
  });

  it('opens what was closed in silence, and is no answer to a newer question', async () => {
    const { person } = await resolved();
    await gateway.pass(24 * 7 + 1);
    expect((await person.grievances())[0]).toMatchObject({ status: 'closed', outcome: 'silent' });
    await converse(person, [
      ['REPORT holes in our road', 'What is it about?'],
      ['2', 'Where is it?'],
    ]);
    expect((await person.grievances())[0]).toMatchObject({ status: 'closed', outcome: 'silent' });
  });

  it('is not understood when nothing waits for it', async () => {
    const person = texter();
    await english(person);
    await converse(person, [
      ['1', 'We did not understand.'],
      ['NO', 'We did not understand.'],
    ]);
  });
});
