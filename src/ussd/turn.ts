import { createBatch } from '../db/batch.ts';
import { type Choice, rememberChoices } from '../db/citizens.ts';
import { transact } from '../db/transact.ts';
import { type CallKey, type LoadedCall, loadCalls, type SessionToSave, saveSessions } from '../db/ussd-sessions.ts';
import type { Deps } from '../deps.ts';
import { localeOf } from '../locales/index.ts';
import { localeWith } from '../locales/wording.ts';
import { indexPhone, isE164, parsePhone } from '../phone.ts';
import type { Language, Programme } from '../routing/programme.ts';
import { type Begun, begin } from './begin.ts';
import type { Call } from './effects/effect.ts';
import { isGathered, runEffects } from './effects/index.ts';
import { choiceOf } from './effects/report.ts';
import { findOnDuty } from './on-duty.ts';
import type { Page } from './render.ts';
import { DRAFT_KEPT_MS, type SessionState } from './state.ts';
import { show, shownOn, takeSteps } from './take-steps.ts';
import type { TurnRequest } from './turn-request.ts';

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
  const locale = localeWith(heard.language, programme.wording[heard.language]);
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
    const onDuty = found.official && (await findOnDuty(deps.db, programme, found.official.id));
    const begun = begin(programme, found, { ...request, phone, key }, onDuty);
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
