import type { Language } from '../../routing/programme.ts';
import { bn } from './bn/index.ts';
import { en } from './en/index.ts';
import { sq } from './sq/index.ts';
import { sr } from './sr/index.ts';
import { sw } from './sw/index.ts';

/** What officials read by SMS and on USSD, in every language; English is the type of the others. */
export type Desk = typeof en;

const DESKS: Readonly<Record<Language, Desk>> = { en, sw, bn, sq, sr };

/** What officials read by SMS and on USSD, in one language. */
export function deskOf(language: Language): Desk {
  return DESKS[language];
}
