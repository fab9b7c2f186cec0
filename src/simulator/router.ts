import { fileURLToPath } from 'node:url';
import express, { type Request, type Response, type Router } from 'express';
import type { Deps } from '../deps.ts';
import { AppError } from '../errors.ts';
import { renderPage } from '../pages/render-page.ts';
import { isE164, parsePhone } from '../phone.ts';
import { listReceived, type ReceivedSms } from './list-received.ts';
import { SimulatorPage } from './simulator-page.tsx';

/**
 * The phone in the browser: its page, its script and style, and `api/messages` for programs. Mounted at `/simulator`;
 * empty where the simulator is not the carrier, so that everything there is 404.
 *
 * The page carries the callback secret. The secret keeps strangers from posing as the carrier; with the simulator as the
 * carrier there is no other one to pose as, and whoever may open this page may dial as any number anyway. `readConfig`
 * never sets `hasSimulator` beside a real carrier, and in production only when asked to.
 */
export function createSimulatorRouter(deps: Pick<Deps, 'config' | 'db' | 'programmes'>): Router {
  const router = express.Router();
  if (!deps.config.hasSimulator) return router;
  router.get('/', (_request, response) => {
    const page = SimulatorPage({
      programmes: deps.programmes.all(),
      callbackSecret: deps.config.callbackSecrets[0] ?? '',
    });
    response.set('Cache-Control', 'no-store').type('html').send(renderPage(page));
  });
  router.get('/api/messages', (request, response) => sendReceived(deps, request, response));
  router.use('/static', express.static(fileURLToPath(new URL('./static', import.meta.url)), { index: false }));
  return router;
}

/** Answers 304 while nothing changed: the page asks every few seconds. */
async function sendReceived(
  deps: Pick<Deps, 'config' | 'db'>,
  request: Request,
  response: Response<ReceivedSms[]>,
): Promise<void> {
  const raw = request.query.phone;
  // A plus sign that was not percent-encoded arrives as a space.
  const number = typeof raw === 'string' ? raw.replace(/^[ +]*/, '+') : '';
  // The region is never used: the number has its country code.
  const phone = isE164(number) ? parsePhone(number, '') : null;
  if (phone === null) {
    throw new AppError('invalid', 'No telephone can have this number. Write it with its country code.', {
      issues: [{ path: 'phone', message: 'must be a telephone number with its country code, such as %2B254712000001' }],
    });
  }
  response.set('Cache-Control', 'private, no-cache').json(await listReceived(deps, phone));
}
