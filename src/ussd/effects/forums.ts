import { endAgreement, saveAgreement } from '../../db/meeting-agreements.ts';
import { castVote } from '../../forums/cast-vote.ts';
import { comeToMeeting } from '../../forums/meeting-code.ts';
import type { Position } from '../screen.ts';
import type { SessionState } from '../state.ts';
import { type Learnt, type Run, remember } from './effect.ts';

const CODE: Position = { screen: 'meeting-code' };

/** She wants to hear of the meetings of a place, or no longer. */
export const agreeToMeetings: Run<'agree-to-meetings'> = async (deps, tx, call, state, { area, isAgreed }) => {
  const areaId = call.programme.areas.get(area)?.id;
  if (areaId === undefined) return { state };
  const citizen = await remember(deps, tx, call, { language: state.language });
  const about = { citizenId: citizen.id, areaId, now: deps.now() };
  if (isAgreed) {
    await saveAgreement(tx.db, { ...about, programmeId: call.programme.id, language: state.language });
  } else await endAgreement(tx.db, about);
  return { state: { ...state, citizenId: citizen.id } };
};

/** She typed the number of a meeting. */
export const comeByCode: Run<'come-to-meeting'> = async (deps, tx, call, state, { code }) => {
  const citizen = await remember(deps, tx, call, { language: state.language });
  const who = { programmeId: call.programme.id, citizenId: citizen.id, code };
  const came = await comeToMeeting(deps, tx, who);
  const known = { ...state, citizenId: citizen.id };
  if (came === 'wrong') return askAgain(known, 'wrongMeetingCode');
  if (came === 'held') return askAgain(known, 'manyMeetingCodes');
  return { state: known };
};

function askAgain(state: SessionState, again: 'wrongMeetingCode' | 'manyMeetingCodes'): Learnt {
  return { state: { ...state, at: CODE }, again };
}

/** Her vote. What she chose is taken out of the call: the row of the call keeps the phone beside it for some minutes. */
export const cast: Run<'cast-vote'> = async (deps, tx, call, state, { vote, number }) => {
  const came = await castVote(deps, tx, { programmeId: call.programme.id, voteId: vote, number, phone: call.phone });
  return { state: { ...state, draft: { cast: came } } };
};
