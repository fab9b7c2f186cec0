import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { localeOf } from '../../src/locales/index.ts';
import {
  CHANGEABLE_TEXTS,
  type ChangeableText,
  changeableText,
  localeWith,
  templateOf,
  templateProblem,
} from '../../src/locales/wording.ts';
import { LANGUAGES, type Language } from '../../src/routing/programme.ts';

function text(code: string): ChangeableText {
  const found = changeableText(code);
  if (!found) throw new Error(`no text ${code}`);
  return found;
}

/** What a text says with values, of the language itself or with other words. */
function say(language: Language, { section, key }: ChangeableText, values: readonly unknown[], template?: string) {
  const locale =
    template === undefined ? localeOf(language) : localeWith(language, { [`${section}.${key}`]: template });
  const said: unknown = Reflect.get(locale[section], key);
  return typeof said === 'function' ? String(said(...values)) : String(said);
}

describe.each(LANGUAGES)('%s', (language) => {
  // The written form of a text loses nothing: put back unchanged, it says what it said.
  it('says every text as it is written down', () => {
    for (const one of CHANGEABLE_TEXTS) {
      const template = templateOf(localeOf(language), one);
      expect([one.code, templateProblem(localeOf(language), one, template)]).toEqual([one.code, null]);
      fc.assert(
        fc.property(fc.array(fc.stringMatching(/^[a-z0-9{}$&]{1,12}$/), { minLength: 5, maxLength: 5 }), (values) => {
          if (say(language, one, values, template) !== say(language, one, values)) throw new Error(one.code);
        }),
        { numRuns: 4 },
      );
    }
  });
});

describe('other words for a text', () => {
  it.each([
    ['sms.confirmed', 'Closed.', { missing: 'reference' }],
    ['sms.confirmed', 'Report {reference} of {phone} is closed.', { unknown: 'phone' }],
    ['sms.confirmed', 'Report {} is closed. {reference}', { unknown: '' }],
    ['sms.askWhy', 'Why {reference}?', { unknown: 'reference' }],
    ['sms.confirmed', 'Closed: {reference}. {reference} is fixed.', null],
    ['ussd.menuReport', 'Complain', null],
  ])('for %s: %j', (code, template, problem) => {
    expect(templateProblem(localeOf('en'), text(code), template)).toEqual(problem);
  });

  it('says them in place of the usual ones, and leaves all others alone', () => {
    const locale = localeWith('en', { 'sms.confirmed': '{reference} is done.', 'ussd.menuReport': 'Complain' });
    expect(locale.sms.confirmed('4821 7736')).toBe('4821 7736 is done.');
    expect(locale.ussd.menuReport).toBe('Complain');
    expect(locale.ussd.menuRate).toBe(localeOf('en').ussd.menuRate);
    expect(localeOf('en').ussd.menuReport).toBe('Report a problem');
  });

  it('never takes what a person wrote for a place to fill', () => {
    const locale = localeWith('en', { 'sms.reply': '{office} ({reference}) says: {text}' });
    expect(locale.sms.reply('4821 7736', 'Water', 'Bring {office} $& 5')).toBe(
      'Water (4821 7736) says: Bring {office} $& 5',
    );
  });

  it('passes over words that do not fit their text, and texts that may not be changed', () => {
    const wording = {
      'sms.confirmed': 'Closed.',
      'sms.news': 'About the violence: {reference} {code}',
      'sms.nothing': 'x',
    };
    expect(localeWith('en', wording).sms.confirmed('1')).toBe(localeOf('en').sms.confirmed('1'));
    expect(localeWith('en', wording).sms.news('1', '*1#')).toBe(localeOf('en').sms.news('1', '*1#'));
  });

  it.each([
    'sms.notice',
    'sms.aboutData',
    'sms.sealed',
    'sms.news',
    'sms.mayWeWrite',
    'ussd.consent',
    'ussd.helplines',
    'ussd.sealedContact',
    'ussd.descriptionSealed',
    'ussd.filedSealed',
    'approved.read',
    'self',
  ])('cannot be had for %s', (code) => {
    expect(changeableText(code)).toBeUndefined();
  });
});
