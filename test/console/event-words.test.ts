import { readdir, readFile } from 'node:fs/promises';
import { expect, it } from '@jest/globals';
import { wordsOf } from '../../src/locales/console/index.ts';
import { LANGUAGES } from '../../src/routing/programme.ts';

const FOLDER = new URL('../../src/grievances/', import.meta.url);

/**
 * Every kind of event that the domain writes, as its files name them: in a change (`event: 'asked'`), or in an entry of its own
 * (`type: 'joined', officeId: ...`, `type: isGranted ? 'one' : 'other', data: ...`).
 */
async function eventTypes(): Promise<string[]> {
  const names = (await readdir(FOLDER)).filter((name) => name.endsWith('.ts'));
  const sources = await Promise.all(names.map((name) => readFile(new URL(name, FOLDER), 'utf8')));
  const found = sources.flatMap((source) => [
    ...source.matchAll(/event: '(\w+)'/g),
    ...source.matchAll(/type: (?:\w+ \? )?'(\w+)'(?: : '(\w+)')?,\s+(?:officeId|data)\b/g),
  ]);
  return [...new Set(found.flatMap(([, one, other]) => [one, other]).filter((type) => type !== undefined))].sort();
}

it('every kind of event has words, and every words have an event', async () => {
  const types = await eventTypes();
  expect(types).toEqual(expect.arrayContaining(['filed', 'escalated', 'asked', 'took_in', 'due_changed', 'joined']));
  expect(Object.keys(wordsOf('en').report.events).sort()).toEqual(types);
});

it.each(LANGUAGES)('%s says of each kind of event something of its own, and every name it is given', (language) => {
  const facts = { office: 'OFFICE', from: 'FROM', to: 'TO', name: 'NAME', number: 'NUMBER' };
  const said = (one: typeof facts, of: 'en' | typeof language) =>
    Object.fromEntries(Object.entries(wordsOf(of).report.events).map(([type, say]) => [type, say(one)]));
  const sentences = said(facts, language);
  expect(new Set(Object.values(sentences)).size).toBe(Object.keys(sentences).length);
  for (const [type, sentence] of Object.entries(said(facts, 'en'))) {
    const names = (text: string) => Object.values(facts).filter((name) => text.includes(name));
    expect([type, names(sentences[type] ?? '')]).toEqual([type, names(sentence)]);
  }
  const bare = said({ office: '', from: '', to: '', name: '', number: '' }, language);
  expect(Object.values(bare).filter((text) => /undefined|null|NaN/.test(text))).toEqual([]);
});
