import type { CountedReports } from '../../db/releases.ts';
import type { Area, Category, Office, Programme } from '../../routing/programme.ts';
import type { Atom, Grid } from './figure-network.ts';

/** What a release of a programme could tell of, and its reports placed in it. */
export interface OpenGrid {
  readonly grid: Grid;
  readonly atoms: readonly Atom[];
}

/** Places the reports of a month among the areas, top categories and offices there are, and those that had any. */
export function openGrid(programme: Programme, reports: readonly CountedReports[]): OpenGrid {
  const { byId } = programme;
  const used = <T>(ids: readonly (string | null)[], known: ReadonlyMap<string, T>): T[] =>
    ids.flatMap((id) => (id === null ? [] : (known.get(id) ?? [])));
  const placed = reports.filter(({ areaId, categoryId }) => byId.areas.has(areaId) && byId.categories.has(categoryId));
  const areas = new Set<Area>(treeOf(programme.root));
  for (const area of used(
    placed.map(({ areaId }) => areaId),
    byId.areas,
  ))
    for (const one of lineOf(area)) areas.add(one);
  const categories = new Set<Category>(programme.topCategories.filter(hasOrdinary));
  const kinds = new Set<Category>([...programme.categories.values()].filter(isOrdinaryKind));
  for (const category of used(
    placed.map(({ categoryId }) => categoryId),
    byId.categories,
  )) {
    categories.add(topOf(category));
    if (isOrdinaryKind(category)) kinds.add(category);
  }
  const offices = new Set<Office>(programme.offices.values());
  for (const office of used(
    placed.map(({ officeId }) => officeId),
    byId.offices,
  ))
    offices.add(office);
  return {
    grid: {
      areas: [...areas].map(({ id, parent }) => ({ id, parentId: parent?.id ?? null })),
      categories: [...categories].map(({ id }) => id),
      kinds: [...kinds].map((kind) => ({ id: kind.id, categoryId: topOf(kind).id })),
      offices: [...offices].map(({ id }) => id),
    },
    atoms: placed.map((report) => {
      const category = byId.categories.get(report.categoryId);
      if (category === undefined) return { ...report, kindId: null };
      return { ...report, categoryId: topOf(category).id, kindId: isOrdinaryKind(category) ? category.id : null };
    }),
  };
}

/** An area and everything below it, each after its parent. */
function treeOf(area: Area): Area[] {
  return [area, ...area.children.flatMap(treeOf)];
}

/** An area with everything above it, the whole first. */
function lineOf(area: Area): Area[] {
  return area.parent === null ? [area] : [...lineOf(area.parent), area];
}

/** What reports that look alike are about: an ordinary category without parts. */
function isOrdinaryKind({ stream, children }: Category): boolean {
  return stream === 'ordinary' && children.length === 0;
}

function topOf(category: Category): Category {
  return category.parent === null ? category : topOf(category.parent);
}

/** A top category with sealed parts only is not even named. */
function hasOrdinary({ stream, children }: Category): boolean {
  return children.length === 0 ? stream === 'ordinary' : children.some(hasOrdinary);
}
