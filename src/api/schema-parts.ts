import { z } from 'zod';
import { LANGUAGES } from '../routing/programme.ts';

/** A code with its English name. */
export const named = z.strictObject({ code: z.string(), name: z.string().describe('In English.') });

/** A name in the programme's languages. */
export const names = z.partialRecord(z.enum(LANGUAGES), z.string()).describe('By language; English is always there.');

/** A moment, in UTC. */
export const moment = z.iso.datetime();

const nextCursor = z.string().nullable().describe('Send it as `cursor` for what comes next; null: this was the end.');

/** A list in the API's shape. */
export const listOf = <Item extends z.ZodType>(item: Item) =>
  z.strictObject({ items: z.array(item), next_cursor: nextCursor });
