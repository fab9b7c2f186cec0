import { randomUUID } from 'node:crypto';
import { africastalkingCallbacks } from './africastalking-callbacks.ts';
import type { Carrier } from './carrier.ts';

/**
 * The carrier of the phone in the browser: accepts everything at once and sends nothing anywhere. What a handset received
 * is the messages table itself. Its callbacks have the shapes of Africa's Talking, so that `/simulator` uses the real ones.
 */
export function openSimulator(): Carrier {
  return {
    name: 'simulator',
    send: async () => ({ outcome: 'accepted', carrierMessageId: `sim-${randomUUID()}` }),
    ...africastalkingCallbacks,
  };
}
