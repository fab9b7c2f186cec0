import type { Actor, Channel } from '../db/schema.ts';

export type { Actor } from '../db/schema.ts';

/** The clock, the router and the sweep. */
export const SYSTEM: Actor = { kind: 'system', id: null, channel: 'system' };

/** A citizen on a channel. */
export function citizenOn(channel: Channel): Actor {
  return { kind: 'citizen', id: null, channel };
}
