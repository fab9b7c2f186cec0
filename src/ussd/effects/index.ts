import { rememberCitizen } from '../db/citizens.ts';
import { saveRating } from '../db/ratings.ts';
import type { Tx } from '../db/transact.ts';
import type { Deps } from '../deps.ts';
import { firstOffice } from '../grievances/deadlines.ts';
import { fileGrievance, placeToRemember } from '../grievances/file-grievance.ts';
import { localDay } from '../grievances/local-day.ts';
import { showReference } from '../grievances/reference.ts';
import type { Phone } from '../phone.ts';
import type { Programme } from '../routing/programme.ts';
import type { Effect } from './screen.ts';
import type { SessionState } from './state.ts';

/** Effects that are one small write, the same however often it is done: they are gathered and need no transaction. */
export function isGathered(effect: Effect): effect is Extract<Effect, { type: 'set-language' }> {
  return effect.type === 'set-language';
}

/** The call in which something is to be done. */
export interface Call {
  readonly programme: Programme;
  readonly sessionId: string;
  readonly phone: Phone;
}

type Run<E extends Effect> = (
  deps: Deps,
  tx: Tx,
  call: Call,
  state: SessionState,
  effect: E,
) => Promise<Partial<SessionState>>;

const RUN: { readonly [T in Effect['type']]: Run<Extract<Effect, { type: T }>> } = {
  'set-language': async (deps, tx, call, _state, { language }) => {
    const citizen = await remember(deps, tx, call, { language });
    return { citizenId: citizen.id };
  },

  'file-grievance': async (deps, tx, call, state) => {
    const category = call.programme.categories.get(state.draft.category ?? '');
    const area = call.programme.areas.get(state.draft.area ?? '');
    const { text } = state.draft;
    if (!category || !area || text === undefined) throw new Error('a draft without category, place or text was sent');
    const citizen = await remember(deps, tx, call, { language: state.language, ...placeToRemember(category, area) });
    const grievance = await fileGrievance(deps, tx, {
      programme: call.programme,
      citizenId: citizen.id,
      category,
      area,
      text,
      language: state.language,
      channel: 'ussd',
      source: `ussd-${call.sessionId}`,
    });
    // What the worker will decide, told at once: the same function on the same row.
    const first = firstOffice(call.programme, category, area, grievance.filed_at);
    const receipt = {
      reference: showReference(grievance.reference),
      office: first?.office.code ?? null,
      due: first?.clocks.respond_by?.toISOString() ?? null,
      stream: category.stream,
    };
    return { citizenId: citizen.id, draft: { ...state.draft, receipt } };
  },

  'rate-unit': async (deps, tx, call, state, { comment }) => {
    const unit = call.programme.units.get(state.draft.unit ?? '');
    const { score } = state.draft;
    if (!unit || score === undefined) throw new Error('a rating without unit or score was sent');
    const citizen = await remember(deps, tx, call, { language: state.language });
    await saveRating(tx.db, {
      programmeId: call.programme.id,
      unitId: unit.id,
      citizenId: citizen.id,
      score,
      comment,
      language: state.language,
      channel: 'ussd',
      ratedOn: localDay(deps.now(), call.programme.calendar.timeZone),
      now: deps.now(),
    });
    return { citizenId: citizen.id };
  },
};

/** Does what a move asks for, in order, and gives back the state with what was learnt. */
export async function runEffects(
  deps: Deps,
  tx: Tx,
  call: Call,
  state: SessionState,
  effects: readonly Effect[],
): Promise<SessionState> {
  let after = state;
  for (const effect of effects) {
    const run = RUN[effect.type] as Run<Effect>;
    after = { ...after, ...(await run(deps, tx, call, after, effect)) };
  }
  return after;
}

function remember(deps: Deps, tx: Tx, call: Call, facts: Parameters<typeof rememberCitizen>[3]) {
  const at = { programmeId: call.programme.id, phone: call.phone, now: deps.now() };
  return rememberCitizen(tx.db, deps.config, at, facts);
}
