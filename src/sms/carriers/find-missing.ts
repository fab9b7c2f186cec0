import type { Config } from '../../config.ts';
import { carrierOf } from '../../grievances/carrier-of.ts';
import type { Programme } from '../../routing/programme.ts';
import { CARRIERS } from './index.ts';

/** A programme whose SMS have no road: they wait, are tried again for a day, and are then given up. */
export interface MissingCarrier {
  readonly programme: string;
  readonly carrier: string;
  /** What to do about it. */
  readonly mend: string;
}

/** The programmes whose carrier this environment does not describe. */
export function findMissingCarriers(
  config: Config,
  programmes: readonly Pick<Programme, 'name' | 'carrier'>[],
): MissingCarrier[] {
  const configured = CARRIERS.filter((entry) => entry.isConfigured(config)).map(({ name }) => String(name));
  return programmes
    .map((programme) => ({ programme: programme.name, carrier: carrierOf(config, programme) }))
    .filter(({ carrier }) => !configured.includes(carrier))
    .map((missing) => ({
      ...missing,
      mend: `Set the variables of ${missing.carrier} (.env.example names them), or change "carrier" in its programme.yaml.`,
    }));
}
