import { z } from 'zod';

/** A code with its English name. */
export const named = z.strictObject({ code: z.string(), name: z.string().describe('In English.') });

/** A moment, in UTC. */
export const moment = z.iso.datetime();

const nextCursor = z.string().nullable().describe('Send it as `cursor` for what comes next; null: this was the end.');

/** A list in the API's shape. */
export const listOf = <Item extends z.ZodType>(item: Item) =>
  z.strictObject({ items: z.array(item), next_cursor: nextCursor });
