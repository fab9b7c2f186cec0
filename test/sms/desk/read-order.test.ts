import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { VERBS } from '../../../src/desk/act.ts';
import { makeReference, showReference } from '../../../src/grievances/reference.ts';
import { deskOf } from '../../../src/locales/desk/index.ts';
import { localeOf } from '../../../src/locales/index.ts';
import { foldName } from '../../../src/routing/fold-name.ts';
import { LANGUAGES, type Language } from '../../../src/routing/programme.ts';
import { type ReadOrder, readOrder } from '../../../src/sms/desk/read-order.ts';
import { readKeyword } from '../../../src/sms/keywords.ts';

type Languages = readonly [Language, ...Language[]];
const KENYA: Languages = ['sw', 'en'];
const KHULNA: Languages = ['bn', 'en'];
const KOSOVO: Languages = ['sq', 'sr', 'en'];
const PROGRAMMES = [
  ['kenya-coast', KENYA],
  ['khulna', KHULNA],
  ['kosovo', KOSOVO],
] as const;

/** With a right check digit. */
const REFERENCE = '48217739';

const order = (verb: string, text = '') => ({ says: 'order', verb, reference: REFERENCE, text });
const read = (languages: Languages, text: string) => readOrder({ languages }, text);

describe('an order', () => {
  it.each<[Languages, string, object]>([
    [KENYA, 'ACK 48217739', order('acknowledge')],
    [KENYA, 'ACK48217739', order('acknowledge')],
    [KENYA, 'ack 4821 7739', order('acknowledge')],
    [KENYA, ' Ack: 4821-7739.', order('acknowledge')],
    [KENYA, 'ACK #48217739', order('acknowledge')],
    [KENYA, '48217739 ack', order('acknowledge')],
    [KENYA, '4821 7739, ACK!', order('acknowledge')],
    [KENYA, 'ACK 4 8 2 1 7 7 3 9', order('acknowledge')],
    [KENYA, 'REPLY 48217739 We come today.', order('reply', 'We come today.')],
    [KENYA, 'reply 4821 7739: We come\nat two', order('reply', 'We come\nat two')],
    [KENYA, 'REPLY 4821 7739 2 men come tomorrow', order('reply', '2 men come tomorrow')],
    [KENYA, '48217739 reply we come', order('reply', 'we come')],
    [KENYA, 'reply 48217739', order('reply')],
    [KENYA, 'Jibu 48217739 Tunakuja leo', order('reply', 'Tunakuja leo')],
    [KENYA, 'pokea 4821-7739', order('acknowledge')],
    [KENYA, 'READ 48217739', order('read')],
    [KENYA, 'fixd 48217739 pipe closed', order('resolve', 'pipe closed')],
    [KENYA, 'REPYL 48217739 soon', order('reply', 'soon')],
    [KENYA, 'paas 48217739 not ours', order('pass', 'not ours')],
    [KENYA, 'REOPEN 48217739 it was another one', order('reopen', 'it was another one')],
    [KHULNA, 'গ্রহণ ৪৮২১৭৭৩৯', order('acknowledge')],
    [KHULNA, 'গ্রহণ ৪৮২১ ৭৭৩৯', order('acknowledge')],
    [KHULNA, 'উত্তর ৪৮২১৭৭৩৯ আজ ৩ জন যাবে', order('reply', 'আজ ৩ জন যাবে')],
    [KHULNA, '৪৮২১৭৭৩৯ সমাধান নলকূপ ঠিক', order('resolve', 'নলকূপ ঠিক')],
    [KHULNA, 'পড়ুন 48217739', order('read')],
    [KHULNA, 'uttor 48217739 aj jabo', order('reply', 'aj jabo')],
    [KHULNA, 'ASK 48217739 কোন পাড়া?', order('ask', 'কোন পাড়া?')],
    [KOSOVO, 'Pergjigje 48217739 Vijmë nesër', order('reply', 'Vijmë nesër')],
    [KOSOVO, 'PRANO 48217739', order('acknowledge')],
    [KOSOVO, 'reseno 48217739 isplaćeno', order('resolve', 'isplaćeno')],
    [KOSOVO, 'ОДГОВОР 48217739 сутра', order('reply', 'сутра')],
    [KOSOVO, 'čitaj 48217739', order('read')],
  ])('%j: %s', (languages, text, expected) => {
    expect(read(languages, text)).toEqual(expected);
  });

  it.each<[Languages, string, object]>([
    [KENYA, 'LIST', { says: 'list', isLate: false }],
    [KENYA, 'list.', { says: 'list', isLate: false }],
    [KENYA, 'LSIT', { says: 'list', isLate: false }],
    [KENYA, 'LIST LATE', { says: 'list', isLate: true }],
    [KENYA, 'Orodha', { says: 'list', isLate: false }],
    [KHULNA, 'তালিকা দেরি', { says: 'list', isLate: true }],
    [KOSOVO, 'lista kasni', { says: 'list', isLate: true }],
    [KENYA, 'ACK', { says: 'no_number', verb: 'acknowledge' }],
    [KENYA, 'reply?', { says: 'no_number', verb: 'reply' }],
    [KENYA, 'ACK 48217738', { says: 'wrong_number', why: 'check_digit', typed: '48217738' }],
    [KENYA, 'ack 4821 773', { says: 'wrong_number', why: 'shape', typed: '4821 773' }],
    [KENYA, 'ACK 482177391', { says: 'wrong_number', why: 'shape', typed: '482177391' }],
    [KENYA, '4821 7739 we come tomorrow', { says: 'no_verb', reference: REFERENCE }],
    [KENYA, 'CLOSE 48217739 it is done', { says: 'no_verb', reference: REFERENCE }],
    [KENYA, 'not fixed 4821 7739', { says: 'no_verb', reference: REFERENCE }],
    // "Close", a letter from "open again"; "do not", a letter from "done".
    [KENYA, 'FUNGA 48217739 tumemaliza', { says: 'no_verb', reference: REFERENCE }],
    [KENYA, "Don't 48217739 close it", { says: 'no_verb', reference: REFERENCE }],
    [KENYA, 'dont 48217739 close it', { says: 'no_verb', reference: REFERENCE }],
    [KOSOVO, 'zatvori 48217739', { says: 'no_verb', reference: REFERENCE }],
  ])('%j: %s is understood', (languages, text, expected) => {
    expect(read(languages, text)).toEqual(expected);
  });

  it.each<[Languages, string]>([
    [KENYA, 'STATUS 48217739'],
    [KENYA, 'Hali 48217739'],
    [KENYA, 'STOP'],
    [KENYA, 'RATE 104 5'],
    [KENYA, 'REPORT 48217739 is not answered'],
    [KENYA, 'Ask the doctor to come'],
    [KENYA, 'Read meter is wrong since May'],
    [KENYA, 'List of bursaries is unfair'],
    [KENYA, 'Pass near the market is closed'],
    [KENYA, 'Fixed'],
    [KENYA, 'Done'],
    [KENYA, '1'],
    [KENYA, '48217739'],
    [KENYA, 'Yes 48217739'],
    [KENYA, 'Fixed 20000 bricks are gone'],
    [KENYA, 'The road by plot 48217738 is closed'],
    [KHULNA, 'সমাধান'],
    [KHULNA, 'আবার নষ্ট'],
    [KOSOVO, 'Odgovor nije stigao'],
    [KOSOVO, ''],
    [KOSOVO, '...'],
  ])("%j: %s is a citizen's text", (languages, text) => {
    expect(read(languages, text)).toBeNull();
  });

  it('is read from any words in any shape without an end, and from no long text slowly', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 200 }),
        fc.constantFrom(...PROGRAMMES),
        (text, [, languages]) => {
          const found = read(languages, text);
          if (found?.says === 'order') expect(found.reference).toMatch(/^[1-9]\d{7}$/);
        },
      ),
    );
    const started = performance.now();
    for (const text of [
      '9 '.repeat(5_000),
      '-'.repeat(10_000),
      `ack ${'9.'.repeat(5_000)}`,
      `${'a'.repeat(10_000)}1`,
    ]) {
      read(KENYA, text);
    }
    expect(performance.now() - started).toBeLessThan(500);
  });

  it('keeps verb, number and words however they are put together', () => {
    const words = LANGUAGES.flatMap((language) =>
      [...VERBS, 'read' as const].flatMap((verb) =>
        deskOf(language).work.keywords[verb].map((word) => ({ language, verb, word })),
      ),
    );
    const shapes = [
      (word: string, number: string, text: string) => `${word} ${number} ${text}`,
      (word: string, number: string, text: string) => `${word.toLowerCase()}${number}: ${text}`,
      (word: string, number: string, text: string) => `${number} ${word} ${text}`,
    ];
    const text = fc.constantFrom('We come today', 'নলকূপ ঠিক', 'Vijmë nesër', '');
    const digits = fc.integer({ min: 1_000_000, max: 9_999_999 });
    fc.assert(
      fc.property(fc.constantFrom(...words), fc.constantFrom(...shapes), digits, text, (one, shape, seed, said) => {
        const reference = makeReference(() => seed);
        const number = seed % 2 === 0 ? reference : showReference(reference);
        const { verb, word, language } = one;
        expect(read([language], shape(word, number, said))).toEqual({ says: 'order', verb, reference, text: said });
      }),
    );
  });
});

describe.each(PROGRAMMES)('%s', (_programme, languages) => {
  const spoken = [...new Set<Language>([...languages, 'en'])];
  const words = spoken.flatMap((language) =>
    Object.entries(deskOf(language).work.keywords).flatMap(([word, spelt]) => spelt.map((text) => ({ word, text }))),
  );

  it("has no word of officials that means two things, or is a citizen's keyword", () => {
    const meanings = new Map<string, Set<string>>();
    for (const { word, text } of words) {
      const folded = foldName(text);
      expect([text, folded.includes(' ')]).toEqual([text, false]);
      meanings.set(folded, (meanings.get(folded) ?? new Set()).add(word));
    }
    expect([...meanings].filter(([, means]) => means.size > 1)).toEqual([]);
    const exact = words.filter(({ text }) => readKeyword({ languages }, text)?.isSlip === false);
    expect(exact).toEqual([]);
  });

  it("has no keyword of citizens that is read as an official's, by a slip either", () => {
    for (const language of spoken) {
      for (const word of Object.values(localeOf(language).keywords).flat()) {
        expect([word, read(languages, word), read(languages, `${word} ${REFERENCE}`)]).toEqual([word, null, null]);
      }
    }
  });
});

it.each(LANGUAGES)('%s prints the first word of what it tells officials to send', (language) => {
  const { work } = deskOf(language);
  const first = (['list', 'read', 'acknowledge', 'reply', 'ask', 'resolve', 'pass'] as const).map(
    (word) => work.keywords[word][0] ?? '',
  );
  const inText = (text: string) => first.filter((word) => !text.split(/[\s";:,.=]+/).includes(word));
  expect(inText(work.help('*384*2101#'))).toEqual([]);
  expect(inText(`${work.needsWord(REFERENCE)} ${first[0]}`)).toEqual([]);
});

it('never reads what it says itself as an order: two machines do not talk for ever', () => {
  const said: [Language, string][] = LANGUAGES.flatMap((language) => {
    const { work } = deskOf(language);
    const shown = showReference(REFERENCE);
    return [
      work.help('*384*2101#'),
      work.nothingDue,
      work.item(shown, 'No water, Likoni', work.lateDays(2)),
      work.report(shown, 'No water, Likoni', work.state.routed),
      work.echo(shown, 'No water, Likoni', work.did.replied),
      work.unknown(shown),
      work.needsNumber(work.keywords.reply[0] ?? ''),
      work.needsWord(REFERENCE),
      work.needsWords(shown, work.prompts.reply),
      work.tooLong,
      work.already(shown, work.did.replied, work.you, 'Mon 23 Nov 10:05'),
    ].map((text): [Language, string] => [language, text]);
  });
  const isAnswered = (found: ReadOrder | null) => found !== null && found.says !== 'no_verb';
  expect(said.filter(([language, text]) => isAnswered(read([language, 'en'], text)))).toEqual([]);
});
