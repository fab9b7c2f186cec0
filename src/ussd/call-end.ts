import type { CallEnd } from '../db/call-ends.ts';
import { localDay } from '../grievances/local-day.ts';
import type { Programme } from '../routing/programme.ts';
import type { ScreenName } from './screen.ts';
import type { SessionState } from './state.ts';

/**
 * What it means when a call ends on a screen that asked for more. `done`: what she called for was done or read, and what
 * is still asked is not needed. `open`: she gave up there. `sealed`: never counted. `office`: an official's work, which is not
 * what the figure is about. On the menu nothing was done yet, or
 * something was and she went back: that it is no longer known which counts as giving up.
 */
const LEFT_ON: Readonly<Record<ScreenName, 'done' | 'open' | 'sealed' | 'office'>> = {
  language: 'open',
  menu: 'open',
  resume: 'open',
  consent: 'open',
  'about-data': 'open',
  'report-category': 'open',
  'report-subcategory': 'open',
  'sealed-help': 'sealed',
  'report-place': 'open',
  'report-place-found': 'open',
  'report-description': 'open',
  'sealed-contact': 'sealed',
  'report-confirm': 'open',
  'report-options': 'open',
  'report-receipt': 'done',
  'report-cancelled': 'done',
  'report-joined': 'done',
  groups: 'done',
  'groups-thanks': 'done',
  'rate-place': 'open',
  'rate-place-found': 'open',
  'rate-unit': 'open',
  'rate-score': 'open',
  'rate-thanks': 'done',
  'rate-indicator': 'done',
  'rate-comment': 'done',
  'rate-end': 'done',
  'mine-list': 'open',
  'mine-state': 'done',
  'mine-message': 'open',
  'mine-dispute': 'open',
  'mine-done': 'done',
  'pin-reference': 'sealed',
  'pin-code': 'sealed',
  'info-place': 'open',
  'info-place-found': 'open',
  info: 'open',
  'info-meetings': 'done',
  'info-projects': 'done',
  'info-project': 'done',
  'info-checked': 'done',
  'info-figures': 'done',
  'meetings-tell': 'open',
  'meetings-told': 'done',
  'meeting-code': 'open',
  'meeting-came': 'done',
  'vote-list': 'open',
  vote: 'open',
  'vote-confirm': 'open',
  'vote-done': 'done',
  'vote-result': 'done',
  'desk-list': 'office',
  'desk-report': 'office',
  'desk-write': 'office',
  'desk-look': 'office',
  'desk-done': 'office',
};

/**
 * How a call counts in the figure of where calls end: on which screen, in which language, finished or dropped, on the
 * programme's local day on which it began. Null: not at all, because a figure must not tell that somebody began a sealed
 * report, or opened one with its PIN.
 *
 * @param call.isComplete its last screen was an `END`
 */
export function callEnd(
  programme: Programme,
  state: SessionState,
  call: { readonly beganAt: Date; readonly isComplete: boolean },
): CallEnd | null {
  const { screen } = state.at;
  const left = LEFT_ON[screen];
  if (left === 'sealed' || left === 'office' || isAboutSealed(programme, state)) return null;
  return {
    programme_id: programme.id,
    day: localDay(call.beganAt, programme.calendar.timeZone),
    screen,
    language: state.language,
    how: call.isComplete || left === 'done' ? 'finished' : 'dropped',
  };
}

function isAboutSealed({ categories }: Programme, { at, draft }: SessionState): boolean {
  if (draft.reference !== undefined || draft.opened !== undefined) return true;
  if (draft.receipt !== undefined && draft.receipt.stream !== 'ordinary') return true;
  // On the list of subcategories what it is about is only where she stands.
  const about = at.screen === 'report-subcategory' ? at.cursor : draft.category;
  return about !== undefined && categories.get(about)?.stream !== 'ordinary';
}
