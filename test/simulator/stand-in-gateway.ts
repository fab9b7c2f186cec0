import { createServer } from 'node:http';
import express, { type NextFunction, type Request, type Response } from 'express';
import helmet from 'helmet';
import type { Kysely } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import { readConfig } from '../../src/config.ts';
import type { Database, MessageState } from '../../src/db/schema.ts';
import { AppError } from '../../src/errors.ts';
import { createPagesRouter } from '../../src/pages/router.ts';
import { SECURITY_HEADERS } from '../../src/pages/security-headers.ts';
import { indexPhone, parsePhone } from '../../src/phone.ts';
import { createSimulatorRouter } from '../../src/simulator/router.ts';
import { fixedProgrammes, SAMPLE_PROGRAMMES } from './sample-programmes.ts';

type Fields = Record<string, string>;

/** How the callbacks behave from now on: as they should, with a status, cut off, late, or with nonsense. */
export type Mood = 'well' | 'cut' | 'hang' | 'nonsense' | number;

/** The real pages and the real inbox in front of scripted callbacks, and what those callbacks were sent. */
export interface StandIn {
  readonly url: string;
  readonly turns: Fields[];
  readonly events: Fields[];
  readonly texts: Fields[];
  /** How often each inbox was asked for. */
  readonly inboxRequests: string[];
  mood: Mood;
  close(): Promise<void>;
}

export const config = readConfig({ NODE_ENV: 'test', CALLBACK_SECRET: 'first-secret,second-secret' });

/** An outgoing message row, as the simulator carrier leaves it. */
export async function storeOutgoing(
  db: Kysely<Database>,
  {
    to,
    text,
    state = 'accepted',
    carrier = 'simulator',
  }: { to: string; text: string; state?: MessageState; carrier?: string },
): Promise<string> {
  const phone = parsePhone(to, '');
  if (phone === null) throw new Error('not a number');
  const id = uuidv7();
  const values = {
    id,
    direction: 'out' as const,
    carrier,
    phone_index: indexPhone(config.indexKey, phone),
    short_code: '22101',
    text,
    state,
    created_at: new Date(),
    claimed_at: new Date(),
    due_at: new Date(),
  };
  await db.insertInto('messages').values(values).execute();
  return id;
}

/** Starts it on a free port of this machine. */
export async function startStandIn(db: Kysely<Database>): Promise<StandIn> {
  const record = { turns: [], events: [], texts: [], inboxRequests: [], mood: 'well' as Mood };
  const state: Omit<StandIn, 'url' | 'close'> = record;
  const app = express().use(helmet(SECURITY_HEADERS), express.urlencoded({ extended: false }));
  app.use((request, response, next) => misbehave(state.mood, request, response, next));
  app.post('/at/first-secret/ussd', async (request, response) => {
    state.turns.push(request.body);
    response.type('text/plain').send(await answerTurn(db, request.body));
  });
  app.post('/at/first-secret/ussd/events', (request, response) => {
    state.events.push(request.body);
    response.sendStatus(200);
  });
  app.post('/at/first-secret/sms', async (request, response) => {
    state.texts.push(request.body);
    await storeOutgoing(db, { to: request.body.from, text: `Asante. You wrote: ${request.body.text}` });
    response.sendStatus(200);
  });
  app.use('/simulator/api', (request, _response, next) => {
    if (typeof request.query.phone === 'string') state.inboxRequests.push(request.query.phone);
    next();
  });
  const deps = { config, db, programmes: fixedProgrammes(SAMPLE_PROGRAMMES) };
  app.use(createPagesRouter(deps)).use('/simulator', createSimulatorRouter(deps));
  app.use(sendError);
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return Object.assign(record, {
    url: `http://127.0.0.1:${address.port}`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  });
}

function misbehave(mood: Mood, request: Request, response: Response, next: NextFunction): void {
  if (mood === 'well' || !/^\/(at|simulator\/api)\//.test(request.path)) next();
  else if (mood === 'cut') request.socket.destroy();
  else if (mood === 'nonsense') response.type('text/plain').send('<h1>It works!</h1>');
  else if (mood !== 'hang') response.sendStatus(mood);
}

/** Three questions and a receipt. A free text is any third answer. */
async function answerTurn(db: Kysely<Database>, { phoneNumber, serviceCode, text }: Fields): Promise<string> {
  const [first, second, ...rest] = text === '' || text === undefined ? [] : text.split('*');
  if (first === undefined) {
    return `CON Programme ${serviceCode}. Your number stays hidden.\n1. Report a problem\n2. Rate a service\n3. My reports\n4. Language`;
  }
  if (second === undefined) return 'CON What is it about?\n1. Water\n2. Roads\n3. Health centre\n0. Back';
  if (rest.length === 0) return 'CON Say in your own words what is wrong and where.';
  const receipt = '4821 7736: Mombasa Water, Likoni has your report and must answer by Thu 26 Nov.';
  await storeOutgoing(db, { to: phoneNumber ?? '', text: receipt });
  return `END Thank you. Your reference is 4821 7736. ${rest.join('*').length} letters received.`;
}

function sendError(error: unknown, _request: Request, response: Response, _next: NextFunction): void {
  if (error instanceof AppError) {
    response.status(error.status).json({ error: { code: error.code, message: error.message, issues: error.issues } });
  } else {
    response.status(500).json({ error: { code: 'internal' } });
  }
}
