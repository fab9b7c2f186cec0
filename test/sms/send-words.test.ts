import { describe, expect, it } from '@jest/globals';
import type { Language } from '../../src/routing/programme.ts';
import { readSend } from '../../src/sms/send-words.ts';

type Languages = readonly [Language, ...Language[]];
const KENYA: Languages = ['sw', 'en'];
const KHULNA: Languages = ['bn', 'en'];
const KOSOVO: Languages = ['sq', 'sr', 'en'];

describe('readSend', () => {
  it.each<[Languages, string]>([
    [KENYA, '1'],
    [KENYA, 'YES'],
    [KENYA, 'ndio asante'],
    [KENYA, 'Send'],
    [KENYA, 'Send it please'],
    [KENYA, 'Yes, send it'],
    [KENYA, 'Tuma tafadhali'],
    [KHULNA, '১'],
    [KHULNA, 'পাঠান'],
    [KHULNA, 'পাঠিয়ে দিন'],
    [KHULNA, 'pathan'],
    [KOSOVO, 'Dërgo'],
    [KOSOVO, 'dergoje ju lutem'],
    [KOSOVO, 'Pošalji'],
    [KOSOVO, 'Да, пошаљи'],
  ])('%j: %s sends', (languages, text) => {
    expect(readSend({ languages }, text)).toBe('send');
  });

  it.each<[Languages, string]>([
    [KENYA, '2'],
    [KENYA, 'no thanks'],
    [KENYA, 'Do not send it'],
    [KENYA, "Don't send it"],
    [KENYA, 'Please cancel it'],
    [KENYA, 'Stop writing to me'],
    [KENYA, 'Delete'],
    [KENYA, 'Nope'],
    [KENYA, 'wrong number'],
    [KENYA, 'Not now'],
    [KENYA, 'Sitaki'],
    [KENYA, 'Usitume'],
    [KENYA, 'Acha kunitumia'],
    [KHULNA, 'পাঠাবেন না'],
    [KHULNA, 'dorkar nai'],
    [KOSOVO, 'Mos e dërgo'],
    [KOSOVO, 'Nemojte slati'],
    [KOSOVO, 'Ne šalji'],
  ])('%j: %s drops', (languages, text) => {
    expect(readSend({ languages }, text)).toBe('drop');
  });

  it.each<[Languages, string]>([
    [KENYA, 'yse'],
    [KENYA, 'Who is this?'],
    [KENYA, 'I am driving now and will call you back.'],
    [KENYA, 'yes but the water is brown'],
    [KENYA, 'They send us dirty water'],
    [KENYA, 'Do not drink it they said, but we have no other water'],
    [KENYA, 'No water at the clinic either'],
    [KENYA, 'The children are ill'],
    [KENYA, '?'],
    [KENYA, 'please'],
    [KOSOVO, 'Pa ujë'],
  ])('%j: %s does neither', (languages, text) => {
    expect(readSend({ languages }, text)).toBeNull();
  });
});
