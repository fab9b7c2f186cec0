import type { Programme } from '../routing/programme.ts';
import type { ScreenName, View } from '../ussd/screen.ts';
import type { Worst } from './worst.ts';

/** The table and the code of the name that makes a screen long; of `settings` the key. */
export interface Blame {
  readonly table: 'areas' | 'categories' | 'units' | 'offices' | 'helplines' | 'settings';
  readonly code: string;
}

/** A screen with the longest values it can have. */
export interface Sample {
  readonly view: View<unknown>;
  /** How many screens lie behind it: 0 none, 1 the menu, more. */
  readonly depth: number;
  /** Null: no name, only the words of the language. */
  readonly blame: Blame | null;
}

/** What a sample has besides what every call has. */
export type Given = Partial<
  Pick<View, 'draft' | 'cursor' | 'lastArea' | 'parked' | 'consentVersion' | 'onDuty' | 'data'>
> &
  Partial<Pick<Sample, 'depth' | 'blame'>>;

/** The samples of each of some screens: none where a programme has no such thing (no units, no sealed stream). */
export type SamplesOf<Name extends ScreenName> = Readonly<
  Record<Name, (programme: Programme, worst: Worst) => readonly Given[]>
>;

/** A reference as it is shown, and as it is kept. */
export const REFERENCE = '4821 7739';
export const DIGITS = '48217739';
export const PIN = '5507';
