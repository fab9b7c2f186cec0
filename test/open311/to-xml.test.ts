import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { toXml } from '../../src/open311/to-xml.ts';
import { parseXml, sparkOf } from './client.ts';

it.each([
  ['<b>&"\'', '&lt;b&gt;&amp;&quot;&apos;'],
  ['a\u0000b\u0008c\ufffed', 'abcd'],
  ['\ud800x', 'x'],
  ['জল', 'জল'],
])('%j in an element is %s', (text, written) => {
  expect(toXml('a', text, {})).toBe(`<?xml version="1.0" encoding="utf-8"?>\n<a>${written}</a>\n`);
});

it('whatever text goes in comes out again, and nothing of it is taken for an element', () => {
  const text = fc.string({ unit: 'grapheme', minLength: 1 }).map((typed) => `x${typed}`);
  fc.assert(
    fc.property(fc.array(fc.record({ name: text, count: fc.integer() }), { minLength: 1 }), (things) => {
      const root = parseXml(toXml('things', things, { things: 'thing' }));
      // What XML cannot hold is left out, and a parser makes of every line end one sign.
      const storable = (value: unknown) =>
        String(value).replace(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, '');
      const expected = things.map(({ name, count }) => ({ name: storable(name), count: String(count) }));
      expect(sparkOf(root, ['things'])).toEqual(expected);
    }),
  );
});

it('an empty list and a null are empty elements', () => {
  expect(toXml('a', { attributes: [], lat: null }, { attributes: 'attribute' })).toContain(
    '<a><attributes></attributes><lat></lat></a>',
  );
});
