import { toDigits } from '../encoding.ts';
import { voiceOf } from '../grievances/texts.ts';
import type { Language, Programme } from '../routing/programme.ts';
import { KEY } from './render.ts';
import type { Again, Effect, Position, Step, View } from './screen.ts';
import { screenOf } from './screens/index.ts';
import { type SessionState, startState } from './state.ts';

/** Where an input leads: the next state (its page not yet shown), what must be done, and why a screen comes again. */
export interface Move {
  readonly state: SessionState;
  readonly effects: readonly Effect[];
  readonly again?: Again;
}

/** A first dial: the language screen for a stranger in a programme with several languages, else the menu. */
export function open(
  programme: Programme,
  caller: { citizenId: string | null; language: Language | null; lastArea?: string },
): SessionState {
  const { language, ...who } = caller;
  const isStranger = language === null && programme.languages.length > 1;
  const state = startState(language ?? programme.languages[0], who);
  return isStranger ? { ...state, at: { screen: 'language' } } : state;
}

/**
 * One answer, read on the screen that is showing. Pure: the same state and input always give the same move.
 *
 * @param input as typed; digits of any script count as digits
 */
export function step(programme: Programme, state: SessionState, input: string): Move {
  const typed = input.trim();
  const key = toDigits(typed);
  if (key === KEY.more && state.hasMore) return { state: { ...state, page: state.page + 1 }, effects: [] };
  if (key === KEY.back && state.canGoBack) return { state: goBack(state), effects: [] };

  const screen = screenOf(state.at.screen);
  const view = viewOf(programme, state, undefined);
  const value = /^\d$/.test(key) ? state.choices[Number(key) - 1] : undefined;
  if (value !== undefined && screen.choose) return follow(state, screen.choose(view, value));
  if (screen.type && typed !== '') return follow(state, screen.type(view, typed));
  // A page of words alone, whose choices come on the next one: whatever she presses, she wants to go on.
  if (state.choices.length === 0 && state.hasMore) return { state: { ...state, page: state.page + 1 }, effects: [] };
  return { state, effects: [], again: 'choose' };
}

/** What a screen is shown with. */
export function viewOf<Data>(programme: Programme, state: SessionState, data: Data): View<Data> {
  return {
    programme,
    voice: voiceOf(programme, state.language),
    draft: state.draft,
    cursor: state.at.cursor,
    lastArea: state.lastArea,
    data,
  };
}

function follow(state: SessionState, next: Step): Move {
  if ('again' in next) return { state, effects: [], again: next.again };
  const moved: SessionState = {
    ...state,
    at: next.to,
    page: 0,
    trail: trailTo(state, next.to),
    draft: next.to.screen === 'menu' ? {} : { ...state.draft, ...next.draft },
    language: next.language ?? state.language,
  };
  return { state: moved, effects: next.effects ?? [] };
}

/** The menu is where every way begins; the language screen is nothing to go back to. */
function trailTo(state: SessionState, to: Position): readonly Position[] {
  if (to.screen === 'menu') return [];
  return [...state.trail, state.at];
}

function goBack(state: SessionState): SessionState {
  if (state.page > 0) return { ...state, page: state.page - 1 };
  const at = state.trail.at(-1) ?? { screen: 'menu' };
  return { ...state, at, page: 0, trail: state.trail.slice(0, -1) };
}
