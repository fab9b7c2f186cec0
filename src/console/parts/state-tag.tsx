import type { VNode } from 'preact';
import type { Grievance } from '../../db/schema.ts';
import { type ConsoleWords, wordsOf } from '../../locales/console/index.ts';
import type { Language } from '../../routing/programme.ts';
import type { DueState } from './due-state.ts';

type State = keyof ConsoleWords['inbox']['states'];

const LOOKS: Readonly<Record<State, string>> = {
  new: 'new',
  waiting: 'waiting',
  answered: 'answered',
  triage: 'quiet',
  rejected: 'quiet',
  closed: 'quiet',
  merged: 'quiet',
  sealed: 'sealed',
};

/**
 * The one adjective that a list adds to a deadline; null: none is needed. What is late says so in its deadline and nothing
 * more; what an office has acknowledged is simply being worked on.
 */
export function stateOf(
  { status, merged_into_id: mergedIntoId }: Pick<Grievance, 'status' | 'merged_into_id'>,
  due: DueState,
): State | null {
  if (mergedIntoId !== null) return 'merged';
  const isLate = due.kind === 'late' || due.kind === 'late_since';
  switch (status) {
    case 'routed':
      return isLate ? null : 'new';
    case 'acknowledged':
      return null;
    case 'awaiting_citizen':
      return 'waiting';
    case 'resolved':
      return 'answered';
    case 'filed':
      return 'triage';
    case 'rejected':
    case 'closed':
      return status;
  }
}

/** A state as a tag. */
export function StateTag({ language, state }: { readonly language: Language; readonly state: State }): VNode {
  return <strong class={`tag tag--${LOOKS[state]}`}>{wordsOf(language).inbox.states[state]}</strong>;
}
