import { describe, expect, it } from '@jest/globals';
import type { Language } from '../../src/routing/programme.ts';
import { readOutcome } from '../../src/sms/outcome-words.ts';

type Languages = readonly [Language, ...Language[]];
const KENYA: Languages = ['sw', 'en'];
const KHULNA: Languages = ['bn', 'en'];
const KOSOVO: Languages = ['sq', 'sr', 'en'];

describe('readOutcome', () => {
  it.each<[Languages, string]>([
    [KENYA, 'Bado'],
    [KENYA, 'Bado, asante'],
    [KENYA, 'Not yet'],
    [KENYA, 'Nope'],
    [KENYA, 'Not fixed'],
    [KENYA, 'It is not fixed'],
    [KHULNA, 'হয়নি'],
    [KHULNA, 'ঠিক হয়নি'],
    [KHULNA, 'এখনো না'],
    [KHULNA, 'hoy nai'],
    [KOSOVO, 'Nije'],
    [KOSOVO, 'Još nije'],
    [KOSOVO, 'Jos ne'],
    [KOSOVO, 'Ende jo'],
    [KOSOVO, 'Akoma jo'],
    [KOSOVO, 'Hala'],
    [KOSOVO, 'Још није'],
  ])('%j: %s is a no', (languages, text) => {
    expect(readOutcome({ languages }, text)).toMatchObject({ isYes: false, words: '' });
  });

  it.each<[Languages, string]>([
    [KENYA, 'Not since Monday'],
    [KENYA, 'Si kweli, bado hakuna maji'],
    [KHULNA, 'নলকূপ এখনো ঠিক হয়নি'],
    [KHULNA, 'pani ekhono ashe na'],
    [KOSOVO, 'Nuk është rregulluar'],
    [KOSOVO, 'Voda još nije'],
  ])('%j: %s is a no with its reason', (languages, text) => {
    expect(readOutcome({ languages }, text)).toMatchObject({ isYes: false, words: text });
  });

  it.each<[Languages, string]>([
    [KENYA, 'Fixed, thanks'],
    [KENYA, 'It is fixed!'],
    [KENYA, 'Imekwisha'],
    [KHULNA, 'ঠিক হয়েছে'],
    [KHULNA, 'hoyeche'],
    [KOSOVO, 'Jeste'],
    [KOSOVO, 'Po, u rregullua'],
    [KOSOVO, 'Rešeno, hvala'],
  ])('%j: %s is a yes', (languages, text) => {
    expect(readOutcome({ languages }, text)).toMatchObject({ isYes: true, words: '' });
  });

  it.each<[Languages, string]>([
    [KENYA, 'It runs, but the water is brown'],
    [KENYA, 'No problem, it works now'],
    [KENYA, 'hakuna shida'],
    [KENYA, 'Fixed but only at night'],
    [KENYA, 'asante'],
    [KENYA, '12'],
    [KENYA, '?'],
    [KHULNA, 'না সমস্যা নেই'],
  ])('%j: %s is neither', (languages, text) => {
    expect(readOutcome({ languages }, text)).toBeNull();
  });
});
