import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { reply } from '../../src/grievances/reply.ts';
import { type Gateway, openGateway } from '../support/gateway.ts';
import { converse, createTexters, english, OFFICIAL } from './texters.ts';

let gateway: Gateway;
beforeAll(async () => {
  gateway = await openGateway();
});
afterAll(async () => {
  await gateway.close();
});

const texter = createTexters(() => gateway);

describe('a report by SMS', () => {
  it('takes free text and asks for what is missing, one question at a time', async () => {
    const person = texter();
    await english(person);
    const [category] = await person.text('The tap at the school has been dry since Monday');
    expect(category).toMatch(/^What is it about\? Reply with a number:\n1 Water\n2 Health services\n/);
    expect(await person.text('1')).toEqual(['Where is it? Reply with the name of your ward.']);
    const [receipt] = await person.text('Mtongwe');
    expect(receipt).toMatch(/^Majibu \d{4} \d{4}: your report is with Mombasa Water Company .* Answer due by /);
    const [filed] = await person.grievances();
    expect(filed).toMatchObject({
      text: 'The tap at the school has been dry since Monday',
      status: 'routed',
      channel: 'sms',
    });
  });

  it('begins with the keyword in any language of the programme', async () => {
    const person = texter();
    expect((await person.text('ripoti shuleni hakuna maji'))[0]).toContain('Ni kuhusu nini?');
    await person.text('1');
    expect((await person.text('mtongwe'))[0]).toContain('ripoti yako iko kwa');
    expect((await person.grievances())[0]?.text).toBe('shuleni hakuna maji');
  });

  it('asks for the words when the keyword stands alone', async () => {
    const person = texter();
    await english(person);
    expect((await person.text('REPORT'))[0]).toMatch(/^What is the problem\? Please write it in one SMS\.\n/);
    expect((await person.text('No water'))[0]).toContain('What is it about?');
  });

  it('asks again in words, and offers places that share a name', async () => {
    const person = texter();
    await english(person);
    await person.text('REPORT the tap is dry');
    expect((await person.text('99'))[0]).toMatch(/^Please reply with a number from the list\. What is it about\?/);
    await person.text('1');
    expect((await person.text('Qqqqq'))[0]).toMatch(/^We found no place with that name\./);
    const [which] = await person.text('Mwa');
    expect(which).toContain('Which place?');
    const number = /(\d) Mwavumbo/.exec(which ?? '')?.[1] ?? '';
    expect((await person.text(number))[0]).toContain('your report is with');
  });

  it('goes down from a county to a ward', async () => {
    const person = texter();
    await english(person);
    await person.text('REPORT no water');
    expect((await person.text('Mombasa'))[0]).toMatch(/^Mombasa\. Which place\?.*\n1 Changamwe/);
    expect((await person.text('5'))[0]).toMatch(/^Likoni\. Which place\?.*\n1 Mtongwe/);
    expect((await person.text('1'))[0]).toContain('your report is with');
  });

  it('means the ward where a constituency around it only bears its name', async () => {
    const person = texter();
    await english(person);
    await converse(person, [
      ['REPORT no water', 'Where is it?'],
      ['Likoni', 'your report is with'],
    ]);
    const [filed] = await person.grievances();
    const programme = gateway.deps.programmes.byName('kenya-coast');
    expect(programme?.byId.areas.get(filed?.area_id ?? '')?.code).toBe('KE.001.005.0024');
  });

  it('offers the place of last time', async () => {
    const person = texter();
    await english(person);
    for (const words of ['REPORT no water', 'Mtongwe']) await person.text(words);
    expect(await person.text('REPORT rubbish everywhere')).toEqual([
      'Where is it? Reply 1 for Mtongwe, or the name of another ward.',
    ]);
    expect((await person.text('1'))[0]).toContain('your report is with');
    expect(await person.grievances()).toHaveLength(2);
  });

  it('reads one SMS once, however often it comes', async () => {
    const person = texter();
    await english(person);
    await person.text('REPORT no water');
    const id = 'the-same-id-again';
    expect(await person.text('Mtongwe', { id })).toHaveLength(1);
    expect(await person.text('Mtongwe', { id })).toHaveLength(0);
    expect(await person.grievances()).toHaveLength(1);
  });

  it('answers a sealed report with neutral words and never lists it', async () => {
    const person = texter();
    await english(person);
    await person.text('REPORT my husband beats me');
    const [list] = [await person.text('gender-based violence')].flat();
    expect(list).toContain('Where is it?');
    const after = await person.text('Mtongwe');
    expect(after).toEqual([
      expect.stringMatching(
        /^Thank you\. We have your message\. Number \d{4} \d{4}, PIN \d{4}\.\nMay we write to this phone\? /,
      ),
    ]);
    const [grievance] = await person.grievances();
    expect(grievance).toMatchObject({ stream: 'protection' });
    expect((await person.text(`STATUS ${grievance?.reference}`))[0]).toContain('We know no report of yours');
    expect((await person.text('STATUS'))[0]).toContain('You have no open reports');
  });
});

describe('keywords', () => {
  it('tells the state of one report, of all, and of none', async () => {
    const person = texter();
    await english(person);
    expect((await person.text('STATUS'))[0]).toContain('You have no open reports.');
    for (const words of ['REPORT no water', 'Mtongwe']) await person.text(words);
    const [grievance] = await person.grievances();
    const reference = grievance?.reference ?? '';
    expect((await person.text('status'))[0]).toContain('No water: with the office.');
    expect((await person.text(`HALI ${reference.slice(0, 4)} ${reference.slice(4)}`))[0]).toContain('with the office');
    const wrong = `${reference.slice(0, 7)}${(Number(reference[7]) + 1) % 10}`;
    expect(await person.text(`STATUS ${wrong}`)).toEqual([expect.stringContaining('has a wrong digit')]);
  });

  it('tells nobody about the report of another number', async () => {
    const owner = texter();
    await english(owner);
    for (const words of ['REPORT no water', 'Mtongwe']) await owner.text(words);
    const [grievance] = await owner.grievances();
    const stranger = texter();
    await english(stranger);
    expect((await stranger.text(`STATUS ${grievance?.reference}`))[0]).toContain('We know no report of yours');
  });

  it('rates a service by number, by name, and step by step', async () => {
    const person = texter();
    await english(person);
    const unit = gateway.deps.programmes.byName('kenya-coast')?.units.get('MSA-TUDOR');
    expect(await person.text(`RATE ${unit?.number} 4 clean and quick`)).toEqual([
      'Thank you. You gave Tudor Sub-County Hospital 4 of 5.',
    ]);
    expect((await person.text('RATE Coast General'))[0]).toContain('Reply 1 (very bad) to 5 (very good)');
    expect((await person.text('9'))[0]).toContain('Please choose 1 to 5.');
    expect((await person.text('2'))[0]).toContain('You gave Coast General Referral Hospital 2 of 5.');
    expect((await person.text('RATE'))[0]).toContain('Where is the service?');
    expect((await person.text('Kwale'))[0]).toContain('Which service?');
    const ratings = await gateway.deps.db.selectFrom('ratings').select(['score', 'comment']).execute();
    expect(ratings).toEqual([
      { score: 4, comment: 'clean and quick' },
      { score: 2, comment: null },
    ]);
  });

  it('stops and starts, and still answers who writes herself', async () => {
    const person = texter();
    await english(person);
    expect((await person.text('STOP'))[0]).toContain('You get no more SMS from us.');
    await person.text('REPORT no water');
    expect((await person.text('Mtongwe'))[0]).toContain('your report is with');
    const [grievance] = await person.grievances();
    await reply(gateway.deps, OFFICIAL, { id: grievance?.id ?? '' }, { text: 'We are on our way.' });
    await gateway.work();
    expect(await person.news()).toEqual([]);
    expect((await person.text('START'))[0]).toContain('You will get our SMS again.');
    await reply(gateway.deps, OFFICIAL, { id: grievance?.id ?? '' }, { text: 'The pipe is new.' });
    await gateway.work();
    expect((await person.news())[0]).toContain('The pipe is new.');
  });

  it.each([
    ['HELP', 'Majibu '],
    ['msaada', 'Majibu '],
    ['?', 'We did not understand.'],
    ['DATA', 'KECOSCE keeps your number, place and words'],
  ])('answers %s', async (words, expected) => {
    const person = texter();
    await english(person);
    expect((await person.text(words))[0]).toContain(expected);
  });

  it('takes "help" in a sentence for a report', async () => {
    const person = texter();
    await english(person);
    expect((await person.text('Help, the road is gone'))[0]).toContain('What is it about?');
    expect((await texter().text('check the water please'))[0]).toContain('What is it about?');
  });

  it('changes the language by name, by code and by list', async () => {
    const person = texter();
    expect((await person.text('LUGHA'))[0]).toBe('Jibu kwa nambari:\n1 Kiswahili\n2 English');
    expect(await person.text('2')).toEqual(['We will write to you in English.']);
    expect(await person.text('LANG sw')).toEqual(['Tutakuandikia kwa Kiswahili.']);
    expect(await person.text('English')).toEqual(['We will write to you in English.']);
  });
});
