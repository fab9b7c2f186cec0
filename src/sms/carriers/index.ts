import type { Config } from '../../config.ts';
import { openAfricastalking } from './africastalking.ts';
import type { Carrier } from './carrier.ts';
import { openSimulator } from './simulator.ts';

/** How a provider is opened. */
export interface CarrierEntry {
  readonly name: Config['carrier'];
  /** Whether the environment says enough to open it. */
  readonly isConfigured: (config: Config) => boolean;
  /** `timeoutMs` is the time limit of one send; the carrier's own unless told. */
  readonly open: (config: Config, options?: { timeoutMs?: number }) => Carrier;
}

/** Every provider there is. A new one: one file and one line here; the conformance test walks this list. */
export const CARRIERS: readonly CarrierEntry[] = [
  { name: 'simulator', isConfigured: () => true, open: openSimulator },
  { name: 'africastalking', isConfigured: (config) => config.africastalking.apiKey !== '', open: openAfricastalking },
];

/**
 * Opens every provider the environment describes, by name, not only the one in use: messages that were queued for another
 * one still go out by the road they were given.
 */
export function openCarriers(config: Config): ReadonlyMap<string, Carrier> {
  const configured = CARRIERS.filter((entry) => entry.isConfigured(config));
  return new Map(configured.map((entry) => [entry.name, entry.open(config)]));
}
