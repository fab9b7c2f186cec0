import { expect } from '@jest/globals';
import type { Grievance } from '../../src/db/schema.ts';
import type { Actor } from '../../src/grievances/actor.ts';
import { indexPhone, type Phone } from '../../src/phone.ts';
import type { Gateway } from '../support/gateway.ts';
import { handset } from '../support/handset.ts';

export const SHORT_CODE = '22101';
export const OFFICIAL: Actor = { kind: 'official', id: null, channel: 'api' };

/** A person who texts, and what comes back. */
export interface Texter {
  readonly phone: string;
  /** Texts, lets the workers run, and gives back the SMS that came since. */
  text(words: string, options?: { id?: string }): Promise<string[]>;
  /** The SMS that came since the last look. */
  news(): Promise<string[]>;
  grievances(): Promise<Grievance[]>;
}

/** Makes people who text, each with a number of her own. */
export function createTexters(gateway: () => Gateway): () => Texter {
  let lastNumber = 713_000_000;
  return () => {
    lastNumber += 1;
    return openTexter(gateway(), `+254${lastNumber}`);
  };
}

function openTexter(gateway: Gateway, phone: string): Texter {
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
      await sms(SHORT_CODE, words, options);
      await gateway.work();
      return news();
    },
    news,
    grievances: () => grievancesOf(gateway, phone),
  };
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

/** Has her written to in English from now on. */
export async function english(person: Texter): Promise<void> {
  expect(await person.text('LANG ENGLISH')).toEqual(['We will write to you in English.']);
}
