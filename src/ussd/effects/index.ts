import type { Tx } from '../../db/transact.ts';
import type { Deps } from '../../deps.ts';
import type { Effect } from '../screen.ts';
import type { SessionState } from '../state.ts';
import { work } from './desk.ts';
import type { Call, Learnt, Run } from './effect.ts';
import { agreeToMeetings, cast, comeByCode } from './forums.ts';
import { checkProject } from './info.ts';
import { addMessage, confirmReport, disputeReport, joinReport, objectToWaiting, openWithPin } from './mine.ts';
import { answerIndicator, commentRating, rateUnit } from './rate.ts';
import { addGroup, fileReport, type GatheredEffect, rememberChoice } from './report.ts';

/** Effects that are one small write, the same however often it is done: they are gathered and need no transaction. */
export function isGathered(effect: Effect): effect is GatheredEffect {
  return effect.type === 'set-language' || effect.type === 'agree';
}

/** After these, only what they learn says which screen comes: what was dialled through beyond them means nothing. */
const DECISIVE: ReadonlySet<Effect['type']> = new Set([
  'file-grievance',
  'join-grievance',
  'rate-unit',
  'open-with-pin',
  'add-message',
  'object',
  'confirm',
  'dispute',
  'work',
  'check-project',
  'agree-to-meetings',
  'come-to-meeting',
  'cast-vote',
]);

/** Whether the answers after this effect must wait for what it comes to. */
export function isDecisive({ type }: Effect): boolean {
  return DECISIVE.has(type);
}

/** What each effect does. A new one: its type in `screen.ts`, a function, and a line here. */
const RUN: { readonly [T in Effect['type']]: Run<T> } = {
  'set-language': rememberChoice,
  agree: rememberChoice,
  'file-grievance': fileReport,
  'join-grievance': joinReport,
  'add-group': addGroup,
  'rate-unit': rateUnit,
  'answer-indicator': answerIndicator,
  'comment-rating': commentRating,
  'open-with-pin': openWithPin,
  'add-message': addMessage,
  object: objectToWaiting,
  confirm: confirmReport,
  dispute: disputeReport,
  work,
  'check-project': checkProject,
  'agree-to-meetings': agreeToMeetings,
  'come-to-meeting': comeByCode,
  'cast-vote': cast,
};

/** Does what a move asks for, in order, and gives back where the call stands then. */
export async function runEffects(
  deps: Deps,
  tx: Tx,
  call: Call,
  state: SessionState,
  effects: readonly Effect[],
): Promise<Learnt> {
  let learnt: Learnt = { state };
  for (const effect of effects) {
    const run = RUN[effect.type] as Run<Effect['type']>;
    learnt = await run(deps, tx, call, learnt.state, effect);
  }
  return learnt;
}
