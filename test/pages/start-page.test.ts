import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { localeOf } from '../../src/locales/index.ts';
import { LANGUAGES, type Language, nameIn, type Programme } from '../../src/routing/programme.ts';
import { readKeyword } from '../../src/sms/keywords.ts';
import { walkTexts } from '../locales/walk-texts.ts';
import { type Gateway, openGateway } from '../support/gateway.ts';

/** Letters that the air would lose. */
const LETTERS: Readonly<Record<Language, string>> = { en: '', sw: '', bn: 'সমস্যা', sq: 'ëç', sr: 'šđžčć' };

let gateway: Gateway;
const pageOf = new Map<Language, string>();

beforeAll(async () => {
  gateway = await openGateway();
  for (const language of LANGUAGES) {
    const { text } = await request(gateway.app).get(`/?lang=${language}`).expect(200);
    pageOf.set(language, text);
  }
});
afterAll(() => gateway?.close());

const htmlOf = (language: Language) => pageOf.get(language) ?? '';

function sectionOf(language: Language, { name }: Programme): string {
  const [, section = ''] = new RegExp(`<section id="${name}"(.*?)</section>`, 's').exec(htmlOf(language)) ?? [];
  return section;
}

/** What a reader reads: without tags, and with the signs that HTML writes otherwise. */
function wordsOf(html: string): string {
  return html
    .replace(/<[^>]*>/g, ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ');
}

const linksOf = (html: string, scheme: string) =>
  [...html.matchAll(/href="([^"]+)"/g)].map(([, href = '']) => href).filter((href) => href.startsWith(scheme));

describe.each(LANGUAGES)('the start page in %s', (language) => {
  const { web, ussd } = localeOf(language);
  const spokenBy = ({ languages }: Programme) => (languages.includes(language) ? language : 'en');

  it('says every text of the page, unfolded and filled in', () => {
    const words = wordsOf(htmlOf(language));
    const texts = walkTexts(localeOf(language)).filter(
      ({ path, given }) => path.startsWith('web.') && given.length === 0,
    );
    expect(texts.filter(({ path, text }) => path !== 'web.noProgramme' && !words.includes(text))).toEqual([]);
    expect([...LETTERS[language]].filter((letter) => !words.includes(letter))).toEqual([]);
    expect(words).not.toMatch(/undefined|NaN|\[object|null|<\d>/);
  });

  it('offers every language under its own name', () => {
    const nav = /<nav class="nav".*?<\/nav>/s.exec(htmlOf(language))?.[0] ?? '';
    expect(nav).toContain(`aria-label="${ussd.chooseLanguage}"`);
    for (const other of LANGUAGES) {
      const tag = other === 'sr' ? 'sr-Latn' : other;
      const current = other === language ? ' aria-current="true"' : '';
      expect(nav).toContain(
        `<a href="/?lang=${other}" lang="${tag}" hreflang="${tag}"${current}>${localeOf(other).self}</a>`,
      );
    }
  });

  it('has all of each programme under the name that a poster prints', () => {
    for (const programme of gateway.deps.programmes.all()) {
      const words = wordsOf(sectionOf(language, programme));
      const { titles, operators, ussdCode, shortCode, helplines, topCategories, root } = programme;
      const names = [...helplines, ...topCategories, ...root.children].map(({ names }) => names);
      const operator = nameIn(operators, spokenBy(programme));
      const expected = [
        ...[titles, operators, ...names].map((each) => nameIn(each, language)),
        ...[ussdCode, shortCode, ...helplines.map(({ phone }) => phone)],
        ...programme.languages.map((spoken) => localeOf(spoken).self),
        localeOf(spokenBy(programme)).ussd.aboutData(operator),
        ...[web.how, web.words, web.helplines, web.data],
      ];
      expect(expected.filter((text) => !words.includes(text))).toEqual([]);
    }
  });

  it('dials and writes to nobody else, in words that the programme understands', () => {
    for (const programme of gateway.deps.programmes.all()) {
      const section = sectionOf(language, programme);
      const dialled = linksOf(section, 'tel:').map((href) => decodeURIComponent(href.slice('tel:'.length)));
      const numbers = programme.helplines.map(({ phone }) => phone.replaceAll(' ', ''));
      expect(dialled).toEqual([programme.ussdCode, ...numbers]);
      const sent = linksOf(section, 'sms:').map((href) => new URL(href));
      expect(sent.map(({ pathname }) => pathname)).toEqual(Array.from({ length: 5 }, () => programme.shortCode));
      const bodies = sent.slice(1).map(({ searchParams }) => searchParams.get('body') ?? '');
      const understood = bodies.map((body) => readKeyword(programme, body));
      expect(understood.map((read) => read?.keyword)).toEqual(['report', 'status', 'help', 'stop']);
      const words = localeOf(spokenBy(programme)).keywords;
      expect(bodies[0]).toBe(`${words.report[0]} `);
      expect(wordsOf(section)).toContain(web.wordStop(words.start[0] ?? ''));
    }
  });

  it('marks as English what it has in English only', () => {
    for (const programme of gateway.deps.programmes.all()) {
      const { titles } = programme;
      const title = sectionOf(language, programme).match(/<h2>(.*?)<\/h2>/)?.[1];
      const english = titles.en.replaceAll('&', '&amp;');
      expect(title).toBe(titles[language] ?? `<span lang="en">${english}</span>`);
    }
  });

  it('begins with the programmes that speak it', () => {
    const shown = [...htmlOf(language).matchAll(/<section id="([^"]+)"/g)].map(([, name = '']) => name);
    const speaks = shown.map((name) => gateway.deps.programmes.byName(name)?.languages.includes(language));
    expect(shown).toHaveLength(gateway.deps.programmes.all().length);
    expect(speaks.lastIndexOf(true)).toBeLessThan(speaks.includes(false) ? speaks.indexOf(false) : speaks.length);
  });

  it('needs no script and nothing from elsewhere, and weighs under 20 kB with its style', async () => {
    const html = htmlOf(language);
    expect(html).not.toMatch(/<script|<img|<form|https?:\/\//);
    const loaded = [...html.matchAll(/<link [^>]*href="([^"]+)"/g)].map(([, href = '']) => href);
    const weights = await Promise.all(
      loaded.map(async (path) => {
        const { body, text } = await request(gateway.app).get(path).expect(200);
        return gzipSync(text ?? body).length;
      }),
    );
    expect(weights.reduce((sum, weight) => sum + weight, gzipSync(html).length)).toBeLessThan(20_000);
  });
});

it('links only to what is there', async () => {
  const links = new Set([...pageOf.values()].flatMap((html) => linksOf(html, '')));
  const here = [...links].filter((href) => href.startsWith('/'));
  // The console leads whoever has not signed in to the page where she does.
  for (const href of here) await request(gateway.app).get(href).redirects(1).expect(200);
  for (const html of pageOf.values()) {
    const ids = [...html.matchAll(/ id="([^"]+)"/g)].map(([, id = '']) => id);
    const anchors = linksOf(html, '').flatMap((href) => href.split('#').slice(1));
    expect(anchors.filter((anchor) => !ids.includes(anchor))).toEqual([]);
    expect(new Set(ids).size).toBe(ids.length);
  }
  expect([...links].filter((href) => !/^(\/|#|tel:|sms:)/.test(href))).toEqual([]);
});

it('tells caches on the way that it depends on the reader', async () => {
  const { headers } = await request(gateway.app).get('/').set('Accept-Language', 'sq');
  expect(headers.vary?.split(', ')).toEqual(expect.arrayContaining(['Accept-Language', 'Accept-Encoding']));
  expect(headers['set-cookie']).toBeUndefined();
});
