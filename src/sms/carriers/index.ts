import type { Config } from '../../config.ts';
import { openAfricastalking } from './africastalking.ts';
import type { Carrier } from './carrier.ts';
import { openKannel } from './kannel.ts';
import { openSimulator } from './simulator.ts';

/** Where callbacks come in: `POST /at/:secret/...` or `GET /kannel/:secret/...`. */
export type CallbackDoor = 'at' | 'kannel';

/** How a provider is opened. */
export interface CarrierEntry {
  readonly name: Config['carrier'];
  readonly door: CallbackDoor;
  /** Whether the environment says enough to open it. */
  readonly isConfigured: (config: Config) => boolean;
  /** `timeoutMs` is the time limit of one send; the carrier's own unless told. */
  readonly open: (config: Config, options?: { timeoutMs?: number }) => Carrier;
}

/** Every provider there is. A new one: one file and one line here; the conformance test walks this list. */
export const CARRIERS: readonly CarrierEntry[] = [
  { name: 'simulator', door: 'at', isConfigured: () => true, open: openSimulator },
  {
    name: 'africastalking',
    door: 'at',
    isConfigured: ({ africastalking }) => africastalking.apiKey !== '',
    open: openAfricastalking,
  },
  {
    name: 'kannel',
    door: 'kannel',
    isConfigured: ({ kannel }) => kannel.sendsmsUrl !== '',
    open: openKannel,
  },
];

/**
 * Opens every provider the environment describes, by name, not only the one in use: messages that were queued for another
 * one still go out by the road they were given.
 */
export function openCarriers(config: Config): ReadonlyMap<string, Carrier> {
  const configured = CARRIERS.filter((entry) => entry.isConfigured(config));
  return new Map(configured.map((entry) => [entry.name, entry.open(config)]));
}

/**
 * The carrier that knocks at a door: the one in use, else another real one that is configured; undefined: nobody does. The
 * simulator knocks only where it is the carrier in use, for then there is nobody else to pose as.
 */
export function carrierBehind(
  door: CallbackDoor,
  { config, carriers }: { config: Pick<Config, 'carrier'>; carriers: ReadonlyMap<string, Carrier> },
): Carrier | undefined {
  const names = CARRIERS.filter((entry) => entry.door === door).map(({ name }) => name);
  if (names.includes(config.carrier)) return carriers.get(config.carrier);
  const name = names.find((other) => other !== 'simulator' && carriers.has(other));
  return name && carriers.get(name);
}
