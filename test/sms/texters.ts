import { expect } from '@jest/globals';
import type { Citizen, Grievance } from '../../src/db/schema.ts';
import { foldForAir } from '../../src/encoding.ts';
import type { Actor } from '../../src/grievances/actor.ts';
import { indexPhone, type Phone } from '../../src/phone.ts';
import type { Gateway } from '../support/gateway.ts';
import { handset } from '../support/handset.ts';

export const SHORT_CODE = '22101';
export const OFFICIAL: Actor = { kind: 'official', id: null, channel: 'api' };

const SECONDS_TO_TYPE = 10;

/** A person who texts, and what comes back. */
export interface Texter {
  readonly phone: string;
  /** Texts, lets the workers run, and gives back the SMS that came since. */
  text(words: string, options?: { id?: string }): Promise<string[]>;
  /** Texts, and lets nothing happen yet. */
  send(words: string, options?: { id?: string }): Promise<void>;
  /** Lets the workers run and gives back the SMS that came since the last look. */
  news(): Promise<string[]>;
  grievances(): Promise<Grievance[]>;
  citizen(): Promise<Citizen>;
}

/** Where the numbers of a programme's people begin, and the code they text to. */
const LINES = {
  'kenya-coast': { numbers: '+254713', digits: 6, shortCode: SHORT_CODE },
  khulna: { numbers: '+880171', digits: 7, shortCode: '22102' },
  kosovo: { numbers: '+38344', digits: 6, shortCode: '22103' },
} as const;

/** Makes people who text, each with a number of her own. */
export function createTexters(gateway: () => Gateway, programme: keyof typeof LINES = 'kenya-coast'): () => Texter {
  const { numbers, digits, shortCode } = LINES[programme];
  let last = 0;
  return () => {
    last += 1;
    return openTexter(gateway(), `${numbers}${10 ** (digits - 1) + last}`, shortCode);
  };
}

function openTexter(gateway: Gateway, phone: string, shortCode: string): Texter {
  const { sms } = handset(gateway.app, phone);
  let read = 0;
  const news = async (): Promise<string[]> => {
    const inbox = await gateway.inbox(phone);
    const fresh = inbox.slice(read);
    read = inbox.length;
    return fresh;
  };
  return {
    phone,
    text: async (words, options) => {
      // Nobody answers within the seconds in which the same words count as one SMS.
      await gateway.pass(SECONDS_TO_TYPE / 3_600);
      await sms(shortCode, words, options);
      await gateway.work();
      return news();
    },
    send: async (words, options) => sms(shortCode, words, options),
    news: async () => {
      await gateway.work();
      return news();
    },
    grievances: () => grievancesOf(gateway, phone),
    citizen: () => citizenOf(gateway, phone),
  };
}

async function citizenOf({ deps }: Gateway, phone: string): Promise<Citizen> {
  return deps.db
    .selectFrom('citizens')
    .selectAll()
    .where('phone_index', '=', indexPhone(deps.config.indexKey, phone as Phone))
    .executeTakeFirstOrThrow();
}

async function grievancesOf({ deps }: Gateway, phone: string): Promise<Grievance[]> {
  return deps.db
    .selectFrom('grievances')
    .innerJoin('citizens', 'citizens.id', 'grievances.citizen_id')
    .selectAll('grievances')
    .where('citizens.phone_index', '=', indexPhone(deps.config.indexKey, phone as Phone))
    .orderBy('grievances.id')
    .execute();
}

/** The events of one of her reports, oldest first. */
export async function eventsOf({ deps }: Gateway, grievanceId: string): Promise<{ type: string; data: object }[]> {
  return deps.db
    .selectFrom('grievance_events')
    .select(['type', 'data'])
    .where('grievance_id', '=', grievanceId)
    .orderBy('id')
    .execute();
}

/** Has her written to in English from now on. */
export async function english(person: Texter): Promise<void> {
  expect(await person.text('LANG ENGLISH')).toEqual(['We will write to you in English.']);
}

/** What she writes, and what comes back: text that is in it, as on the air, in the order of the SMS. Nothing: silence. */
export type Line = readonly [says: string, ...hears: (string | RegExp)[]];

/** Plays a conversation and checks every SMS that comes back. */
export async function converse(person: Texter, lines: readonly Line[]): Promise<void> {
  for (const [says, ...hears] of lines) {
    const heard = await person.text(says);
    const wanted = hears.map((part) =>
      typeof part === 'string' ? expect.stringContaining(foldForAir(part)) : expect.stringMatching(part),
    );
    expect([says, ...heard]).toEqual([says, ...wanted]);
  }
}
