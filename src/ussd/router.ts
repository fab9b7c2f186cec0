import type { ServerResponse } from 'node:http';
import { readCallback } from '../callback-body.ts';
import { type CallbackHandler, type CallbackRoutes, createCallbackRoutes } from '../callback-routes.ts';
import { endSession } from '../db/ussd-sessions.ts';
import type { Deps } from '../deps.ts';
import { localeOf } from '../locales/index.ts';
import { SETTLE_AFTER_MS } from './settle-calls.ts';
import { createTurn } from './turn.ts';

/**
 * The carrier's USSD callbacks: `POST /at/:secret/ussd` and `/at/:secret/ussd/events`. Whatever comes in, what goes out is
 * 200, `text/plain` and begins with `CON ` or `END `: anything else ends the call without a word.
 */
export function createUssdRouter(deps: Deps): CallbackRoutes {
  const turn = createTurn(deps);

  const answerTurn: CallbackHandler = async (request, response) => {
    const body = await readCallback(request);
    if ('tooLarge' in body) {
      deps.log.warn({ reason: 'too_large' }, 'a USSD request was refused');
      return sendScreen(response, `END ${localeOf('en').ussd.notUsable}`);
    }
    const { sessionId = '', phoneNumber = '', serviceCode = '', text = '' } = body.fields;
    return sendScreen(response, await turn({ sessionId: sessionId.trim(), phoneNumber, serviceCode, text }));
  };

  const takeEvent: CallbackHandler = async (request, response) => {
    const body = await readCallback(request);
    const sessionId = 'fields' in body ? (body.fields.sessionId ?? '').trim() : '';
    // The event may never come, and nothing depends on it: it only settles the call earlier. So it is never an error.
    if (sessionId !== '') await endCall(deps, `at-${sessionId}`).catch(logLost(deps));
    response.writeHead(200, { 'Content-Type': 'text/plain', 'Content-Length': 0 }).end();
  };

  return createCallbackRoutes(deps, { ussd: answerTurn, 'ussd/events': takeEvent });
}

/** A call that came to its own end is left to the sweep. One that broke off is settled soon, and what it left offered. */
async function endCall(deps: Pick<Deps, 'db' | 'now' | 'wake'>, id: string): Promise<void> {
  const isBroken = await endSession(deps.db, id, deps.now());
  if (isBroken) deps.wake('settle-call', id, { delayMs: SETTLE_AFTER_MS });
}

function logLost({ log }: Pick<Deps, 'log'>): (error: unknown) => void {
  return (error) => log.warn({ err: error }, 'the end of a call was not written down');
}

function sendScreen(response: ServerResponse, screen: string): void {
  response
    .writeHead(200, { 'Content-Type': 'text/plain; charset=utf-8', 'Content-Length': Buffer.byteLength(screen) })
    .end(screen);
}
