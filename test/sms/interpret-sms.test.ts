import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Grievance } from '../../src/db/schema.ts';
import type { Actor } from '../../src/grievances/actor.ts';
import { reply } from '../../src/grievances/reply.ts';
import { resolve } from '../../src/grievances/resolve.ts';
import { indexPhone, type Phone } from '../../src/phone.ts';
import { type Gateway, openGateway } from '../support/gateway.ts';
import { handset } from '../support/handset.ts';

const SHORT_CODE = '22101';
const OFFICIAL: Actor = { kind: 'official', id: null, channel: 'api' };

let gateway: Gateway;
beforeAll(async () => {
  gateway = await openGateway();
});
afterAll(async () => {
  await gateway.close();
});

let lastNumber = 713_000_000;

/** A person who texts, and what comes back. */
function texter() {
  lastNumber += 1;
  const phone = `+254${lastNumber}`;
  const { sms } = handset(gateway.app, phone);
  let read = 0;
  return {
    phone,
    /** Texts, lets the workers run, and gives back the SMS that came since. */
    text: async (words: string, options?: { id?: string }): Promise<string[]> => {
      await sms(SHORT_CODE, words, options);
      await gateway.work();
      return news();
    },
    news,
    grievances: () => grievancesOf(phone),
  };
  async function news(): Promise<string[]> {
    const inbox = await gateway.inbox(phone);
    const fresh = inbox.slice(read);
    read = inbox.length;
    return fresh;
  }
}

async function grievancesOf(phone: string): Promise<Grievance[]> {
  return gateway.deps.db
    .selectFrom('grievances')
    .innerJoin('citizens', 'citizens.id', 'grievances.citizen_id')
    .selectAll('grievances')
    .where('citizens.phone_index', '=', indexPhone(gateway.deps.config.indexKey, phone as Phone))
    .orderBy('grievances.id')
    .execute();
}

async function english(person: ReturnType<typeof texter>): Promise<void> {
  expect(await person.text('LANG ENGLISH')).toEqual(['We will write to you in English.']);
}

describe('a report by SMS', () => {
  it('takes free text and asks for what is missing, one question at a time', async () => {
    const person = texter();
    await english(person);
    const [category] = await person.text('The tap at the school has been dry since Monday');
    expect(category).toContain('What is it about? Reply with a number:\n1 Health services\n2 Water');
    expect(await person.text('2')).toEqual(['Where is it? Reply with the name of your ward.']);
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
    expect((await person.text('ripoti maji hayatoki shuleni'))[0]).toContain('Ni kuhusu nini?');
    await person.text('2');
    expect((await person.text('mtongwe'))[0]).toContain('ripoti yako iko kwa');
    expect((await person.grievances())[0]?.text).toBe('maji hayatoki shuleni');
  });

  it('asks for the words when the keyword stands alone', async () => {
    const person = texter();
    await english(person);
    expect(await person.text('REPORT')).toEqual(['What is the problem? Please write it in one SMS.']);
    expect((await person.text('No water'))[0]).toContain('What is it about?');
  });

  it('asks again in words, and offers places that share a name', async () => {
    const person = texter();
    await english(person);
    await person.text('REPORT no water');
    expect((await person.text('99'))[0]).toMatch(/^Please reply with a number from the list\. What is it about\?/);
    await person.text('2');
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
    await person.text('2');
    expect((await person.text('Mombasa'))[0]).toMatch(/^Mombasa\. Which place\?.*\n1 Changamwe/);
    expect((await person.text('5'))[0]).toMatch(/^Likoni\. Which place\?.*\n1 Mtongwe/);
    expect((await person.text('1'))[0]).toContain('your report is with');
  });

  it('offers the place of last time', async () => {
    const person = texter();
    await english(person);
    for (const words of ['REPORT no water', '2', 'Mtongwe']) await person.text(words);
    await person.text('REPORT rubbish everywhere');
    expect(await person.text('4')).toEqual(['Where is it? Reply 1 for Mtongwe, or the name of another ward.']);
    expect((await person.text('1'))[0]).toContain('your report is with');
    expect(await person.grievances()).toHaveLength(2);
  });

  it('reads one SMS once, however often it comes', async () => {
    const person = texter();
    await english(person);
    for (const words of ['REPORT no water', '2']) await person.text(words);
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
    expect(after).toEqual([expect.stringMatching(/^Thank you\. We have your message\. Number \d{4} \d{4}\.$/)]);
    const [grievance] = await person.grievances();
    expect(grievance).toMatchObject({ stream: 'protection' });
    expect((await person.text(`STATUS ${grievance?.reference}`))[0]).toContain('We know no report of yours');
    expect((await person.text('STATUS'))[0]).toContain('You have no open reports');
  });
});

describe('what must not get lost or go astray', () => {
  it('keeps words that name nothing on the list as more about the problem', async () => {
    const person = texter();
    await english(person);
    await person.text('Hello there');
    expect((await person.text('There is no water in our street since Monday'))[0]).toContain('What is it about?');
    for (const words of ['2', 'Mtongwe']) await person.text(words);
    expect((await person.grievances())[0]?.text).toBe('Hello there\nThere is no water in our street since Monday');
  });

  it('goes on with the report in another language when she asks for it in the middle', async () => {
    const person = texter();
    await person.text('Maji hayatoki tangu juzi');
    expect((await person.text('LUGHA'))[0]).toContain('Jibu kwa nambari');
    expect((await person.text('2'))[0]).toMatch(/^We will write to you in English\.\nWhat is it about\?/);
    expect((await person.text('Kiswahili'))[0]).toMatch(/^Tutakuandikia kwa Kiswahili\.\nNi kuhusu nini\?/);
    for (const words of ['2', 'Mtongwe']) await person.text(words);
    expect((await person.grievances())[0]).toMatchObject({ text: 'Maji hayatoki tangu juzi', language: 'sw' });
  });

  it('forgets the list of languages when she answers it by name', async () => {
    const person = texter();
    await person.text('LANG');
    await person.text('english');
    expect((await person.text('1'))[0]).toContain('We did not understand.');
  });

  it('answers a first keyword in the language it is written in, and tells a stranger of the others', async () => {
    expect((await texter().text('REPORT the tap is dry'))[0]).toMatch(/^What is it about\?/);
    const [first] = await texter().text('The tap is dry since Monday');
    expect(first).toMatch(/^Ni kuhusu nini\?[\s\S]*\nFor English send LANG ENGLISH\.$/);
  });

  it('takes a sentence that begins with "rate" for a report', async () => {
    const person = texter();
    await english(person);
    expect((await person.text('Rate of my water bill is too high'))[0]).toContain('What is it about?');
  });

  it('asks for the score again when it is none', async () => {
    const person = texter();
    await english(person);
    expect((await person.text('RATE Coast General 9'))[0]).toContain('Reply 1 (very bad) to 5 (very good)');
  });

  it('brings no word of hers to an office when a sealed report lies between', async () => {
    const person = texter();
    await english(person);
    for (const words of ['REPORT no water', '2', 'Mtongwe']) await person.text(words);
    const [water] = await person.grievances();
    await reply(gateway.deps, OFFICIAL, { id: water?.id ?? '' }, { text: 'We come tomorrow.' });
    for (const words of ['REPORT he beats me', 'gender-based violence', '1']) await person.text(words);
    expect((await person.grievances()).map(({ stream }) => stream)).toEqual(['ordinary', 'protection']);
    const answer = await person.text('He has beaten me again because I told you');
    expect(answer.join()).not.toContain('will read your message');
    const events = await gateway.deps.db
      .selectFrom('grievance_events')
      .select('type')
      .where('grievance_id', '=', water?.id ?? '')
      .execute();
    expect(events.map(({ type }) => type)).not.toContain('citizen_wrote');
  });

  it('reads what one person writes in the order in which it came', async () => {
    const person = texter();
    await english(person);
    const { sms } = handset(gateway.app, person.phone);
    for (const words of ['REPORT no water', '2', 'Mtongwe']) await sms(SHORT_CODE, words);
    gateway.waiting.reverse();
    await gateway.work();
    await gateway.pass(1);
    await gateway.pass(1);
    expect(await person.grievances()).toHaveLength(1);
  });
});

describe('keywords', () => {
  it('tells the state of one report, of all, and of none', async () => {
    const person = texter();
    await english(person);
    expect((await person.text('STATUS'))[0]).toContain('You have no open reports.');
    for (const words of ['REPORT no water', '2', 'Mtongwe']) await person.text(words);
    const [grievance] = await person.grievances();
    const reference = grievance?.reference ?? '';
    expect((await person.text('status'))[0]).toContain('Water: with the office.');
    expect((await person.text(`HALI ${reference.slice(0, 4)} ${reference.slice(4)}`))[0]).toContain('with the office');
    const wrong = `${reference.slice(0, 7)}${(Number(reference[7]) + 1) % 10}`;
    expect(await person.text(`STATUS ${wrong}`)).toEqual([expect.stringContaining('has a wrong digit')]);
  });

  it('tells nobody about the report of another number', async () => {
    const owner = texter();
    await english(owner);
    for (const words of ['REPORT no water', '2', 'Mtongwe']) await owner.text(words);
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
    for (const words of ['REPORT no water', '2']) await person.text(words);
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
    ['ok', 'We did not understand.'],
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

describe('the second key', () => {
  async function resolved() {
    const person = texter();
    await english(person);
    for (const words of ['REPORT no water', '2', 'Mtongwe']) await person.text(words);
    const [grievance] = await person.grievances();
    await resolve(gateway.deps, OFFICIAL, { id: grievance?.id ?? '' }, { text: 'The pipe was mended today.' });
    await gateway.work();
    expect((await person.news())[0]).toMatch(/The pipe was mended today\.\nIs it fixed\? Reply 1 yes, 2 no$/);
    return person;
  }

  it.each(['1', 'YES', 'ndio', '1.', '১'])('closes as confirmed on %s', async (words) => {
    const person = await resolved();
    expect((await person.text(words))[0]).toContain('thank you. Your report is closed as fixed.');
    expect((await person.grievances())[0]).toMatchObject({ status: 'closed', outcome: 'confirmed', wake_at: null });
  });

  it('opens again one rung higher on 2, and says where it went', async () => {
    const person = await resolved();
    const before = (await person.grievances())[0];
    const [told] = await person.text('2');
    expect(told).toContain('your report is open again with ');
    const after = (await person.grievances())[0];
    expect(after).toMatchObject({ status: 'routed', outcome: 'disputed', level: 1, resolved_at: null });
    expect(after?.office_id).not.toBe(before?.office_id);
  });

  it('changes nothing when the same word comes again', async () => {
    const person = await resolved();
    await person.text('2');
    expect((await person.text('2'))[0]).toContain('with the office');
    expect((await person.grievances())[0]).toMatchObject({ status: 'routed', level: 1 });
  });

  it('knows which of two reports a bare answer is about, and takes a reference', async () => {
    const person = await resolved();
    for (const words of ['REPORT rubbish everywhere', '4', 'Mtongwe']) await person.text(words);
    const [first, second] = await person.grievances();
    await resolve(gateway.deps, OFFICIAL, { id: second?.id ?? '' }, { text: 'Taken away.' });
    await gateway.work();
    expect(await person.news()).toHaveLength(1);
    expect((await person.text(`NO ${second?.reference}`))[0]).toContain('open again');
    expect((await person.text('1'))[0]).toContain('closed as fixed');
    expect((await person.grievances()).map(({ outcome }) => outcome)).toEqual(['confirmed', 'disputed']);
    expect(first?.id).not.toBe(second?.id);
  });

  it('takes words in between for a message to the office', async () => {
    const person = await resolved();
    expect((await person.text('It runs, but the water is brown'))[0]).toContain('will read your message.');
    expect((await person.grievances())[0]).toMatchObject({ status: 'resolved' });
    expect((await person.text('1'))[0]).toContain('closed as fixed');
  });
});
