import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { isPin } from '../../src/grievances/pin.ts';
import { reply } from '../../src/grievances/reply.ts';
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
const khulna = createTexters(() => gateway, 'khulna');
const kosovo = createTexters(() => gateway, 'kosovo');
const ANSWER =
  /^Thank you\. We have your message\. Number \d{4} \d{4}, PIN \d{4}\.\nMay we write to this phone\? Reply YES if it is safe\.$/;

/** Somebody who has just told of violence by SMS. */
async function survivor(): Promise<{ person: Texter; id: string; pin: string }> {
  const person = texter();
  await english(person);
  await person.text('REPORT he beats me');
  await person.text('gender-based violence');
  const [answer = '', ...more] = await person.text('Mtongwe');
  expect(more).toEqual([]);
  expect(answer).toMatch(ANSWER);
  const { id = '' } = (await person.grievances()).at(-1) ?? {};
  return { person, id, pin: /PIN (\d{4})/.exec(answer)?.[1] ?? '' };
}

const sealedOf = async (person: Texter) => (await person.grievances()).find(({ stream }) => stream !== 'ordinary');

describe('a sealed report by SMS', () => {
  it('has a PIN, no contact, and leaves no place behind', async () => {
    const { person, pin } = await survivor();
    const sealed = await sealedOf(person);
    expect(sealed).toMatchObject({ stream: 'protection', contact: 'none' });
    expect(sealed && isPin(gateway.deps.config.indexKey, sealed, pin)).toBe(true);
    expect(await person.citizen()).toMatchObject({ area_id: null, consent_version: 1 });
  });

  it('leaves its PIN with her alone: in what we sent asterisks stand for it', async () => {
    const { person, pin } = await survivor();
    const { id } = await person.citizen();
    const sent = () =>
      gateway.deps.db.selectFrom('messages').select(['text', 'text_kept']).where('citizen_id', '=', id).execute();
    expect((await sent()).filter(({ text }) => text.includes(`PIN ${pin}`))).toHaveLength(1);
    await gateway.pass(1 / 60);
    const texts = (await sent()).map(({ text }) => text);
    expect(texts.filter((text) => /PIN \d/.test(text))).toEqual([]);
    expect(texts).toContainEqual(
      expect.stringMatching(/^Thank you\. We have your message\. Number \d{4} \d{4}, PIN \*{4}\.\nMay we write/),
    );
    expect((await sent()).every(({ text_kept }) => text_kept === null)).toBe(true);
    expect(await person.news()).toEqual([]);
  });

  it('brings no SMS of its own, whatever happens to it', async () => {
    const { person, id } = await survivor();
    await reply(gateway.deps, OFFICIAL, { id }, { approved: 'working' });
    expect(await person.news()).toEqual([]);
    await gateway.pass(24 * 40);
    expect(await person.news()).toEqual([]);
  });

  it.each(['YES', '1', 'Ndio', 'yes thanks'])('%s: neutral words may come, and come', async (words) => {
    const { person, id } = await survivor();
    await converse(person, [[words, /^Thank you\.$/]]);
    expect((await sealedOf(person))?.contact).toBe('neutral');
    await reply(gateway.deps, OFFICIAL, { id }, { approved: 'working' });
    expect(await person.news()).toEqual([expect.stringMatching(/^There is news under number \d{4} \d{4}\. Dial \S+$/)]);
  });

  it.each(['NO', '2', 'ok', '?', '3', 'yse', 'ndyio'])('%s: nothing is said and nothing changes', async (words) => {
    const { person } = await survivor();
    const heard = await person.text(words);
    // A slip is no clear yes: it is asked about.
    expect(heard).toEqual(/^(yse|ndyio)$/.test(words) ? [expect.not.stringContaining('violence')] : []);
    expect((await sealedOf(person))?.contact).toBe('none');
  });

  it('a yes with more words is asked again', async () => {
    const { person } = await survivor();
    await converse(person, [
      ['Yes, but not at night', /^May we write to this phone\? Reply YES if it is safe\.$/],
      ['YES', /^Thank you\.$/],
    ]);
  });

  it('an answer that comes after a day changes nothing', async () => {
    const { person } = await survivor();
    await gateway.pass(25);
    await converse(person, [['YES', 'We did not understand.']]);
    expect((await sealedOf(person))?.contact).toBe('none');
  });
});

describe('words after a sealed report', () => {
  it('are neither added to it nor brought to an office', async () => {
    const person = texter();
    await english(person);
    await person.text('REPORT no water Mtongwe');
    await converse(person, [
      ['REPORT he beats me', 'What is it about?'],
      ['gender-based violence', 'Where is it?'],
      ['1', ANSWER],
      ['He has beaten me again because I told you', 'What is it about?'],
    ]);
    for (const { id } of await person.grievances()) {
      expect((await eventsOf(gateway, id)).map(({ type }) => type)).not.toContain('citizen_wrote');
    }
    expect((await person.grievances()).map(({ contact }) => contact)).toEqual(['sms', 'none']);
  });

  it('stay away from an ordinary report that is written about later, too', async () => {
    const { person } = await survivor();
    await converse(person, [['no'], ['REPORT no water Mtongwe', 'your report is with']]);
    await gateway.pass(3);
    await converse(person, [['He came back with a knife', 'What is it about?']]);
    const [, water] = await person.grievances();
    expect((await eventsOf(gateway, water?.id ?? '')).map(({ type }) => type)).not.toContain('citizen_wrote');
  });

  it('are not the answer to "is it safe" when it is the question of another report', async () => {
    const { person } = await survivor();
    await converse(person, [
      ['REPORT holes in our road', 'What is it about?'],
      ['1', 'Where is it?'],
    ]);
    expect((await sealedOf(person))?.contact).toBe('none');
  });
});

describe('in every language', () => {
  it('Swahili', async () => {
    const person = texter();
    await converse(person, [
      ['RIPOTI mume wangu ananipiga', 'Ni kuhusu nini?'],
      ['ukatili wa kijinsia', 'Ni wapi?'],
      ['Mtongwe', /^Asante\. Tumepokea ujumbe wako\. Nambari \d{4} \d{4}, PIN \d{4}\.\nJe, tunaweza kuandika/],
      ['NDIO', /^Asante\.$/],
    ]);
    expect((await sealedOf(person))?.contact).toBe('neutral');
  });

  it('Bangla', async () => {
    const person = khulna();
    await converse(person, [
      ['অভিযোগ স্বামী মারে', /^কী বিষ/],
      ['নারী নির্যাতন', /^কোথা/],
      ['জলমা', /^ধন্যবাদ। আপনার বার্তা পে.*\n.*"হ্যাঁ"/],
    ]);
    expect((await sealedOf(person))?.contact).toBe('none');
    await converse(person, [['হ্যাঁ', 'ধন্যবাদ।']]);
    expect((await sealedOf(person))?.contact).toBe('neutral');
  });

  it('Albanian and Serbian', async () => {
    const person = kosovo();
    await converse(person, [
      ['PRIJAVA muž me tuče', 'O cemu se radi?'],
      ['nasilje u porodici', 'Gde'],
      ['Gračanica', /^Hvala\. Primili smo Vasu poruku\. Broj \d{4} \d{4}, PIN \d{4}\.\nDa li mozemo/],
    ]);
    expect(await sealedOf(person)).toMatchObject({ stream: 'protection', contact: 'none' });
    await converse(person, [
      ['LANG SHQIP', 'A mund te shkruajme ne kete telefon?'],
      ['Po', /^Faleminderit\.$/],
    ]);
    expect((await sealedOf(person))?.contact).toBe('neutral');
  });
});
