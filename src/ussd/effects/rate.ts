import { answerRating, commentOnRating, saveRating } from '../../db/ratings.ts';
import { localDay } from '../../grievances/local-day.ts';
import type { Unit } from '../../routing/programme.ts';
import type { SessionState } from '../state.ts';
import { type Call, type Run, remember } from './effect.ts';

/** Keeps the score at once: whoever hangs up now has rated. What she said of this unit earlier today stays beside it. */
export const rateUnit: Run<'rate-unit'> = async (deps, tx, call, state) => {
  const { score } = state.draft;
  if (score === undefined) throw new Error('a rating without a score was sent');
  const unit = ratedUnit(call, state);
  const citizen = await remember(deps, tx, call, { language: state.language });
  await saveRating(tx.db, {
    programmeId: call.programme.id,
    unitId: unit.id,
    citizenId: citizen.id,
    score,
    comment: null,
    language: state.language,
    channel: 'ussd',
    ratedOn: localDay(deps.now(), call.programme.calendar.timeZone),
    now: deps.now(),
  });
  return { state: { ...state, citizenId: citizen.id } };
};

/** An answer to one of the unit's questions, kept with the rating of this call. */
export const answerIndicator: Run<'answer-indicator'> = async (_deps, tx, call, state, { indicator, value }) => {
  const unit = ratedUnit(call, state);
  if (state.citizenId !== null) {
    await answerRating(tx.db, { unitId: unit.id, citizenId: state.citizenId }, { [indicator]: value });
  }
  return { state };
};

/** Her words, kept with the rating of this call. */
export const commentRating: Run<'comment-rating'> = async (_deps, tx, call, state, { comment }) => {
  const unit = ratedUnit(call, state);
  if (state.citizenId !== null) {
    await commentOnRating(tx.db, { unitId: unit.id, citizenId: state.citizenId }, comment);
  }
  return { state };
};

function ratedUnit({ programme }: Call, { draft }: SessionState): Unit {
  const unit = programme.units.get(draft.unit ?? '');
  if (!unit) throw new Error('a rating without a unit was sent');
  return unit;
}
