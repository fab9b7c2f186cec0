import { toDigits } from '../encoding.ts';
import { voiceOf } from '../grievances/texts.ts';
import type { Programme } from '../routing/programme.ts';
import type { Again, Effect, Parked, Position, Step, View } from './screen.ts';
import { hasAgreed, RESUME } from './screens/consent.ts';
import { screenOf } from './screens/index.ts';
import { type Caller, type SessionState, startState, unfinished } from './state.ts';
import { KEY } from './take-page.ts';

/** Where an input leads: the next state (its page not yet shown), what must be done, and why a screen comes again. */
export interface Move {
  readonly state: SessionState;
  readonly effects: readonly Effect[];
  readonly again?: Again;
}

const MENU: Position = { screen: 'menu' };

/**
 * A first dial: what an earlier call left unfinished comes first; then the language screen for a stranger in a programme
 * with several languages; else the menu.
 *
 * @param left what was left unfinished; of a call that already brings answers (dial-through) it waits behind the menu
 */
export function open(programme: Programme, caller: Caller, left: Parked | null, isDialThrough = false): SessionState {
  const { language, ...who } = caller;
  const state: SessionState = {
    ...startState(language ?? programme.languages[0], who),
    ...(left ? { parked: left } : {}),
  };
  if (language === null && programme.languages.length > 1) return { ...state, at: { screen: 'language' } };
  return left && !isDialThrough ? { ...state, at: { screen: 'resume' } } : state;
}

/**
 * One answer, read on the screen that is showing. Pure: the same state and input always give the same move.
 *
 * @param input as typed; digits of any script count as digits
 */
export function step(programme: Programme, state: SessionState, input: string, now: Date): Move {
  const typed = input.trim();
  const key = toDigits(typed);
  if (key === KEY.more && state.hasMore) return { state: turnPage(state), effects: [] };
  if (key === KEY.back && state.canGoBack) return { state: goBack(programme, state), effects: [] };
  if (key === KEY.start && canGoStart(state)) return { state: goStart(programme, state), effects: [] };

  const screen = screenOf(state.at.screen);
  const view = viewOf(programme, state, now, undefined);
  const value = /^\d$/.test(key) ? state.choices[Number(key) - 1] : undefined;
  if (value !== undefined && screen.choose) return follow(programme, state, screen.choose(view, value));
  if (screen.type && typed !== '') return follow(programme, state, screen.type(view, typed));
  // A page of words alone, whose choices come on the next one: whatever she presses, she wants to go on.
  if (state.choices.length === 0 && state.hasMore) return { state: turnPage(state), effects: [] };
  return { state, effects: [], again: 'choose' };
}

/** To the next page; where some of this one gave way to a reason, to this one again. */
function turnPage(state: SessionState): SessionState {
  return { ...state, page: state.isCut ? state.page : state.page + 1 };
}

/** Whether `00` leads to the menu from here: where the way back does not lead there anyway. */
export function canGoStart(state: Pick<SessionState, 'trail'>): boolean {
  return state.trail.length > 1;
}

/** What a screen is shown with. */
export function viewOf<Data>(programme: Programme, state: SessionState, now: Date, data: Data): View<Data> {
  return {
    programme,
    voice: voiceOf(programme, state.language),
    draft: state.draft,
    cursor: state.at.cursor,
    lastArea: state.lastArea,
    citizenId: state.citizenId,
    consentVersion: state.consentVersion,
    wasAskedGroups: state.wasAskedGroups,
    parked: state.parked,
    onDuty: state.onDuty,
    now,
    data,
  };
}

function follow(programme: Programme, state: SessionState, next: Step): Move {
  if ('again' in next) return { state, effects: [], again: next.again };
  if ('resume' in next) return { state: resume(programme, state, next), effects: next.effects ?? [] };
  const effects = next.effects ?? [];
  if (next.to.screen === 'menu') {
    const menu = next.isFresh ? forget(state) : goStart(programme, state);
    return { state: withFacts(menu, next), effects };
  }
  const moved: SessionState = {
    ...state,
    at: next.to,
    page: 0,
    trail: next.isDone ? [MENU] : trailTo(state, next.to),
    draft: next.isFresh ? { ...next.draft } : { ...state.draft, ...next.draft },
  };
  return { state: withFacts(moved, next), effects };
}

/** A screen that was passed on the way here is gone back to: what lay behind it lies behind it again. */
function trailTo({ trail, at }: SessionState, to: Position): readonly Position[] {
  const isSame = (one: Position) => one.screen === to.screen && one.cursor === to.cursor;
  const passed = [...trail, at].findIndex(isSame);
  return passed === -1 ? [...trail, at] : trail.slice(0, passed);
}

function withFacts(state: SessionState, next: Extract<Step, { to: Position }>): SessionState {
  return {
    ...state,
    language: next.language ?? state.language,
    consentVersion: next.consentVersion ?? state.consentVersion,
  };
}

/** To the menu, where every way begins. What is unfinished is set aside, and offered there. */
function goStart(programme: Programme, state: SessionState): SessionState {
  const left = unfinished(programme, state);
  return left ? { ...forget(state), parked: left } : forget(state);
}

/** To the menu, with nothing left unfinished. */
function forget({ parked: _parked, ...state }: SessionState): SessionState {
  return { ...state, at: MENU, page: 0, trail: [], draft: {} };
}

/** On with what was left; who has not agreed to the notice of today, nor chose to stay anonymous, sees that first. */
function resume(programme: Programme, state: SessionState, next: Extract<Step, { resume: true }>): SessionState {
  const { parked } = state;
  if (!parked) return forget(state);
  const consentVersion = next.consentVersion ?? state.consentVersion;
  const draft = { ...parked.draft, ...next.draft };
  const isReport = draft.category !== undefined && draft.isAnonymous !== true;
  if (isReport && !hasAgreed(programme, { consentVersion })) {
    return { ...forget(state), parked, at: { screen: 'consent', cursor: RESUME }, trail: [MENU] };
  }
  return { ...forget(state), at: parked.at, trail: parked.trail, draft, consentVersion };
}

function goBack(programme: Programme, state: SessionState): SessionState {
  if (state.page > 0) return { ...state, page: state.page - 1 };
  const at = state.trail.at(-1);
  if (!at || at.screen === 'menu') return goStart(programme, state);
  return { ...state, at, page: 0, trail: state.trail.slice(0, -1) };
}
