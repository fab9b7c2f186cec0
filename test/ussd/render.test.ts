import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { cutToUnits, screenBudget } from '../../src/encoding.ts';
import { en } from '../../src/locales/en.ts';
import { isWhole, type Page, render, shrink } from '../../src/ussd/render.ts';
import type { Content } from '../../src/ussd/screen.ts';

const MOST_PAGES = 500;

/** Every page of a screen, from first to last. */
function allPages(content: Content, canGoBack = true): Page[] {
  const pages: Page[] = [];
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const shown = render(content, { locale: en, page, canGoBack });
    pages.push(shown);
    if (!shown.hasMore) return pages;
  }
  throw new Error('no last page');
}

const choices = (count: number, label: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => ({ value: `v${index}`, label: label(index) }));

describe('render', () => {
  it('puts a short menu on one page', () => {
    const page = render(
      { text: 'Menu', choices: choices(2, (n) => `Item ${n}`) },
      { locale: en, page: 0, canGoBack: false },
    );
    expect(page).toEqual({
      text: 'CON Menu\n1. Item 0\n2. Item 1',
      choices: ['v0', 'v1'],
      hasMore: false,
      isCut: false,
      canGoBack: false,
      isEnd: false,
    });
  });

  it('offers back only where there is a way back', () => {
    const content = { text: 'Write' };
    expect(render(content, { locale: en, page: 0, canGoBack: true }).text).toBe('CON Write\n0. Back');
    expect(render(content, { locale: en, page: 0, canGoBack: false }).text).toBe('CON Write');
  });

  it('says why a list comes again above its heading, or in place of it, so that no choice slips away', () => {
    const content = { text: 'Menu', choices: choices(2, (n) => `Item ${n}`) };
    const page = render(content, { locale: en, page: 0, canGoBack: false, reason: 'Please choose.' });
    expect(page.text).toBe('CON Please choose.\nMenu\n1. Item 0\n2. Item 1');
    const long = { text: 'word '.repeat(25).trim(), choices: choices(2, (n) => `Item ${n}`) };
    const instead = render(long, { locale: en, page: 0, canGoBack: false, reason: 'Please choose.' });
    expect(instead.text).toBe('CON Please choose.\n1. Item 0\n2. Item 1');
  });

  it('keeps choices that belong together on one page', () => {
    const text = 'word '.repeat(28).trim();
    const both = choices(2, (n) => `Item ${n}`);
    expect(allPages({ text, choices: both }).map((page) => page.choices.length)).toEqual([0, 2]);
    const shorter = 'word '.repeat(26).trim();
    expect(allPages({ text: shorter, choices: both }).map((page) => page.choices.length)).toEqual([1, 1]);
    const together = allPages({ text: shorter, choices: both, isTogether: true });
    expect(together.map((page) => page.choices.length)).toEqual([0, 2]);
  });

  it('says why a screen comes again', () => {
    const page = render({ text: 'Menu' }, { locale: en, page: 0, canGoBack: false, reason: 'Please choose.' });
    expect(page.text).toBe('CON Please choose.\nMenu');
  });

  it('says it on the page that is showing, and lets no choice slip between two pages for it', () => {
    const content = { text: 'What?', choices: choices(20, (n) => `Category ${n}`) };
    const reason = 'Please choose a number from the list that you see here.';
    for (const [page, { choices: values }] of allPages(content).entries()) {
      const shown = render(content, { locale: en, page, canGoBack: true, reason });
      expect(shown.text.startsWith(`CON ${reason}\n`)).toBe(true);
      expect(shown.choices).toEqual(values.slice(0, shown.choices.length));
      expect(shown.isCut).toBe(shown.choices.length < values.length);
      expect(shown.hasMore).toBe(shown.isCut || page < allPages(content).length - 1);
    }
    expect(render(content, { locale: en, page: 0, canGoBack: true, reason }).isCut).toBe(true);
  });

  it('never tears a scale for a reason', () => {
    const scale = { text: 'How was it?', choices: choices(5, (n) => `Score ${n + 1}`), isScale: true };
    const short = render(scale, { locale: en, page: 0, canGoBack: true, reason: 'Please choose 1 to 5.' });
    expect(short.text).toBe(
      'CON Please choose 1 to 5.\nHow was it?\n1. Score 1\n2. Score 2\n3. Score 3\n4. Score 4\n5. Score 5\n0. Back',
    );
    const ends = render(scale, { locale: en, page: 0, canGoBack: true, reason: 'word '.repeat(21).trim() });
    expect(ends.text).toContain('word\n1. Score 1\n...\n5. Score 5\n0. Back');
    expect(ends.choices).toHaveLength(5);
    const long = render(scale, { locale: en, page: 0, canGoBack: true, reason: 'word '.repeat(28).trim() });
    expect(long).toEqual(render(scale, { locale: en, page: 0, canGoBack: true }));
  });

  it('numbers every page from 1 and never uses 9 or 0 for a choice', () => {
    const pages = allPages({ text: 'What?', choices: choices(20, (n) => `Category ${n}`) });
    expect(pages.length).toBeGreaterThan(2);
    for (const { text } of pages) {
      const keys = [...text.matchAll(/^(\d+)\. Category/gm)].map(([, key]) => Number(key));
      expect(keys).toEqual(keys.map((_, index) => index + 1));
      expect(Math.max(...keys)).toBeLessThanOrEqual(8);
    }
    expect(pages.flatMap((page) => page.choices)).toEqual(choices(20, String).map(({ value }) => value));
  });

  it('takes Bangla at 70 units a page', () => {
    const pages = allPages({ text: 'কী বিষয়ে?', choices: choices(6, () => 'নাগরিক, ওয়ারিশ ও অন্যান্য সনদ') });
    expect(pages.length).toBeGreaterThan(2);
    for (const page of pages) expect(screenBudget(page.text.slice(4)).fits).toBe(true);
  });

  it('never splits a scale, whose keys are the answers', () => {
    const scale = { text: 'word '.repeat(25), choices: choices(5, (n) => `Score ${n + 1}`), isScale: true };
    const pages = allPages(scale);
    expect(pages.length).toBeGreaterThan(1);
    expect(pages.map((page) => page.choices.length)).toEqual([...pages.slice(1).map(() => 0), 5]);
  });

  it('says only the ends of a scale where its heading leaves no room for the middle, and every key still works', () => {
    const scale = { text: 'word '.repeat(21).trim(), choices: choices(5, (n) => `Score ${n + 1}`), isScale: true };
    const [page, ...others] = allPages(scale);
    expect(others).toEqual([]);
    expect(page?.text).toContain('\n1. Score 1\n...\n5. Score 5\n0. Back');
    expect(page?.choices).toEqual(['v0', 'v1', 'v2', 'v3', 'v4']);
  });

  it('shortens an elastic name until the text stands whole on its first page, and no further', () => {
    const text = (name: string) => `Thank you.\n${name}\nmust answer by Thu 26 Nov 09:30.`;
    const name = 'Department of everything '.repeat(8).trim();
    const content = { text: text(name), elastic: { name, text }, isEnd: true };
    const [page, ...others] = allPages(content);
    expect(others).toEqual([]);
    expect(page?.isEnd).toBe(true);
    expect(page?.text).toContain('must answer by Thu 26 Nov 09:30.');
    const { used, limit } = screenBudget(page?.text.slice(4) ?? '');
    expect(limit - used).toBeLessThan(4);
    expect(allPages({ text: text('Short'), elastic: { name: 'Short', text } })[0]?.text).toContain('\nShort\n');
  });

  it('leaves as much of an elastic name as there is room for, whatever the name and the words around it', () => {
    const names = fc.oneof(
      fc.string({ unit: 'grapheme', minLength: 30, maxLength: 200 }),
      fc.constantFrom(
        'Department of roads '.repeat(10),
        'ওয়ার্ড কাউন্সিলরের কার্যালয় '.repeat(4),
        'Zyra për ankesa '.repeat(9),
      ),
    );
    fc.assert(
      fc.property(names, fc.string({ maxLength: 120 }), fc.boolean(), (name, words, canGoBack) => {
        const content = { text: `${words}\n${name}`, elastic: { name, text: (short: string) => `${words}\n${short}` } };
        const options = { locale: en, canGoBack };
        const cuts = Array.from({ length: Math.min(name.length, 161) }, (_, units) => cutToUnits(name, units)).slice(8);
        const whole = cuts.map((cut) => ({ text: `${words}\n${cut}` })).filter((one) => isWhole(one, options));
        if (isWhole(content, options)) expect(shrink(content, options)).toBe(content);
        else expect(shrink(content, options).text).toBe((whole.at(-1) ?? content).text);
      }),
      { numRuns: 60 },
    );
  });

  it('offers the way to the menu where there is room for the line, and never makes a page for it', () => {
    const short = render({ text: 'Write' }, { locale: en, page: 0, canGoBack: true, canGoStart: true });
    expect(short.text).toBe('CON Write\n0. Back\n00. Menu');
    const content = { text: 'What?', choices: choices(20, (n) => `Category ${n}`) };
    const plain = allPages(content);
    const shown = plain.map((_, page) => render(content, { locale: en, page, canGoBack: true, canGoStart: true }));
    expect(shown.map((page) => page.choices)).toEqual(plain.map((page) => page.choices));
    for (const page of shown) expect(screenBudget(page.text.slice(4)).fits).toBe(true);
  });

  it('has no way back from a screen on which everything is done', () => {
    const done = { text: 'Done', choices: choices(1, () => 'One question'), isLast: true };
    expect(render(done, { locale: en, page: 0, canGoBack: true, canGoStart: true })).toMatchObject({
      text: 'CON Done\n1. One question',
      canGoBack: false,
    });
  });

  it('continues a last screen that is too long, and ends only on its last page', () => {
    const pages = allPages({ text: 'word '.repeat(80).trim(), isEnd: true });
    expect(pages.length).toBeGreaterThan(1);
    expect(pages.map(({ isEnd }) => isEnd)).toEqual(pages.map((_, index) => index === pages.length - 1));
    expect(pages.at(-1)?.text.startsWith('END ')).toBe(true);
    expect(pages.map(({ text }) => text.match(/word/g)?.length ?? 0).reduce((sum, count) => sum + count)).toBe(80);
  });

  it('folds Albanian and Serbian so that they stay at 160', () => {
    const page = render({ text: 'Shërbime të çdo lloji, đak, žalba' }, { locale: en, page: 0, canGoBack: false });
    expect(page.text).toBe('CON Sherbime te cdo lloji, djak, zalba');
  });

  it('never goes over the budget and loses no choice, whatever is on the screen', () => {
    const word = fc.oneof(
      fc.string({ maxLength: 60 }),
      fc.string({ unit: 'grapheme', maxLength: 60 }),
      fc.constant('ওয়ার্ড ১২ '),
    );
    fc.assert(
      fc.property(
        fc.array(word, { maxLength: 12 }),
        fc.array(word, { maxLength: 15 }),
        fc.boolean(),
        word,
        (text, labels, canGoBack, reason) => {
          const content = { text: text.join(' '), choices: choices(labels.length, (index) => labels[index] ?? '') };
          const pages = allPages(content, canGoBack);
          for (const page of pages) expect(screenBudget(page.text.slice(4)).fits).toBe(true);
          expect(pages.flatMap((page) => page.choices)).toEqual(content.choices.map(({ value }) => value));
          for (const [index, page] of pages.entries()) {
            const again = render(content, { locale: en, page: index, canGoBack, reason });
            expect(screenBudget(again.text.slice(4)).fits).toBe(true);
            // What gave way comes with the next page, which is this one again, or all of it is here.
            if (again.isCut) expect(again.hasMore).toBe(true);
            else expect([again.choices, again.hasMore]).toEqual([page.choices, page.hasMore]);
            expect(again.choices).toEqual(page.choices.slice(0, again.choices.length));
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});
