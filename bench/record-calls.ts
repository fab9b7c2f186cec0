import { randomUUID } from 'node:crypto';
import { type CallScript, FIRST_CALL, FRESH_NUMBERS } from './call-scripts.ts';
import type { Expected, PlannedCall } from './load-plan.ts';
import { callbackPath } from './processes.ts';

/** Callers of one script: many, so that two calls at once are rarely hers both. */
const CALLERS = 60;

/** What one call is made of. */
interface Dialled {
  readonly serviceCode: string;
  readonly keys: readonly string[];
  readonly ends: RegExp;
}

/**
 * Makes each call once, alone, and keeps every screen: under load each must come again, to the letter. Returning callers
 * make their first call here.
 *
 * @param numbers gives telephone numbers that nobody has used, by prefix and digits
 * @throws {Error} when a call does not end as its script says
 */
export async function recordCalls(
  port: number,
  scripts: readonly CallScript[],
  numbers: (serviceCode: string) => string,
): Promise<PlannedCall[]> {
  const calls: PlannedCall[] = [];
  for (const script of scripts) {
    const phones: string[] = [];
    while (script.caller === 'returning' && phones.length < CALLERS) {
      const phone = numbers(script.serviceCode);
      await makeCall(port, phone, FIRST_CALL);
      phones.push(phone);
    }
    calls.push(await recordCall(port, script, phones, phones[0] ?? numbers(script.serviceCode)));
  }
  return calls;
}

/** Makes one call alone and plans its repetition by `phones`. */
export async function recordCall(
  port: number,
  dialled: Dialled,
  phones: readonly string[],
  phone: string,
): Promise<PlannedCall> {
  const screens = await makeCall(port, phone, dialled);
  const turns = screens.map((screen, index) => ({
    transcript: dialled.keys.slice(0, index).join('*'),
    expected: toExpected(screen),
  }));
  const fresh = FRESH_NUMBERS[dialled.serviceCode] ?? { prefix: '+2547', digits: 8 };
  return { serviceCode: dialled.serviceCode, phones, fresh, turns };
}

/** Makes one call, one request after the other, and gives back its screens. */
export async function makeCall(port: number, phone: string, { serviceCode, keys, ends }: Dialled): Promise<string[]> {
  const sessionId = `ATUid_${randomUUID().replaceAll('-', '')}`;
  const screens: string[] = [];
  for (let turn = 0; turn <= keys.length; turn += 1) {
    const text = keys.slice(0, turn).join('*');
    const body = new URLSearchParams({ sessionId, phoneNumber: phone, serviceCode, networkCode: '63902', text });
    const answer = await fetch(`http://127.0.0.1:${port}${callbackPath('ussd')}`, { method: 'POST', body });
    screens.push(await answer.text());
  }
  const last = screens.at(-1) ?? '';
  if (!ends.test(last)) throw new Error(`a call ends with another screen than ${ends}:\n${last}`);
  return screens;
}

const REFERENCE = /\d{4} \d{4}/;
const MOMENT = /[A-Z][a-z]{2} \d{1,2} [A-Z][a-z]{2} \d\d:\d\d/;

/** The screen to the letter, except for what is different each time: a reference and the moment an answer is due. */
function toExpected(screen: string): Expected {
  if (!REFERENCE.test(screen)) return { text: screen };
  const literal = screen.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return { pattern: `^${literal.replace(REFERENCE, REFERENCE.source).replace(MOMENT, MOMENT.source)}$` };
}
