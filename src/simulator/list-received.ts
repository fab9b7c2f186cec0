import type { Deps } from '../deps.ts';
import { indexPhone, type Phone } from '../phone.ts';

/** One SMS as a handset shows it. */
export interface ReceivedSms {
  readonly id: string;
  /** ISO 8601, when it was handed to the carrier. */
  readonly at: string;
  /** The programme's short code. */
  readonly from: string;
  readonly to: Phone;
  readonly text: string;
}

/** A handset's memory is small, and the page asks every few seconds. */
const NEWEST = 100;

/**
 * The newest 100 SMS that reached a handset, oldest first: what the carrier accepted, and nothing that still waits, was
 * refused, or went out over another carrier.
 */
export async function listReceived(deps: Pick<Deps, 'config' | 'db'>, phone: Phone): Promise<ReceivedSms[]> {
  const rows = await deps.db
    .selectFrom('messages')
    .select(['id', 'short_code', 'text', 'claimed_at', 'created_at'])
    .where('phone_index', '=', indexPhone(deps.config.indexKey, phone))
    .where('direction', '=', 'out')
    .where('carrier', '=', deps.config.carrier)
    .where('state', 'in', ['accepted', 'delivered'])
    .orderBy('id', 'desc')
    .limit(NEWEST)
    .execute();
  return rows.reverse().map((row) => ({
    id: row.id,
    at: (row.claimed_at ?? row.created_at).toISOString(),
    from: row.short_code,
    to: phone,
    text: row.text,
  }));
}
