import type { Language } from '../../routing/programme.ts';
import { bn } from './bn.ts';
import { en } from './en.ts';
import { sq } from './sq.ts';
import { sr } from './sr.ts';
import { sw } from './sw.ts';

/** The words of the public pages of figures, in every language; English is the type of the others. */
export type OpenWords = typeof en;

const WORDS: Readonly<Record<Language, OpenWords>> = { en, sw, bn, sq, sr };

/** The words of the public pages of figures, in one language. */
export function openWordsOf(language: Language): OpenWords {
  return WORDS[language];
}
