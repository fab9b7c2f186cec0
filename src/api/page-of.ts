import { z } from 'zod';
import { readCursor, toPage } from './cursor.ts';

interface Page {
  readonly cursor?: string | undefined;
  readonly limit: number;
}

/**
 * One page of what is at hand as a whole, in the order of its keys. A key tells an item apart for good: what comes in between two pages
 * changes nothing of what is shown.
 *
 * @throws {AppError} `invalid` for a cursor of another list
 */
export function pageOf<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
  { cursor, limit }: Page,
): { items: Item[]; next_cursor: string | null } {
  const after = cursor === undefined ? null : readCursor(z.tuple([z.string()]), cursor)[0];
  const rest = items
    .map((item) => ({ item, key: keyOf(item) }))
    .filter(({ key }) => after === null || key > after)
    .sort((one, other) => (one.key < other.key ? -1 : one.key > other.key ? 1 : 0));
  return toPage(
    rest.slice(0, limit + 1),
    limit,
    ({ item }) => item,
    ({ key }) => [key],
  );
}
