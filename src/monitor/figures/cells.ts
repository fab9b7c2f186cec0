import { NIL } from 'uuid';
import type { CellKind } from '../../db/count-cells.ts';
import type { FigureQuery } from '../../db/read-figures.ts';
import type { Category, Programme } from '../../routing/programme.ts';
import { isWithin, type Scope } from '../scope/read-scope.ts';

/** Which sums hold what is asked for. Empty lists: none can. */
export type Cells = Pick<FigureQuery, 'kind' | 'offices' | 'areas' | 'categories'> & { readonly kind: CellKind };

/** Of everything in scope together. An office has its sums whatever the area: where its reports are from is not kept. */
export function cellsOfAll({ office, category, area, isWhole }: Scope): Cells {
  if (office !== null) return withCategory({ kind: 'office', offices: [office.id] }, category);
  if (!isWhole) return withCategory({ kind: 'area', areas: [area.id] }, category);
  return category === null ? { kind: 'all' } : { kind: 'category', categories: [category.id] };
}

/** Of each office that stands in the area; of the whole programme each office there has ever been. */
export function cellsByOffice(programme: Programme, { office, category, area, isWhole }: Scope): Cells {
  if (office !== null) return withCategory({ kind: 'office', offices: [office.id] }, category);
  const inArea = [...programme.byId.offices.values()].filter((each) => isWithin(each.area, area)).map(({ id }) => id);
  return withCategory(isWhole ? { kind: 'office' } : { kind: 'office', offices: inArea }, category);
}

/** Of each part there has ever been of the area; null: it has none, or they are not kept for an office. */
export function cellsByArea(programme: Programme, { office, category, area }: Scope): Cells | null {
  const parts = partsOf(programme.byId.areas, area);
  if (office !== null || parts.length === 0) return null;
  return withCategory({ kind: 'area', areas: parts.map(({ id }) => id) }, category);
}

/** Of each part there has ever been of the category, or of each top category; null: it has no parts. */
export function cellsByCategory(programme: Programme, { office, category, area, isWhole }: Scope): Cells | null {
  const parts = partsOf(programme.byId.categories, category).filter(isOrdinary);
  if (parts.length === 0) return null;
  const categories = parts.map(({ id }) => id);
  if (office !== null) return { kind: 'office_category', offices: [office.id], categories };
  return isWhole ? { kind: 'category', categories } : { kind: 'area_category', areas: [area.id], categories };
}

/** Whether a sum is of an office at all: reports that no office has yet are counted under nobody. */
export function isOfOffice(officeId: string): boolean {
  return officeId !== NIL;
}

/** Also those that are no more: what was reported there is in the whole, and may be open still. */
function partsOf<Part extends { readonly parent: { readonly id: string } | null }>(
  all: ReadonlyMap<string, Part>,
  whole: { readonly id: string } | null,
): Part[] {
  return [...all.values()].filter(({ parent }) => parent?.id === whole?.id);
}

function isOrdinary({ stream }: Category): boolean {
  return stream === 'ordinary';
}

function withCategory(cells: Cells & { readonly kind: 'office' | 'area' }, category: Category | null): Cells {
  return category === null ? cells : { ...cells, kind: `${cells.kind}_category`, categories: [category.id] };
}
