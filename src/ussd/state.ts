import type { Language } from '../routing/programme.ts';
import type { Draft, Position } from './screen.ts';

/** Goes up when the shape below changes: a call that was stored in an older one begins anew. */
export const STATE_VERSION = 1;

/** Where a call stands between two turns. Stored as JSON in `ussd_sessions.state`; nothing else is remembered. */
export interface SessionState {
  readonly version: typeof STATE_VERSION;
  readonly at: Position;
  /** Which page of the screen is showing, from 0. */
  readonly page: number;
  /** The values behind the numbers on the page that is showing. */
  readonly choices: readonly string[];
  readonly hasMore: boolean;
  /** Whether the page that is showing offers the way back. */
  readonly canGoBack: boolean;
  /** The way back, oldest first. */
  readonly trail: readonly Position[];
  readonly draft: Draft;
  readonly language: Language;
  readonly citizenId: string | null;
  readonly lastArea?: string;
}

/** The state of a call before its first screen is shown. */
export function startState(language: Language, caller: { citizenId: string | null; lastArea?: string }): SessionState {
  return {
    version: STATE_VERSION,
    at: { screen: 'menu' },
    page: 0,
    choices: [],
    hasMore: false,
    canGoBack: false,
    trail: [],
    draft: {},
    language,
    ...caller,
  };
}
