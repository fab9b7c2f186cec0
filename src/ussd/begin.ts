import type { CallKey, KnownCaller, KnownOfficial, LoadedCall } from '../db/ussd-sessions.ts';
import { localeOf } from '../locales/index.ts';
import { localeWith } from '../locales/wording.ts';
import { type Phone, parsePhone } from '../phone.ts';
import type { Programme } from '../routing/programme.ts';
import { open } from './engine.ts';
import type { OnDuty } from './screen.ts';
import { type Caller, leftBy, type SessionState, STATE_VERSION, STRANGER } from './state.ts';
import { dialledThrough, hear } from './transcript.ts';
import type { TurnRequest } from './turn-request.ts';

/** A call ready for its next step, or what is said at once without one. */
export type Begun =
  | { state: SessionState; inputs: string[]; turns: number }
  | { says: string; result: 'replayed' }
  | { says: string; result: 'refused'; reason: string };

/**
 * Where a request finds its call: a new one opened, a known one with its new input, or what is said without a step.
 *
 * @param onDuty the official who makes a new call; null: nobody who is one
 */
export function begin(
  programme: Programme,
  { session, citizen, official, earlier }: LoadedCall,
  request: TurnRequest & { phone: Phone; key: CallKey },
  onDuty: OnDuty | null,
): Begun {
  if (!session) {
    // The full look at a number costs thirty times the pattern: once a call is enough.
    if (parsePhone(request.phone, programme.region) === null) {
      return {
        says: `END ${localeOf(programme.languages[0]).ussd.notUsable}`,
        result: 'refused',
        reason: 'impossible_number',
      };
    }
    const inputs = dialledThrough(request.text);
    const left = leftBy(programme, earlier, request.key.since);
    const caller = callerOf(programme, citizen);
    const known = official && onDuty ? atWork(programme, caller, official, onDuty) : caller;
    return { state: open(programme, known, left, inputs.length > 0), inputs, turns: 0 };
  }
  const stored = session.state as Partial<SessionState>;
  const state = stored.version === STATE_VERSION ? (stored as SessionState) : open(programme, STRANGER, null);
  const { ussd } = localeWith(state.language, programme.wording[state.language]);
  if (!session.phone_index.equals(request.key.phoneIndex) || session.service_code !== request.serviceCode) {
    return { says: `END ${ussd.notUsable}`, result: 'refused', reason: 'another_phone_or_code' };
  }
  const heard = hear(session.transcript, request.text);
  const isForgotten = session.screen_text === '';
  if (heard.kind !== 'answer' && !isForgotten) return { says: session.screen_text, result: 'replayed' };
  if (heard.kind !== 'answer' || session.ended_at !== null)
    return { says: `END ${ussd.over}`, result: 'refused', reason: 'call_is_over' };
  return { state, inputs: [heard.input], turns: session.turns };
}

/** An official's language is known: she is not asked for it, and as a citizen she may have chosen another. */
function atWork({ languages }: Programme, caller: Caller, { language }: KnownOfficial, onDuty: OnDuty): Caller {
  const hers = languages.includes(language) ? language : null;
  return { ...caller, language: caller.language ?? hers, onDuty };
}

function callerOf(programme: Programme, citizen: KnownCaller | null): Caller {
  if (!citizen) return STRANGER;
  const last = programme.areas.get(programme.byId.areas.get(citizen.area_id ?? '')?.code ?? '');
  // A place that was parted since is no answer any more.
  const lastArea = last?.children.length === 0 ? last.code : undefined;
  return {
    citizenId: citizen.id,
    language: citizen.language,
    consentVersion: citizen.consent_version,
    wasAskedGroups: citizen.was_asked_groups,
    ...(lastArea === undefined ? {} : { lastArea }),
  };
}
