import type { Config } from '../config.ts';
import type { Programme } from '../routing/programme.ts';

/**
 * The carrier that a programme's SMS go by: its own, else the one in use. Where that is the simulator nothing leaves this
 * machine, whatever a programme says.
 */
export function carrierOf({ carrier }: Pick<Config, 'carrier'>, programme: Pick<Programme, 'carrier'>): string {
  return carrier === 'simulator' ? carrier : (programme.carrier ?? carrier);
}
