import type { Kysely } from 'kysely';
import { createBatch } from '../db/batch.ts';
import { type Choice, rememberChoices } from '../db/citizens.ts';
import type { Database } from '../db/schema.ts';
import { transact } from '../db/transact.ts';
import {
  type CallKey,
  type KnownCaller,
  type LoadedCall,
  loadCalls,
  type SessionToSave,
  saveSessions,
} from '../db/ussd-sessions.ts';
import type { Deps } from '../deps.ts';
import { localeOf } from '../locales/index.ts';
import { indexPhone, isE164, type Phone, parsePhone } from '../phone.ts';
import type { Language, Programme } from '../routing/programme.ts';
import type { Call } from './effects/effect.ts';
import { isDecisive, isGathered, runEffects } from './effects/index.ts';
import { choiceOf } from './effects/report.ts';
import { canGoStart, type Move, open, step, viewOf } from './engine.ts';
import { type Page, render } from './render.ts';
import { screenOf } from './screens/index.ts';
import { type Caller, DRAFT_KEPT_MS, leftBy, type SessionState, STATE_VERSION, STRANGER } from './state.ts';
import { dialledThrough, hear } from './transcript.ts';

/** One request of a call, as the carrier sent it. Fields that were missing are empty. */
export interface TurnRequest {
  readonly sessionId: string;
  readonly phoneNumber: string;
  readonly serviceCode: string;
  readonly text: string;
}

/** Answers one request with `CON ...` or `END ...`. Never throws, never answers with nothing. */
export type Turn = (request: TurnRequest) => Promise<string>;

/** The carrier gives up after ten seconds; a caller who looks at nothing gives up long before. */
const DEADLINE_MS = 3_000;

/** How often a turn is tried again when another request of the same call was faster. */
const ATTEMPTS = 3;

const LONGEST_SESSION_ID = 128;

/** Another request answered this turn first: its work stands, ours is rolled back. */
class Overtaken extends Error {}

/** Makes the function that answers turns: load, step, render, save. Reads and writes of turns at once are gathered. */
export function createTurn(deps: Deps): Turn {
  const load = createBatch<CallKey, LoadedCall>((keys) => loadCalls(deps.db, keys));
  const save = createBatch<SessionToSave, boolean>((sessions) => saveSessions(deps.db, sessions));
  const choose = createBatch<Choice, string>((choices) => rememberChoices(deps.db, deps.config, choices));

  return async (request) => {
    const programme = deps.programmes.byUssdCode(request.serviceCode);
    if (!programme) return refuse(deps, 'unknown_code', localeOf('en').ussd.notInUse);
    const stopTimer = deps.metrics.turnSeconds.startTimer();
    const heard: { language: Language } = { language: programme.languages[0] };
    try {
      return await within(DEADLINE_MS, answer({ deps, load, save, choose }, programme, request, heard));
    } catch (error) {
      const id = crypto.randomUUID();
      deps.log.error({ err: error, errorId: id, programme: programme.name }, 'a turn failed');
      deps.metrics.turns.inc({ programme: programme.name, result: 'failed' });
      return `END ${localeOf(heard.language).ussd.sorry}`;
    } finally {
      stopTimer();
    }
  };
}

interface Tools {
  readonly deps: Deps;
  readonly load: (key: CallKey) => Promise<LoadedCall>;
  readonly save: (session: SessionToSave) => Promise<boolean>;
  /** Gives back the citizen's row id. */
  readonly choose: (choice: Choice) => Promise<string>;
}

async function answer(
  tools: Tools,
  programme: Programme,
  request: TurnRequest,
  heard: { language: Language },
): Promise<string> {
  const { deps } = tools;
  const locale = localeOf(heard.language);
  const phone = isE164(request.phoneNumber) ? request.phoneNumber : parsePhone(request.phoneNumber, programme.region);
  if (phone === null || request.sessionId === '' || request.sessionId.length > LONGEST_SESSION_ID) {
    return refuse(deps, 'unusable_request', locale.ussd.notUsable);
  }
  const key = {
    id: `at-${request.sessionId}`,
    programmeId: programme.id,
    phoneIndex: indexPhone(deps.config.indexKey, phone),
    since: new Date(deps.now().getTime() - DRAFT_KEPT_MS),
  };
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const found = await tools.load(key);
    if (found.citizen?.language) heard.language = found.citizen.language;
    const begun = begin(programme, found, { ...request, phone, key });
    if ('says' in begun) {
      if (begun.result === 'refused') deps.log.warn({ reason: begun.reason }, 'a USSD request was refused');
      return counted(deps, programme, begun);
    }
    heard.language = begun.state.language;
    const call = { programme, sessionId: key.id, phone, turn: begun.turns };
    const page = await advance(tools, call, begun, { ...request, key });
    if (page) return counted(deps, programme, { says: page.text, result: page.isEnd ? 'ended' : 'continued' });
  }
  throw new Error(`a turn was overtaken ${ATTEMPTS} times`);
}

/** A call ready for its next step, or what is said at once without one. */
type Begun =
  | { state: SessionState; inputs: string[]; turns: number }
  | { says: string; result: 'replayed' }
  | { says: string; result: 'refused'; reason: string };

function begin(
  programme: Programme,
  { session, citizen, earlier }: LoadedCall,
  request: TurnRequest & { phone: Phone; key: CallKey },
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
    const left = leftBy(programme, earlier);
    return { state: open(programme, callerOf(programme, citizen), left, inputs.length > 0), inputs, turns: 0 };
  }
  const stored = session.state as Partial<SessionState>;
  const state = stored.version === STATE_VERSION ? (stored as SessionState) : open(programme, STRANGER, null);
  const { ussd } = localeOf(state.language);
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

function callerOf(programme: Programme, citizen: KnownCaller | null): Caller {
  if (!citizen) return STRANGER;
  const lastArea = programme.areas.get(programme.byId.areas.get(citizen.area_id ?? '')?.code ?? '')?.code;
  return {
    citizenId: citizen.id,
    language: citizen.language,
    consentVersion: citizen.consent_version,
    wasAskedGroups: citizen.was_asked_groups,
    ...(lastArea === undefined ? {} : { lastArea }),
  };
}

/** Takes the steps, does what they ask for, shows the screen and saves the call. Null: overtaken, nothing was done. */
async function advance(
  { deps, save, choose }: Tools,
  call: Call,
  begun: Extract<Begun, { state: SessionState }>,
  request: TurnRequest & { key: CallKey },
): Promise<Page | null> {
  const now = deps.now();
  const move = takeSteps(call.programme, begun, now);
  const toSave = (state: SessionState, page: Page): SessionToSave => ({
    id: request.key.id,
    programmeId: call.programme.id,
    phoneIndex: request.key.phoneIndex,
    serviceCode: request.serviceCode,
    transcript: request.text,
    state: { ...state, ...shownOn(page) },
    screenText: page.text,
    turns: begun.turns + 1,
    isEnded: page.isEnd,
    now,
  });
  if (move.effects.every(isGathered)) {
    let { state } = move;
    for (const effect of move.effects) {
      state = { ...state, citizenId: await choose(choiceOf(call, state, effect, now)) };
    }
    const page = await show(deps.db, call.programme, { ...move, state }, now);
    return (await save(toSave(state, page))) ? page : null;
  }
  try {
    return await transact(deps, async (tx) => {
      const learnt = await runEffects(deps, tx, call, move.state, move.effects);
      const page = await show(tx.db, call.programme, { ...move, ...learnt }, now);
      const [isSaved] = await saveSessions(tx.db, [toSave(learnt.state, page)]);
      if (!isSaved) throw new Overtaken();
      return page;
    });
  } catch (error) {
    if (error instanceof Overtaken) return null;
    throw error;
  }
}

function takeSteps(
  programme: Programme,
  { state, inputs, turns }: { state: SessionState; inputs: readonly string[]; turns: number },
  now: Date,
): Move {
  let move: Move = { state, effects: [] };
  for (const [index, input] of inputs.entries()) {
    if (turns === 0 || index > 0) move = { ...move, state: withChoices(programme, move.state, now) };
    const next = step(programme, move.state, input, now);
    move = { ...next, effects: [...move.effects, ...next.effects] };
    if (next.again !== undefined || next.effects.some(isDecisive)) break;
  }
  return move;
}

/** Before an answer whose page was never sent (dial-through): it still means the numbers that would have been on it. */
function withChoices(programme: Programme, state: SessionState, now: Date): SessionState {
  // What it would have listed was never shown: no number means anything on it.
  if (screenOf(state.at.screen).load) return { ...state, choices: [], hasMore: false };
  const page = showPage(programme, { state, effects: [] }, now, undefined);
  return { ...state, ...shownOn(page) };
}

function shownOn({ choices, hasMore, canGoBack }: Page): Pick<SessionState, 'choices' | 'hasMore' | 'canGoBack'> {
  return { choices, hasMore, canGoBack };
}

async function show(db: Kysely<Database>, programme: Programme, move: Move, now: Date): Promise<Page> {
  const { state } = move;
  const data = await screenOf(state.at.screen).load?.(db, viewOf(programme, state, now, undefined));
  return showPage(programme, move, now, data);
}

function showPage(programme: Programme, { state, again }: Move, now: Date, data: unknown): Page {
  const view = viewOf(programme, state, now, data);
  const { locale } = view.voice;
  return render(screenOf(state.at.screen).show(view), {
    locale,
    page: state.page,
    canGoBack: state.trail.length > 0,
    canGoStart: canGoStart(state),
    ...(again === undefined ? {} : { reason: locale.again[again] }),
  });
}

function counted(deps: Deps, programme: Programme, answered: { says: string; result: string }): string {
  deps.metrics.turns.inc({ programme: programme.name, result: answered.result });
  return answered.says;
}

function refuse(deps: Deps, reason: string, text: string): string {
  deps.log.warn({ reason }, 'a USSD request was refused');
  deps.metrics.turns.inc({ programme: 'none', result: 'refused' });
  return `END ${text}`;
}

async function within<T>(timeoutMs: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`no screen within ${timeoutMs} ms`)), timeoutMs);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
