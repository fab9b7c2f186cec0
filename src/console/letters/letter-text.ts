import type { ConsoleWords } from '../../locales/console/index.ts';
import type { Letter } from './letter-of.ts';

/** A letter as plain text, its parts apart by empty lines. */
export function letterText(letter: Letter, words: ConsoleWords['report']): string {
  const pairs = (lines: readonly (readonly [string, string])[]) =>
    lines.map(([key, value]) => `${key}: ${value}`).join('\n');
  const section = (title: string, body: string) => (body === '' ? [] : [`${title}\n${body}`]);
  return [
    letter.subject,
    pairs(letter.heads),
    ...letter.paragraphs,
    ...section(words.letterWords, quoted(letter.citizenWords ?? '')),
    ...section(words.letterHistory, pairs(letter.history)),
    ...section(words.letterHeld, pairs(letter.held)),
    ...letter.closing,
    '',
  ].join('\n\n');
}

/** What a citizen wrote must not look like a part of the letter. */
function quoted(words: string): string {
  return words === '' ? '' : words.replace(/^/gm, '> ');
}
