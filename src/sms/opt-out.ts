import { optOutCitizens } from '../db/citizens.ts';
import type { Deps } from '../deps.ts';
import { indexPhone } from '../phone.ts';
import type { OptOut } from './carriers/carrier.ts';
import { readPhones } from './read-phone.ts';

/**
 * Remembers that a citizen told the carrier to stop: in the programme whose short code she named, or in all of them when
 * it was the sender name they share. Repeating it changes nothing, nor does a number or sender nobody knows.
 *
 * @returns how many citizens were opted out now
 */
export async function applyOptOut(
  deps: Pick<Deps, 'config' | 'db' | 'log' | 'now' | 'programmes'>,
  optOut: OptOut,
): Promise<number> {
  const changed = await optOutCitizens(
    deps.db,
    {
      programmeIds: programmesOf(deps, optOut.sender),
      phoneIndexes: readPhones(optOut.phone, deps.programmes).map((phone) => indexPhone(deps.config.indexKey, phone)),
    },
    deps.now(),
  );
  deps.log.info({ changed }, 'carrier opt-out');
  return changed;
}

function programmesOf({ config, programmes }: Pick<Deps, 'config' | 'programmes'>, sender: string): string[] {
  const shared = config.africastalking.senderId;
  if (shared !== undefined && shared.toLowerCase() === sender.toLowerCase())
    return programmes.all().map(({ id }) => id);
  const programme = programmes.byShortCode(sender);
  return programme ? [programme.id] : [];
}
