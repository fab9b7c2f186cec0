import { hasLastWord } from '../../accounts/scope.ts';
import { decideAsk } from '../../grievances/await-citizen.ts';
import type { Change } from '../../grievances/change-grievance.ts';
import { decideHandBack } from '../../grievances/hand-back.ts';
import { previewOf } from '../../grievances/preview-of.ts';
import { decideReject } from '../../grievances/reject.ts';
import { decideReply } from '../../grievances/reply.ts';
import { decideResolve } from '../../grievances/resolve.ts';
import type { WordedSms } from '../../grievances/tell-citizen.ts';
import { decideTransfer } from '../../grievances/transfer.ts';
import type { ActionName } from './actions.ts';
import type { ReportView } from './report-view.ts';
import type { Typed } from './typed.ts';

type Decide = (view: ReportView, typed: Pick<Typed, 'text' | 'office'>) => Change;

const DECISIONS: Readonly<Partial<Record<ActionName, Decide>>> = {
  reply: (view, { text }) => decideReply(view, { text }),
  resolve: (view, { text }) => decideResolve(view, { text }),
  ask: (view, { text }) => decideAsk(view, { text }),
  reject: (view, { text }) => decideReject(view, { reason: text }),
  transfer: (view, { text, office }) =>
    decideTransfer(view, { office, reason: text, isFinal: hasLastWord(view.caller) }),
  'hand-back': (view, { text }) => decideHandBack(view, { reason: text }),
};

/**
 * The SMS that the citizen would get, by the functions that will send it; null: she would get none.
 *
 * @throws {AppError} what the use case would throw for these words
 */
export function previewAction(
  view: ReportView,
  name: ActionName,
  typed: Pick<Typed, 'text' | 'office'>,
): WordedSms | null {
  const decide = DECISIONS[name];
  return decide ? previewOf(view, view.citizen, decide(view, typed)) : null;
}

/** Stands for the words in an SMS: of private use, so nobody can put it into a text. */
const MARK = '\uE000';

/** What goes out before and behind the official's words; empty where nothing goes out. */
export function aroundWords(view: ReportView, name: ActionName): { before: string; after: string } {
  const [before = '', ...rest] = previewAction(view, name, { text: MARK, office: '' })?.text.split(MARK) ?? [];
  return { before, after: rest.join('') };
}
