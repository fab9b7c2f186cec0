import type { Language } from '../../routing/programme.ts';
import { bn } from './bn.ts';
import { en, type ReportWords } from './en.ts';
import { sq } from './sq.ts';
import { sr } from './sr.ts';
import { sw } from './sw.ts';

export type { ReportWords } from './en.ts';

const WORDS: Readonly<Record<Language, ReportWords>> = { en, sw, bn, sq, sr };

/** The words of the yearly report, in one language. */
export function reportWordsOf(language: Language): ReportWords {
  return WORDS[language];
}
