import { randomBytes, randomUUID } from 'node:crypto';
import type { RequestListener } from 'node:http';
import { expect } from '@jest/globals';
import request from 'supertest';
import { screenBudget } from '../../src/encoding.ts';
import { lineTo } from './line.ts';

/** A call under way: what is on the screen, and how to go on. Every screen is checked against the budget as it comes. */
export interface Dialogue {
  readonly sessionId: string;
  /** The screen without `CON ` or `END `. */
  readonly screen: string;
  readonly isOver: boolean;
  /** Requests so far, the first dial included. */
  readonly turns: number;
  /** Types something and presses send. */
  type(input: string): Promise<Dialogue>;
  /** Presses the number of the line with this label, paging on while it is not there. */
  choose(label: string | RegExp): Promise<Dialogue>;
}

/** A feature phone that speaks to the real callbacks. */
export interface Handset {
  readonly phone: string;
  dial(code: string, options?: { sessionId?: string; text?: string }): Promise<Dialogue>;
  sms(to: string, text: string, options?: { id?: string }): Promise<void>;
  /** The call breaks off, and the carrier says so (the end-of-session event of Africa's Talking). */
  hangUp(sessionId: string): Promise<void>;
}

/** A handset in front of an app. */
export function handset(app: RequestListener, phone: string): Handset {
  return {
    phone,
    dial: async (code, { sessionId = `ATUid_${randomBytes(16).toString('hex')}`, text = '' } = {}) => {
      return hop(app, { sessionId, phone, code }, text, 1);
    },
    sms: async (to, text, { id = randomUUID() } = {}) => {
      const date = '2026-11-23 06:30:00';
      await request(app).post('/at/dev/sms').type('form').send({ from: phone, to, text, date, id }).expect(200);
    },
    hangUp: async (sessionId) => {
      const event = { sessionId, phoneNumber: phone, status: 'Incomplete', hopsCount: 3, input: '' };
      await request(app).post('/at/dev/ussd/events').type('form').send(event).expect(200);
    },
  };
}

/** Sends one USSD request and gives back the raw answer, after checking what holds for every answer. */
export async function sendTurn(
  app: RequestListener,
  fields: Record<string, string>,
): Promise<{ prefix: 'CON' | 'END'; screen: string }> {
  const response = await (await lineTo(app)).post('/at/dev/ussd', fields);
  expect(response.status).toBe(200);
  expect(response.type).toBe('text/plain');
  const [, prefix, screen = ''] = /^(CON|END) ([\s\S]+)$/.exec(response.text) ?? [];
  if (prefix !== 'CON' && prefix !== 'END') throw new Error(`neither CON nor END: ${JSON.stringify(response.text)}`);
  const budget = screenBudget(screen);
  if (!budget.fits) throw new Error(`over the budget, ${budget.used} of ${budget.limit}: ${screen}`);
  return { prefix, screen };
}

async function hop(
  app: RequestListener,
  call: { sessionId: string; phone: string; code: string },
  transcript: string,
  turns: number,
): Promise<Dialogue> {
  const { prefix, screen } = await sendTurn(app, {
    sessionId: call.sessionId,
    phoneNumber: call.phone,
    serviceCode: call.code,
    text: transcript,
    networkCode: '63902',
  });
  const type = async (input: string): Promise<Dialogue> => {
    if (prefix === 'END') throw new Error(`the call is over: ${screen}`);
    return hop(app, call, transcript === '' ? input : `${transcript}*${input}`, turns + 1);
  };
  const dialogue: Dialogue = {
    sessionId: call.sessionId,
    screen,
    isOver: prefix === 'END',
    turns,
    type,
    choose: async (label) => {
      const key = keyOf(screen, label);
      if (key !== null) return type(key);
      const more = /^9\. /m.test(screen) ? '9' : null;
      if (more === null) throw new Error(`no line "${String(label)}" on this or a later page:\n${screen}`);
      return (await type(more)).choose(label);
    },
  };
  return dialogue;
}

function keyOf(screen: string, label: string | RegExp): string | null {
  for (const line of screen.split('\n')) {
    const [, key, text = ''] = /^(\d+)\. (.+)$/.exec(line) ?? [];
    const isIt = typeof label === 'string' ? text === label : label.test(text);
    if (key !== undefined && key !== '9' && key !== '00' && isIt) return key;
  }
  return null;
}
