import type { AppError } from '../errors.ts';
import type { Category, Programme } from '../routing/programme.ts';
import { invalid } from './parse-input.ts';

/** A field that holds a code, and the list in which it can be looked up. */
const LISTS = { area: 'areas', category: 'categories', office: 'offices', unit: 'units' } as const;
type CodeField = keyof typeof LISTS;

/**
 * What a code stands for. Filters look among `byId`, where the retired are too: their grievances are still there.
 *
 * @throws {AppError} `invalid` with the place where the codes are listed
 */
export function findByCode<Item extends { readonly code: string }>(
  items: ReadonlyMap<string, Item>,
  field: CodeField,
  code: string,
): Item {
  for (const item of items.values()) if (item.code === code) return item;
  throw unknownCode(field);
}

function unknownCode(field: CodeField): AppError {
  return invalid([
    { path: field, message: `This programme has no such code. GET /api/v1/${LISTS[field]} lists them.` },
  ]);
}

/** Row ids of a category and of its sub-categories, the retired ones too. */
export function categoryIdsWithin(programme: Programme, top: Category): string[] {
  return [...programme.byId.categories.values()]
    .filter(({ id, parent }) => id === top.id || parent?.id === top.id)
    .map(({ id }) => id);
}
