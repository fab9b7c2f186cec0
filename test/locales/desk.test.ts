import { describe, expect, it } from '@jest/globals';
import { foldForAir, measure } from '../../src/encoding.ts';
import { deskOf } from '../../src/locales/desk/index.ts';
import { LANGUAGES, type Language } from '../../src/routing/programme.ts';

/** One text to officials: where it stands, what it says, and the marks it was given. */
interface Said {
  readonly path: string;
  readonly text: string;
  readonly given: readonly string[];
}

/** For a text that speaks of a report. */
const ITEM = { reference: '<reference>', category: '<category>', due: '<due>' };
/** It says less than it knows: what it is about was just said, or comes behind. */
const SAYS_LESS = /\.(answered|objected|waitedEnough)$/;

function walk(path: string, value: unknown): Said[] {
  if (typeof value === 'string') return [{ path, text: value, given: [] }];
  if (typeof value === 'function') {
    const marks = Array.from({ length: value.length }, (_, index) => `<${index + 1}>`);
    const plain = String(Reflect.apply(value, undefined, marks));
    if (!plain.includes('undefined')) return [{ path, text: plain, given: marks }];
    return [{ path, text: String(Reflect.apply(value, undefined, [ITEM])), given: Object.values(ITEM) }];
  }
  if (typeof value !== 'object' || value === null || path.endsWith('.keywords')) return [];
  return Object.entries(value).flatMap(([key, inner]) => walk(`${path}.${key}`, inner));
}

const textsOf = (language: Language) => walk('desk', deskOf(language));

it('has the same texts to officials in every language', () => {
  const [english, ...others] = LANGUAGES.map((language) => textsOf(language).map(({ path }) => path));
  expect(english?.length).toBeGreaterThan(70);
  for (const paths of others) expect(paths).toEqual(english);
});

describe.each(LANGUAGES)('%s to officials', (language) => {
  const said = textsOf(language);
  const texts = said.map(({ text }) => text);

  it('says everything it is given', () => {
    const missing = said.flatMap(({ path, text, given }) =>
      given
        .filter((mark) => !text.includes(mark) && !(SAYS_LESS.test(path) && mark === ITEM.category))
        .map((mark) => [path, mark]),
    );
    expect(missing).toEqual([]);
  });

  it('has no empty text, no stray space and nothing that was not filled in', () => {
    expect(texts.filter((text) => /^\s|\s$| {2}|undefined|NaN|\[object|\$\{/.test(text) || text === '')).toEqual([]);
  });

  it('is written in NFC, with straight quotes, plain dashes and no emoji', () => {
    expect(texts.filter((text) => text !== text.normalize('NFC'))).toEqual([]);
    expect(texts.filter((text) => /[‘’‚“”„‟«»′″`´–—…]|\p{Extended_Pictographic}/u.test(text))).toEqual([]);
  });

  it('is told apart: every state, and everything that can be pressed', () => {
    const { state, choices } = deskOf(language).work;
    for (const words of [state, choices]) expect(new Set(Object.values(words)).size).toBe(Object.keys(words).length);
  });
});

it.each(['en', 'sw', 'sq', 'sr'] as const)('%s to officials is GSM-7 on the air, all of it', (language) => {
  const air = textsOf(language).map(({ text }) => foldForAir(text.replace(/[<>]/g, '')));
  expect(air.filter((text) => measure(text).encoding !== 'gsm7')).toEqual([]);
});

it.each(['en', 'sw'] as const)('%s to officials needs no folding', (language) => {
  expect(textsOf(language).filter(({ text }) => foldForAir(text) !== text)).toEqual([]);
});
