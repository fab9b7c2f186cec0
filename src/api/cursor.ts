import { z } from 'zod';
import { invalid } from './parse-input.ts';

const LARGEST_PAGE = 200;

/** `cursor` and `limit` of a query. */
export const pageFields = {
  cursor: z.string().max(500).optional().describe('`next_cursor` of the page before.'),
  limit: z.coerce.number().int().min(1).max(LARGEST_PAGE).default(50),
};

/** What positions are made of, within what PostgreSQL can compare: a cursor that somebody made herself may hold anything. */
export const positionParts = {
  /** Its `integer`. */
  number: z.int32(),
  /** Its `text` holds no NUL. */
  text: z.string().refine((text) => !text.includes('\0')),
  /** It knows no year 0. */
  day: z.iso.date().refine((day) => day >= '0001'),
  moment: z.iso.datetime().refine((moment) => moment >= '0001'),
  id: z.uuid(),
};

/** Makes a cursor of a position: opaque to callers, who must not build their own. */
export function toCursor(position: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(position)).toString('base64url');
}

/**
 * Reads a cursor that `toCursor` made.
 *
 * @throws {AppError} `invalid` when it is none of the kind that `schema` describes
 */
export function readCursor<Position extends z.ZodType>(schema: Position, cursor: string): z.output<Position> {
  const parsed = schema.safeParse(parseJson(Buffer.from(cursor, 'base64url').toString('utf8')));
  if (parsed.success) return parsed.data;
  throw invalid([{ path: 'cursor', message: 'Is not a `next_cursor` of this list. Begin again without it.' }]);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** One page of a list that was asked for one row more than `limit`: that row only says that there is a next page. */
export function toPage<Row, Item>(
  rows: readonly Row[],
  limit: number,
  toItem: (row: Row) => Item,
  positionOf: (row: Row) => readonly (string | number)[],
): { items: Item[]; next_cursor: string | null } {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: shown.map(toItem),
    next_cursor: rows.length > limit && last !== undefined ? toCursor(positionOf(last)) : null,
  };
}
