import type { Language } from '../../routing/programme.ts';
import { bn } from './bn/index.ts';
import { en } from './en/index.ts';
import { sq } from './sq/index.ts';
import { sr } from './sr/index.ts';
import { sw } from './sw/index.ts';

/** The words of the monitor, in every language; English is the type of the others. */
export type MonitorWords = typeof en;

const WORDS: Readonly<Record<Language, MonitorWords>> = { en, sw, bn, sq, sr };

/** The words of the monitor, in one language. */
export function monitorWordsOf(language: Language): MonitorWords {
  return WORDS[language];
}
