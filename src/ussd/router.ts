import express, { type Response, type Router } from 'express';
import { readCallback } from '../callback-body.ts';
import { requireCallbackSecret } from '../callback-secret.ts';
import { endSession } from '../db/ussd-sessions.ts';
import type { Deps } from '../deps.ts';
import { localeOf } from '../locales/index.ts';
import { createTurn } from './turn.ts';

/**
 * The carrier's USSD callbacks: `POST /at/:secret/ussd` and `/at/:secret/ussd/events`. Whatever comes in, what goes out is
 * 200, `text/plain` and begins with `CON ` or `END `: anything else ends the call without a word.
 */
export function createUssdRouter(deps: Deps): Router {
  const router = express.Router();
  const turn = createTurn(deps);
  const requireSecret = requireCallbackSecret(deps.config);

  router.post('/at/:secret/ussd', requireSecret, async (request, response) => {
    const body = await readCallback(request);
    if ('tooLarge' in body) {
      deps.log.warn({ reason: 'too_large' }, 'a USSD request was refused');
      return sendScreen(response, `END ${localeOf('en').ussd.notUsable}`);
    }
    const { sessionId = '', phoneNumber = '', serviceCode = '', text = '' } = body.fields;
    return sendScreen(response, await turn({ sessionId: sessionId.trim(), phoneNumber, serviceCode, text }));
  });

  router.post('/at/:secret/ussd/events', requireSecret, async (request, response) => {
    const body = await readCallback(request);
    const sessionId = 'fields' in body ? (body.fields.sessionId ?? '').trim() : '';
    // The event may never come, and says nothing that a turn depends on: it only closes the row earlier.
    if (sessionId !== '') await endSession(deps.db, `at-${sessionId}`, deps.now());
    response.type('text/plain').send('');
  });

  return router;
}

function sendScreen(response: Response, screen: string): void {
  // Written by hand: Express would hash every screen for an ETag that no carrier asks for.
  response
    .writeHead(200, { 'Content-Type': 'text/plain; charset=utf-8', 'Content-Length': Buffer.byteLength(screen) })
    .end(screen);
}
