import { randomBytes } from 'node:crypto';
import type { Expected, LoadPlan, PlannedCall } from './load-plan.ts';

/** One request, and whether an answer to it is right; `says` is what a wrong one is shown beside. */
export interface Exchange {
  readonly body: string;
  readonly says: string;
  isRight(bytes: string): boolean;
}

/** Gives the next call or message to be made: the requests of one conversation, in order. */
export type NextTalk = () => readonly Exchange[];

/**
 * Turns a plan into conversations without end. All that does not change from one to the next is put together here, before
 * the clock runs.
 *
 * @param serial counts everything made so far, so that ids and numbers never repeat while the generator lives
 */
export function createTalks(plan: LoadPlan, serial: () => number): NextTalk {
  if (plan.kind === 'messages') return createMessages(plan, serial);
  const makers = plan.calls.map((call) => createCalls(call, serial));
  let next = 0;
  return () => {
    const make = makers[next % makers.length];
    next += 1;
    return make?.() ?? [];
  };
}

function createCalls(call: PlannedCall, serial: () => number): NextTalk {
  const turns = call.turns.map(({ transcript, expected }) => ({
    tail: `&serviceCode=${encodeURIComponent(call.serviceCode)}&networkCode=63902&text=${encodeForm(transcript)}`,
    says: 'text' in expected ? expected.text : expected.pattern,
    isRight: createCheck(expected),
  }));
  let next = 0;
  return () => {
    const known = call.phones[next % call.phones.length];
    next += 1;
    const phone = known ?? call.fresh.prefix + String(serial()).padStart(call.fresh.digits, '0');
    const start = `sessionId=ATUid_${randomBytes(16).toString('hex')}&phoneNumber=${encodeURIComponent(phone)}`;
    return turns.map(({ tail, says, isRight }) => ({ body: start + tail, says, isRight }));
  };
}

function createMessages(plan: Extract<LoadPlan, { kind: 'messages' }>, serial: () => number): NextTalk {
  const texts = plan.texts.map(encodeForm);
  return () => {
    const number = serial();
    const text = texts[number % texts.length];
    const body =
      `from=%2B2547${String(number).padStart(8, '0')}&to=${plan.shortCode}&text=${text}` +
      `&date=2026-11-23+06%3A30%3A00&id=${randomBytes(16).toString('hex')}&linkId=${number}&networkCode=63902`;
    return [{ body, says: 'OK', isRight: (bytes) => bytes === 'OK' }];
  };
}

function createCheck(expected: Expected): (bytes: string) => boolean {
  if ('pattern' in expected) {
    const pattern = new RegExp(expected.pattern);
    return (bytes) => pattern.test(Buffer.from(bytes, 'latin1').toString('utf8'));
  }
  const wanted = Buffer.from(expected.text, 'utf8').toString('latin1');
  return (bytes) => bytes === wanted;
}

function encodeForm(text: string): string {
  return encodeURIComponent(text).replaceAll('%20', '+');
}
