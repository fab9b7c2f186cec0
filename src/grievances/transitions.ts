import { GRIEVANCE_STATUSES, type GrievanceStatus } from '../db/schema.ts';

export const ACTIONS = [
  'route',
  'acknowledge',
  'reply',
  'note',
  'transfer',
  'escalate',
  'await_citizen',
  'go_on',
  'citizen_message',
  'resolve',
  'reject',
  'confirm',
  'dispute',
  'close_silent',
  'reopen',
  'return_to_triage',
  'merge',
] as const;
/** Everything that can be done to a grievance after it was filed. */
export type Action = (typeof ACTIONS)[number];

/** Every move there is. What is not in it is refused, whoever asks. */
const TRANSITIONS: Readonly<Record<Action, Readonly<Partial<Record<GrievanceStatus, GrievanceStatus>>>>> = {
  route: { filed: 'routed' },
  acknowledge: { routed: 'acknowledged' },
  // A reply is an answer: it says by itself that the office has read the report.
  reply: { routed: 'acknowledged', acknowledged: 'acknowledged', awaiting_citizen: 'acknowledged' },
  note: {
    filed: 'filed',
    routed: 'routed',
    acknowledged: 'acknowledged',
    awaiting_citizen: 'awaiting_citizen',
    resolved: 'resolved',
    rejected: 'rejected',
    closed: 'closed',
  },
  transfer: { filed: 'routed', routed: 'routed', acknowledged: 'routed', awaiting_citizen: 'routed' },
  // The office above has not acknowledged anything yet.
  escalate: { routed: 'routed', acknowledged: 'routed' },
  await_citizen: { routed: 'awaiting_citizen', acknowledged: 'awaiting_citizen' },
  // Without an answer: she objected to waiting, or the time to wait is over.
  go_on: { awaiting_citizen: 'acknowledged' },
  // More words from the citizen are always kept; only a question that was waiting for them is answered by them.
  citizen_message: {
    filed: 'filed',
    routed: 'routed',
    acknowledged: 'acknowledged',
    awaiting_citizen: 'acknowledged',
    resolved: 'resolved',
    rejected: 'rejected',
    closed: 'closed',
  },
  resolve: { routed: 'resolved', acknowledged: 'resolved', awaiting_citizen: 'resolved' },
  reject: { filed: 'rejected', routed: 'rejected', acknowledged: 'rejected', awaiting_citizen: 'rejected' },
  confirm: { resolved: 'closed' },
  // Also after it was closed: she was silent and finds it broken, or pressed the wrong key.
  dispute: { resolved: 'routed', closed: 'routed' },
  close_silent: { resolved: 'closed' },
  reopen: { resolved: 'routed', rejected: 'routed', closed: 'routed' },
  // A person must choose an office: it never had one, or every office that could answer has passed it on.
  return_to_triage: {
    routed: 'filed',
    acknowledged: 'filed',
    awaiting_citizen: 'filed',
    resolved: 'filed',
    rejected: 'filed',
    closed: 'filed',
  },
  // It says the same as another report, which goes on in its place.
  merge: { filed: 'closed', routed: 'closed', acknowledged: 'closed', awaiting_citizen: 'closed' },
};

/** The status after an action; null: the action is not allowed now (`whyNot` says why). */
export function nextStatus(status: GrievanceStatus, action: Action): GrievanceStatus | null {
  return TRANSITIONS[action][status] ?? null;
}

const OPEN: ReadonlySet<GrievanceStatus> = new Set(['filed', 'routed', 'acknowledged', 'awaiting_citizen']);

/** Whether somebody still owes work on it. `resolved` is not open: it waits for the citizen's word. */
export function isOpen(status: GrievanceStatus): boolean {
  return OPEN.has(status);
}

const STATUS_WORDS: Readonly<Record<GrievanceStatus, string>> = {
  filed: 'filed and not yet with an office',
  routed: 'with an office and not yet acknowledged',
  acknowledged: 'acknowledged',
  awaiting_citizen: 'waiting for the citizen',
  resolved: 'resolved',
  rejected: 'rejected',
  closed: 'closed',
};

const ACTION_WORDS: Readonly<Record<Action, string>> = {
  route: 'be routed',
  acknowledge: 'be acknowledged',
  reply: 'be replied to',
  note: 'be given a note',
  transfer: 'be transferred',
  escalate: 'be escalated',
  await_citizen: 'be set to wait for the citizen',
  go_on: 'go on without the citizen',
  citizen_message: 'take a message from the citizen',
  resolve: 'be resolved',
  reject: 'be rejected',
  confirm: 'be confirmed by the citizen',
  dispute: 'be disputed by the citizen',
  close_silent: 'be closed without an answer',
  reopen: 'be reopened',
  return_to_triage: 'go back to triage',
  merge: 'be merged',
};

const either = new Intl.ListFormat('en', { type: 'disjunction' });

/**
 * One English sentence for the person whose action was refused: what stands in the way, and when it is possible. To be
 * asked only where `nextStatus` gave null.
 */
export function whyNot(status: GrievanceStatus, action: Action): string {
  if (action === 'acknowledge' && status === 'acknowledged') return 'This grievance is already acknowledged.';
  const allowed = GRIEVANCE_STATUSES.filter((candidate) => nextStatus(candidate, action) !== null);
  const when = either.format(allowed.map((candidate) => STATUS_WORDS[candidate]));
  return `This grievance is ${STATUS_WORDS[status]} and cannot ${ACTION_WORDS[action]}: that is possible only while it is ${when}.`;
}
