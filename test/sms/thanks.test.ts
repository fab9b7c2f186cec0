import { describe, expect, it } from '@jest/globals';
import type { Language } from '../../src/routing/programme.ts';
import { isOnlyEmoji, saysOnlyThanks } from '../../src/sms/thanks.ts';
import { readYesOrNo, type YesOrNo } from '../../src/sms/yes-or-no.ts';

type Languages = readonly [Language, ...Language[]];
const KENYA: Languages = ['sw', 'en'];
const KHULNA: Languages = ['bn', 'en'];
const KOSOVO: Languages = ['sq', 'sr', 'en'];

describe('saysOnlyThanks', () => {
  it.each<[Languages, string]>([
    [KENYA, 'ok thanks'],
    [KENYA, 'OK, thank you so much!!'],
    [KENYA, 'Asante sana'],
    [KENYA, 'sawa 👍'],
    [KENYA, 'Asanteni, Mungu awabariki'],
    [KHULNA, 'ধন্যবাদ'],
    [KHULNA, 'আচ্ছা, ঠিক আছে।'],
    [KHULNA, 'ok dhonnobad 🙏'],
    [KOSOVO, 'Faleminderit shumë'],
    [KOSOVO, 'rregull'],
    [KOSOVO, 'Hvala lepo!'],
    [KOSOVO, 'хвала'],
    [KOSOVO, 'ok'],
  ])('%j: %s', (languages, text) => {
    expect(saysOnlyThanks({ languages }, text)).toBe(true);
  });

  it.each<[Languages, string]>([
    [KENYA, 'ok but the water is brown'],
    [KENYA, 'thanks for nothing'],
    [KENYA, 'asante'.repeat(40)],
    [KENYA, 'no thanks'],
    [KENYA, '1'],
    [KENYA, ''],
    [KENYA, '?'],
    [KENYA, '🙏'],
    [KENYA, 'ধন্যবাদ'],
    [KHULNA, 'না'],
    [KHULNA, 'ঠিক হয়নি'],
    [KOSOVO, 'ne, hvala'],
    [KOSOVO, 'nije dobro'],
  ])('%j: not %j', (languages, text) => {
    expect(saysOnlyThanks({ languages }, text)).toBe(false);
  });
});

describe('isOnlyEmoji', () => {
  it.each([
    ['🙏', true],
    ['👍👍!', true],
    ['❤️', true],
    ['?', false],
    ['1', false],
    ['ok 👍', false],
    ['', false],
  ])('%j: %s', (text, expected) => {
    expect(isOnlyEmoji(text)).toBe(expected);
  });
});

describe('readYesOrNo', () => {
  const answer = (isYes: boolean, more: Partial<YesOrNo> = {}): YesOrNo => ({
    isYes,
    reference: null,
    words: '',
    isClear: true,
    ...more,
  });

  it.each<[Languages, string, YesOrNo]>([
    [KENYA, '1', answer(true)],
    [KENYA, ' 2. ', answer(false)],
    [KENYA, '2)', answer(false)],
    [KENYA, 'YES!', answer(true)],
    [KENYA, 'ndio asante sana', answer(true)],
    [KENYA, 'Yes, thank you', answer(true)],
    [KENYA, 'No thanks', answer(false)],
    [KENYA, 'hapna', answer(false, { isClear: false })],
    [KENYA, 'no 4821 7739', answer(false, { reference: '48217739' })],
    [KENYA, '1 48217739', answer(true, { reference: '48217739' })],
    [KENYA, '2 still no water', answer(false, { words: 'still no water', isClear: false })],
    [KENYA, 'no, still dry', answer(false, { words: 'still dry', isClear: false })],
    [KENYA, 'No,still dry', answer(false, { words: 'still dry', isClear: false })],
    [KENYA, 'NO still no water', answer(false, { words: 'NO still no water', isClear: false })],
    [KENYA, 'hapana bado hakuna maji', answer(false, { words: 'hapana bado hakuna maji', isClear: false })],
    [KHULNA, '১', answer(true)],
    [KHULNA, '২।', answer(false)],
    [KHULNA, 'হ্যাঁ', answer(true)],
    [KHULNA, 'জি ধন্যবাদ', answer(true)],
    [KHULNA, 'না, এখনো পানি নেই', answer(false, { words: 'এখনো পানি নেই', isClear: false })],
    [KHULNA, '২ এখনো নষ্ট', answer(false, { words: 'এখনো নষ্ট', isClear: false })],
    [KHULNA, 'na ekhono nosto', answer(false, { words: 'na ekhono nosto', isClear: false })],
    [KOSOVO, 'Po, faleminderit', answer(true)],
    [KOSOVO, 'jo, prapë pa ujë', answer(false, { words: 'prapë pa ujë', isClear: false })],
    [KOSOVO, 'Ne radi ni danas', answer(false, { words: 'Ne radi ni danas', isClear: false })],
    [KOSOVO, 'Да', answer(true)],
    [KOSOVO, 'ne, hvala', answer(false)],
  ])('%j: %s', (languages, text, expected) => {
    expect(readYesOrNo({ languages }, text)).toEqual(expected);
  });

  it.each<[Languages, string]>([
    [KENYA, 'yes but the water is brown'],
    [KENYA, 'No problem, it works now'],
    [KENYA, 'no more leaking'],
    [KENYA, 'hapana shida tena'],
    [KENYA, '1 4821 7730'],
    [KENYA, '3'],
    [KENYA, '12'],
    [KENYA, '2nd floor has no water'],
    [KENYA, 'ok'],
    [KENYA, ''],
    [KENYA, 'Nothing was done'],
    [KHULNA, 'না সমস্যা নেই'],
    [KOSOVO, 'Da li radi'],
    [KOSOVO, 'Jo problem'],
  ])('%j: not %j', (languages, text) => {
    expect(readYesOrNo({ languages }, text)).toBeNull();
  });
});
