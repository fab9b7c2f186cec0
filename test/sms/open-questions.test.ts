import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { reply } from '../../src/grievances/reply.ts';
import { resolve } from '../../src/grievances/resolve.ts';
import { type Gateway, openGateway } from '../support/gateway.ts';
import { handset } from '../support/handset.ts';
import { createTexters, english, OFFICIAL, SHORT_CODE } from './texters.ts';

let gateway: Gateway;
beforeAll(async () => {
  gateway = await openGateway();
});
afterAll(async () => {
  await gateway.close();
});

const texter = createTexters(() => gateway);

describe('what must not get lost or go astray', () => {
  it('keeps words that name nothing on the list as more about the problem', async () => {
    const person = texter();
    await english(person);
    await person.text('It is very bad');
    expect((await person.text('There is no water in our street since Monday'))[0]).toContain('What is it about?');
    for (const words of ['1', 'Mtongwe']) await person.text(words);
    expect((await person.grievances())[0]?.text).toBe('It is very bad\nThere is no water in our street since Monday');
  });

  it('goes on with the report in another language when she asks for it in the middle', async () => {
    const person = texter();
    await person.text('Maji hayatoki tangu juzi');
    expect((await person.text('LUGHA'))[0]).toContain('Jibu kwa nambari');
    expect((await person.text('2'))[0]).toMatch(/^We will write to you in English\.\nWhat is it about\?/);
    expect((await person.text('Kiswahili'))[0]).toMatch(/^Tutakuandikia kwa Kiswahili\.\nNi kuhusu nini\?/);
    for (const words of ['1', 'Mtongwe']) await person.text(words);
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
    for (const words of ['REPORT no water', 'Mtongwe']) await person.text(words);
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
    for (const words of ['REPORT no water', 'Mtongwe']) await sms(SHORT_CODE, words);
    gateway.waiting.reverse();
    await gateway.work();
    await gateway.pass(1);
    await gateway.pass(1);
    expect(await person.grievances()).toHaveLength(1);
  });
});

describe('the second key', () => {
  async function resolved() {
    const person = texter();
    await english(person);
    for (const words of ['REPORT no water', 'Mtongwe']) await person.text(words);
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
    for (const words of ['REPORT rubbish everywhere', 'Mtongwe']) await person.text(words);
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
