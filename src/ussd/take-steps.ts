import type { Kysely } from 'kysely';
import type { Database } from '../db/schema.ts';
import type { Programme } from '../routing/programme.ts';
import { isDecisive } from './effects/index.ts';
import { canGoStart, type Move, step, viewOf } from './engine.ts';
import { type Page, render } from './render.ts';
import { screenOf } from './screens/index.ts';
import type { SessionState } from './state.ts';

/** Takes the answers of a request one after the other, as far as each is understood and none must be done first. */
export function takeSteps(
  programme: Programme,
  { state, inputs, turns }: { state: SessionState; inputs: readonly string[]; turns: number },
  now: Date,
): Move {
  let move: Move = { state, effects: [] };
  for (const [index, input] of inputs.entries()) {
    if (turns === 0 || index > 0) move = { ...move, state: withChoices(programme, move.state, now) };
    const next = step(programme, move.state, input, now);
    move = { ...next, effects: [...move.effects, ...next.effects] };
    if (next.again !== undefined || next.effects.some(isDecisive)) break;
  }
  return move;
}

/** Before an answer whose page was never sent (dial-through): it still means the numbers that would have been on it. */
function withChoices(programme: Programme, state: SessionState, now: Date): SessionState {
  // What it would have listed was never shown: no number means anything on it.
  if (screenOf(state.at.screen).load) return { ...state, choices: [], hasMore: false };
  const page = showPage(programme, { state, effects: [] }, now, undefined);
  return { ...state, ...shownOn(page) };
}

/** What must be known of a page to read the answer to it. */
export function shownOn({
  choices,
  hasMore,
  isCut,
  canGoBack,
}: Page): Pick<SessionState, 'choices' | 'hasMore' | 'isCut' | 'canGoBack'> {
  return { choices, hasMore, isCut, canGoBack };
}

/** The page on which a move ends, with what only the database knows. */
export async function show(db: Kysely<Database>, programme: Programme, move: Move, now: Date): Promise<Page> {
  const { state } = move;
  const data = await screenOf(state.at.screen).load?.(db, viewOf(programme, state, now, undefined));
  return showPage(programme, move, now, data);
}

function showPage(programme: Programme, { state, again }: Move, now: Date, data: unknown): Page {
  const view = viewOf(programme, state, now, data);
  const { locale } = view.voice;
  return render(screenOf(state.at.screen).show(view), {
    locale,
    page: state.page,
    canGoBack: state.trail.length > 0,
    canGoStart: canGoStart(state),
    ...(again === undefined ? {} : { reason: locale.again[again] }),
  });
}
