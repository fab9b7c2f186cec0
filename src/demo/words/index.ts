import type { Language } from '../../routing/programme.ts';
import { pick, type Random } from '../random.ts';
import type { Theme } from '../theme.ts';
import { bn } from './bn.ts';
import { en } from './en.ts';
import { sq } from './sq.ts';
import { sr } from './sr.ts';
import { sw } from './sw.ts';
import type { DemoWords } from './words.ts';

export type { DemoWords } from './words.ts';

/** What made-up people say, by language. A new language: one file and one line here. */
export const DEMO_WORDS: Readonly<Record<Language, DemoWords>> = { en, sw, bn, sq, sr };

/** The text of a report: what is wrong, and where or since when. Words of praise stand alone. */
export function reportText(random: Random, language: Language, theme: Theme): string {
  const words = DEMO_WORDS[language];
  const problem = pick(random, words.problems[theme] ?? words.problems.other);
  return theme === 'praise' || theme === 'sealed' ? problem : `${problem} ${pick(random, words.details)}`;
}
