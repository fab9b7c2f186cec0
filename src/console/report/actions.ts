import { type Ability, mayDo } from '../../accounts/scope.ts';
import { type Action, isOpen, nextStatus } from '../../grievances/transitions.ts';
import type { ConsoleWords } from '../../locales/console/index.ts';
import type { ReportView } from './report-view.ts';

/** As it stands in an address: `/console/reports/48217736/hand-back`. */
export type ActionName = keyof ConsoleWords['report']['actions'];

/** What an official fills in, and whether she sees what the citizen will read before it is done. */
interface ActionSpec {
  readonly needs: Ability;
  /** In the table of transitions: whether it is possible now. */
  readonly action: Action;
  /** `sms`: words that go to the citizen; `reason`: words that stay among officials; `none`: nothing to write. */
  readonly words: 'sms' | 'reason' | 'none';
  /** What is chosen besides. */
  readonly chooses?: 'office' | 'colleague' | 'report';
  readonly isPreviewed: boolean;
  /** What the report must be besides. */
  readonly fits?: (view: ReportView) => boolean;
}

const hasOffice = ({ office }: ReportView) => office !== null;

/** Everything that can be done to a report on these pages, in the order in which it is offered. */
export const ACTIONS: Readonly<Record<ActionName, ActionSpec>> = {
  acknowledge: { needs: 'acknowledge', action: 'acknowledge', words: 'none', isPreviewed: false },
  reply: { needs: 'reply', action: 'reply', words: 'sms', isPreviewed: true },
  resolve: { needs: 'resolve', action: 'resolve', words: 'sms', isPreviewed: true },
  ask: {
    needs: 'await_citizen',
    action: 'await_citizen',
    words: 'sms',
    isPreviewed: true,
    fits: ({ grievance }) => grievance.objected_at === null,
  },
  note: { needs: 'note', action: 'note', words: 'reason', isPreviewed: false },
  assign: {
    needs: 'assign',
    action: 'note',
    words: 'none',
    chooses: 'colleague',
    isPreviewed: false,
    fits: (view) => hasOffice(view) && (isOpen(view.grievance.status) || view.grievance.status === 'resolved'),
  },
  transfer: { needs: 'transfer', action: 'transfer', words: 'reason', chooses: 'office', isPreviewed: true },
  'hand-back': {
    needs: 'hand_back',
    action: 'transfer',
    words: 'reason',
    isPreviewed: true,
    fits: hasOffice,
  },
  merge: { needs: 'merge', action: 'merge', words: 'none', chooses: 'report', isPreviewed: true },
  reject: { needs: 'reject', action: 'reject', words: 'sms', isPreviewed: true },
  reopen: { needs: 'reopen', action: 'reopen', words: 'reason', isPreviewed: false },
};

/** Every action by its name. */
export const ACTION_NAMES = Object.keys(ACTIONS).filter(isActionName);

/** Whether this is the name of an action. */
export function isActionName(name: string): name is ActionName {
  return Object.hasOwn(ACTIONS, name);
}

/** What this person can do to this report now, in the order in which it is offered. To a sealed one: nothing here. */
export function possibleActions(view: ReportView): ActionName[] {
  if (view.grievance.stream !== 'ordinary') return [];
  return ACTION_NAMES.filter((name) => isPossible(view, name));
}

function isPossible(view: ReportView, name: ActionName): boolean {
  const { needs, action, fits } = ACTIONS[name];
  if (!mayDo(view.caller.role, needs) || nextStatus(view.grievance.status, action) === null) return false;
  return fits === undefined || fits(view);
}
