import type { IncomingMessage } from 'node:http';
import { type CallbackBody, readCallback, readQuery } from '../callback-body.ts';
import {
  AT_DOOR,
  type CallbackHandler,
  type CallbackRoutes,
  createCallbackRoutes,
  type Door,
  KANNEL_DOOR,
} from '../callback-routes.ts';
import type { Deps } from '../deps.ts';
import type { Carrier, Fields } from './carriers/carrier.ts';
import { type CallbackDoor, carrierBehind } from './carriers/index.ts';
import { applyDelivery } from './delivery.ts';
import { createInboundStore, type StoreInbound } from './inbound.ts';
import { applyOptOut } from './opt-out.ts';

type SmsDeps = Pick<Deps, 'carriers' | 'config' | 'db' | 'log' | 'metrics' | 'now' | 'programmes' | 'wake'>;

/** What a callback needs to be told; the carrier reads nothing else. */
type Answer = 200 | 503;

/** How the callbacks of one door are read and answered. */
interface Manner {
  readonly door: Door;
  /** Names of the callbacks; null: there is none of that kind. */
  readonly names: { readonly inbound: string; readonly delivery: string; readonly optOut: string | null };
  read(request: IncomingMessage): CallbackBody | Promise<CallbackBody>;
  readonly words: Readonly<Record<Answer, string>>;
}

/** A text of 10 kB takes up to six times that in a form. */
const LIMIT_BYTES = 64 * 1024;

const MANNERS: Readonly<Record<CallbackDoor, Manner>> = {
  at: {
    door: AT_DOOR,
    names: { inbound: 'sms', delivery: 'sms/delivery', optOut: 'sms/opt-out' },
    read: (request) => readCallback(request, LIMIT_BYTES),
    words: { 200: 'OK', 503: 'Unavailable' },
  },
  kannel: {
    door: KANNEL_DOOR,
    names: { inbound: 'sms', delivery: 'delivery', optOut: null },
    read: readQuery,
    // smsbox sends what we say to the phone of whoever wrote: there is nothing to send.
    words: { 200: '', 503: '' },
  },
};

/**
 * The carriers' SMS callbacks: `POST /at/:secret/sms`, `/sms/delivery` and `/sms/opt-out`, `GET /kannel/:secret/sms` and
 * `/delivery`. They answer 200 for whatever can be dealt with or never will be, since a carrier repeats everything else for
 * hours, and 503 when the database cannot be reached: then the repeating is what saves the message. A wrong secret is an
 * unknown path, and so is the door of a carrier that is not configured.
 */
export function createSmsRouter(deps: SmsDeps): CallbackRoutes {
  if (!deps.carriers.has(deps.config.carrier)) throw new Error(`carrier ${deps.config.carrier} is not configured`);
  const store = createInboundStore(deps);
  const at = openDoor(deps, store, 'at');
  const kannel = openDoor(deps, store, 'kannel');
  return (request, response, next) => at(request, response, () => kannel(request, response, next));
}

function openDoor(deps: SmsDeps, storeInbound: StoreInbound, door: CallbackDoor): CallbackRoutes {
  const carrier = carrierBehind(door, deps);
  const manner = MANNERS[door];
  if (!carrier) return (_request, _response, next) => next();
  const take = (read: (fields: Fields) => Promise<unknown>) => answerCallback(deps, carrier, manner, read);
  const { inbound, delivery, optOut } = manner.names;
  const handlers: Record<string, CallbackHandler> = {
    [inbound]: take(async (fields) => {
      const sms = carrier.parseInbound(fields);
      await (sms ? storeInbound(carrier.name, sms) : setAside(deps, carrier, 'inbound'));
    }),
    [delivery]: take(async (fields) => {
      const report = carrier.parseDelivery(fields);
      await (report ? applyDelivery(deps, carrier.name, report) : setAside(deps, carrier, 'delivery'));
    }),
  };
  if (optOut !== null) {
    handlers[optOut] = take(async (fields) => {
      const stop = carrier.parseOptOut(fields);
      await (stop ? applyOptOut(deps, stop) : setAside(deps, carrier, 'opt-out'));
    });
  }
  return createCallbackRoutes(deps, handlers, manner.door);
}

function answerCallback(
  deps: Pick<Deps, 'log' | 'metrics'>,
  carrier: Carrier,
  manner: Manner,
  take: (fields: Fields) => Promise<unknown>,
): CallbackHandler {
  return async (request, response) => {
    const status = await takeCallback(deps, carrier, take, await manner.read(request));
    const text = manner.words[status];
    response.writeHead(status, { 'Content-Type': 'text/plain', 'Content-Length': text.length }).end(text);
  };
}

async function takeCallback(
  deps: Pick<Deps, 'log' | 'metrics'>,
  carrier: Carrier,
  take: (fields: Fields) => Promise<unknown>,
  body: CallbackBody,
): Promise<Answer> {
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
