import type { Gateway } from './gateway.ts';
import { type Handset, handset } from './handset.ts';

/** One citizen of a story: her phone, and the SMS that come to it. */
export interface Citizen extends Handset {
  /** Lets the workers run and gives back the SMS since the last look, oldest first. */
  news(): Promise<string[]>;
}

/** A citizen with this number in front of a gateway. */
export function openCitizen(gateway: Gateway, phone: string): Citizen {
  let read = 0;
  return {
    ...handset(gateway.app, phone),
    news: async () => {
      await gateway.work();
      const inbox = await gateway.inbox(phone);
      const fresh = inbox.slice(read);
      read = inbox.length;
      return fresh;
    },
  };
}
