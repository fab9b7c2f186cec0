import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { countSegments, foldForAir } from '../../src/encoding.ts';
import { localeOf } from '../../src/locales/index.ts';
import { fitTogether } from '../../src/sms/reading.ts';
import { type Gateway, openGateway } from '../support/gateway.ts';
import { converse, createTexters, english, type Texter } from './texters.ts';

let gateway: Gateway;
beforeAll(async () => {
  gateway = await openGateway();
});
afterAll(async () => {
  await gateway.close();
});

const texter = createTexters(() => gateway);
const khulna = createTexters(() => gateway, 'khulna');
const NOTICE = 'KECOSCE runs this. Offices never see your number. More: send DATA';

async function consentsOf(person: Texter) {
  const { id } = await person.citizen();
  return gateway.deps.db
    .selectFrom('consents')
    .select(['choice', 'version', 'language', 'channel'])
    .where('citizen_id', '=', id)
    .execute();
}

describe('who has not agreed to the notice', () => {
  it('reads it behind the first question about a report, once, and agrees by filing', async () => {
    const person = texter();
    await english(person);
    const [first, ...more] = await person.text('The tap is dry');
    expect(first).toMatch(/^What is it about\?/);
    expect(first?.endsWith(`\n${NOTICE}`)).toBe(true);
    expect(more).toEqual([]);
    const [second] = await person.text('1');
    expect(second).not.toContain('KECOSCE');
    expect(await consentsOf(person)).toEqual([]);
    await person.text('Mtongwe');
    expect(await consentsOf(person)).toEqual([{ choice: 'agreed', version: 1, language: 'en', channel: 'sms' }]);
    await converse(person, [
      ['REPORT the tap is dry again', /^What is it about\?[^K]*$/],
      ['1', /^Where[^K]*$/],
    ]);
    await person.text('1');
    expect(await consentsOf(person)).toHaveLength(1);
  });

  it('reads it before the hint at other languages, in the language she writes in', async () => {
    const [first] = await texter().text('Maji hayatoki');
    expect(first).toMatch(
      /\nKECOSCE wanaendesha huduma hii\. Ofisi hazioni nambari yako\. Zaidi: tuma DATA\nFor English send LANG ENGLISH\.$/,
    );
    const person = khulna();
    const [bangla] = await person.text('অভিযোগ কল নষ্ট');
    expect(bangla).toContain(localeOf('bn').sms.notice('কেএমএসএস').normalize('NFC').slice(0, 12));
  });

  it('does not read it behind a rating, STATUS or HELP', async () => {
    const person = texter();
    await english(person);
    for (const words of ['RATE', 'STATUS', 'HELP', 'LANG'])
      expect((await person.text(words)).join()).not.toContain('runs this');
  });

  it('was only told where it came behind a report of a single SMS, is told once, and agrees by the next report', async () => {
    const person = texter();
    await english(person);
    await converse(person, [['REPORT no water Mtongwe since Monday', NOTICE, 'your report is with']]);
    const told = { choice: 'told', version: 1, language: 'en', channel: 'sms' };
    expect(await consentsOf(person)).toEqual([told]);
    // So that the phone still asks her.
    expect((await person.citizen()).consent_version).toBeNull();
    await converse(person, [
      ['The tap drips again now', 'will read your message'],
      ['REPORT holes in our road', /^What is it about\?[^K]*$/],
      ['4', /^Where[^K]*$/],
      ['1', /^Majibu[^K]*$/],
    ]);
    expect(await consentsOf(person)).toEqual([told, { ...told, choice: 'agreed' }]);
    expect((await person.citizen()).consent_version).toBe(1);
  });

  it('reads it again when it has changed', async () => {
    const person = texter();
    await english(person);
    await converse(person, [
      ['REPORT no water', NOTICE],
      ['Mtongwe', 'your report is with'],
    ]);
    const { id } = await person.citizen();
    await gateway.deps.db.updateTable('citizens').set({ consent_version: 0 }).where('id', '=', id).execute();
    await converse(person, [['REPORT no water', NOTICE]]);
  });

  it.each([
    ['DATA', 'KECOSCE keeps your number'],
    ['data.', 'KECOSCE keeps your number'],
    ['PRIVCY', 'KECOSCE keeps your number'],
    ['faragha', 'KECOSCE '],
  ])('%s tells more', async (words, told) => {
    const person = texter();
    await english(person);
    await converse(person, [[words, told]]);
  });

  it('a word for the notice that is the name of a category answers the question', async () => {
    const person = khulna();
    await person.text('LANG BN');
    await person.text('অভিযোগ কেউ কিছু বলে না');
    const [place] = await person.text('তথ্য');
    expect(place).toMatch(/^কোথা/);
    await person.text('জলমা');
    const [filed] = await person.grievances();
    const category = gateway.deps.programmes.byName('khulna')?.byId.categories.get(filed?.category_id ?? '');
    expect(category?.code).toBe('INFO');
  });
});

describe('fitTogether', () => {
  const segments = (texts: readonly string[]) => texts.reduce((sum, text) => sum + countSegments(foldForAir(text)), 0);

  it.each([
    [['a'.repeat(60), 'b'.repeat(60)], 1],
    [['a'.repeat(100), 'b'.repeat(100)], 1],
    [['a'.repeat(160), 'b'.repeat(146)], 2],
    [['ক'.repeat(70), 'খ'.repeat(66)], 2],
    [['ক'.repeat(30), 'a'.repeat(150)], 2],
    [['one'], 1],
    [[], 0],
  ])('%#: makes %s SMS, and never dearer than apart', (texts, count) => {
    const together = fitTogether(texts);
    expect(together).toHaveLength(count);
    expect(together.join('\n')).toBe(texts.join('\n'));
    expect(segments(together)).toBeLessThanOrEqual(segments(texts));
  });
});
