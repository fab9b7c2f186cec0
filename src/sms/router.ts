import type { IncomingMessage } from 'node:http';
import { readCallback } from '../callback-body.ts';
import { type CallbackHandler, type CallbackRoutes, createCallbackRoutes } from '../callback-routes.ts';
import type { Deps } from '../deps.ts';
import type { Carrier, Fields } from './carriers/carrier.ts';
import { applyDelivery } from './delivery.ts';
import { createInboundStore } from './inbound.ts';
import { applyOptOut } from './opt-out.ts';

/** A text of 10 kB takes up to six times that in a form. */
const LIMIT_BYTES = 64 * 1024;

/** What a callback needs to be told; the carrier reads nothing else. */
type Answer = 200 | 503;

/**
 * The carrier's SMS callbacks: `POST /at/:secret/sms`, `/sms/delivery` and `/sms/opt-out`. They answer 200 for whatever
 * can be dealt with or never will be, since the carrier repeats everything else for 12 hours, and 503 when the database
 * cannot be reached: then the repeating is what saves the message. A wrong secret is an unknown path.
 */
export function createSmsRouter(
  deps: Pick<Deps, 'carriers' | 'config' | 'db' | 'log' | 'metrics' | 'now' | 'programmes' | 'wake'>,
): CallbackRoutes {
  const carrier = deps.carriers.get(deps.config.carrier);
  if (!carrier) throw new Error(`carrier ${deps.config.carrier} is not configured`);
  const storeInbound = createInboundStore(deps);
  const take = (read: (fields: Fields) => Promise<unknown>) => answerCallback(deps, carrier, read);
  return createCallbackRoutes(deps, {
    sms: take(async (fields) => {
      const sms = carrier.parseInbound(fields);
      await (sms ? storeInbound(carrier.name, sms) : setAside(deps, carrier, 'inbound'));
    }),
    'sms/delivery': take(async (fields) => {
      const report = carrier.parseDelivery(fields);
      await (report ? applyDelivery(deps, carrier.name, report) : setAside(deps, carrier, 'delivery'));
    }),
    'sms/opt-out': take(async (fields) => {
      const optOut = carrier.parseOptOut(fields);
      await (optOut ? applyOptOut(deps, optOut) : setAside(deps, carrier, 'opt-out'));
    }),
  });
}

function answerCallback(
  deps: Pick<Deps, 'log' | 'metrics'>,
  carrier: Carrier,
  take: (fields: Fields) => Promise<unknown>,
): CallbackHandler {
  return async (request, response) => {
    const status = await takeCallback(deps, carrier, take, request);
    const text = status === 200 ? 'OK' : 'Unavailable';
    response.writeHead(status, { 'Content-Type': 'text/plain', 'Content-Length': text.length }).end(text);
  };
}

async function takeCallback(
  deps: Pick<Deps, 'log' | 'metrics'>,
  carrier: Carrier,
  take: (fields: Fields) => Promise<unknown>,
  request: IncomingMessage,
): Promise<Answer> {
  const body = await readCallback(request, LIMIT_BYTES);
  if ('tooLarge' in body) {
    setAside(deps, carrier, 'too_large');
    return 200;
  }
  try {
    await take(body.fields);
    return 200;
  } catch (error) {
    deps.log.warn({ err: error }, 'a callback could not be stored; the carrier will repeat it');
    return 503;
  }
}

/** Repeating it would not make it better: it is counted, and answered as if it had been taken. */
function setAside(deps: Pick<Deps, 'log' | 'metrics'>, carrier: Carrier, what: string): void {
  deps.metrics.inbound.inc({ carrier: carrier.name, result: 'set_aside' });
  deps.log.warn({ carrier: carrier.name, what }, 'callback that cannot be read');
}
