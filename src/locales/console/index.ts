import type { Language } from '../../routing/programme.ts';
import { bn } from './bn/index.ts';
import { en } from './en/index.ts';
import { sq } from './sq/index.ts';
import { sr } from './sr/index.ts';
import { sw } from './sw/index.ts';

/** The words of the console, in every language; English is the type of the others. */
export type ConsoleWords = typeof en;

const WORDS: Readonly<Record<Language, ConsoleWords>> = { en, sw, bn, sq, sr };

/** The words of the console, in one language. */
export function wordsOf(language: Language): ConsoleWords {
  return WORDS[language];
}
