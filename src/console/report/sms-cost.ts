import type { ThreadMessage } from '../../db/report-page.ts';

/**
 * About what so many SMS will cost, by what the carrier charged for the last one to the same person: its price is by country,
 * network and contract, and nobody else knows it.
 *
 * @returns `KES 1.60`; null: no carrier has named a price yet
 */
export function costOf(messages: readonly Pick<ThreadMessage, 'cost' | 'segments'>[], segments: number): string | null {
  const priced = messages.findLast(({ cost, segments: parts }) => cost !== null && parts !== null && parts > 0);
  const read = /^(?:([A-Z]{3}) )?(\d+(?:\.\d+)?)$/.exec(priced?.cost ?? '');
  if (!priced?.segments || !read) return null;
  const [, currency, amount] = read;
  const price = ((Number(amount) / priced.segments) * segments).toFixed(2);
  return currency === undefined ? price : `${currency} ${price}`;
}
