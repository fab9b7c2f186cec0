/** What is published of every group of reports, besides how many there were. */
export const OPEN_COUNTS = ['answered', 'resolved', 'late', 'confirmed', 'disputed', 'silent'] as const;
export type OpenCount = (typeof OPEN_COUNTS)[number];

/** How many reports, and how many of them. */
export type Counts = Readonly<Record<'received' | OpenCount, number>>;

/** The ordinary reports of a month that share an office, the area they were filed at and a top category. */
export interface Atom extends Counts {
  /** Null: no office had it yet. */
  readonly officeId: string | null;
  readonly areaId: string;
  readonly categoryId: string;
}

/** What a release could tell of: known to everybody, for a programme's places, categories and offices are public. */
export interface Grid {
  /** Each after its parent; the first one is the whole. */
  readonly areas: readonly { readonly id: string; readonly parentId: string | null }[];
  /** Top categories. */
  readonly categories: readonly string[];
  readonly offices: readonly string[];
}

/** Of what a figure is. `rest`: what stands in no row of its own, but could be worked out as a difference. */
export type Subject =
  | { readonly kind: 'area'; readonly areaId: string; readonly categoryId: string | null; readonly isWhole: boolean }
  | { readonly kind: 'office'; readonly officeId: string }
  | { readonly kind: 'rest' }
  /** The reports of an area without parts: the same figure as that area's, once more. */
  | { readonly kind: 'same' };

/** One figure of the network; see `hideCells`. */
export interface Slot {
  readonly subject: Subject;
  readonly from: number;
  readonly to: number;
  readonly counts: Counts;
}

const NONE: Counts = { received: 0, answered: 0, resolved: 0, late: 0, confirmed: 0, disputed: 0, silent: 0 };
const ALL = null;

/**
 * All figures of a month with how they add up: each category's reports flow from the whole down the areas to the place where they were
 * filed, from there, all categories together, up again, and at last to the offices.
 */
export function figureNetwork(grid: Grid, atoms: readonly Atom[]): { slots: Slot[]; nodes: number } {
  const nodes = numbering();
  const sums = sumUp(grid, atoms);
  const hasParts = new Set(grid.areas.map(({ parentId }) => parentId));
  const slots: Slot[] = [];
  const add = (subject: Subject, from: string, to: string, key: string) =>
    slots.push({ subject, from: nodes.of(from), to: nodes.of(to), counts: sums.get(key) ?? NONE });
  for (const { id: areaId, parentId } of grid.areas) {
    const isWhole = parentId === null;
    for (const categoryId of grid.categories) {
      const here = `${areaId} ${categoryId}`;
      const above = isWhole ? 'begin' : `${parentId} ${categoryId}`;
      add({ kind: 'area', areaId, categoryId, isWhole }, above, here, here);
      add({ kind: hasParts.has(areaId) ? 'rest' : 'same' }, here, areaId, `own ${here}`);
    }
    add({ kind: 'area', areaId, categoryId: ALL, isWhole }, areaId, parentId ?? 'all', areaId);
  }
  for (const officeId of grid.offices) add({ kind: 'office', officeId }, 'all', 'begin', `office ${officeId}`);
  add({ kind: 'rest' }, 'all', 'begin', 'office null');
  return { slots, nodes: nodes.count() };
}

/** Sums by what they are of. */
function sumUp(grid: Grid, atoms: readonly Atom[]): ReadonlyMap<string, Counts> {
  const parents = new Map(grid.areas.map(({ id, parentId }) => [id, parentId]));
  const sums = new Map<string, Counts>();
  const add = (key: string, atom: Atom) => sums.set(key, plus(sums.get(key) ?? NONE, atom));
  for (const atom of atoms) {
    add(`own ${atom.areaId} ${atom.categoryId}`, atom);
    add(`office ${atom.officeId}`, atom);
    for (let area: string | null = atom.areaId; area !== null; area = parents.get(area) ?? null) {
      add(area, atom);
      add(`${area} ${atom.categoryId}`, atom);
    }
  }
  return sums;
}

function plus(one: Counts, other: Counts): Counts {
  return {
    received: one.received + other.received,
    answered: one.answered + other.answered,
    resolved: one.resolved + other.resolved,
    late: one.late + other.late,
    confirmed: one.confirmed + other.confirmed,
    disputed: one.disputed + other.disputed,
    silent: one.silent + other.silent,
  };
}

function numbering() {
  const known = new Map<string, number>();
  const of = (name: string): number => {
    const number = known.get(name) ?? known.size;
    known.set(name, number);
    return number;
  };
  return { of, count: () => known.size };
}
