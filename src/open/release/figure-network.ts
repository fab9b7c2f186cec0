/** What is published of every group of reports, besides how many there were. */
export const OPEN_COUNTS = ['answered', 'resolved', 'late', 'confirmed', 'disputed', 'silent'] as const;
export type OpenCount = (typeof OPEN_COUNTS)[number];

/** How many reports, and how many of them. */
export type Counts = Readonly<Record<'received' | OpenCount, number>>;

/** The ordinary reports of a month that share an office, the area they were filed at and a category. */
export interface Atom extends Counts {
  /** Null: no office had it yet. */
  readonly officeId: string | null;
  readonly areaId: string;
  /** A top category. */
  readonly categoryId: string;
  /** The category right below or further down, where it has no parts itself; null: none, or one that has. */
  readonly kindId: string | null;
}

/** What a release could tell of: known to everybody, for a programme's places, categories and offices are public. */
export interface Grid {
  /** Each after its parent; the first one is the whole. */
  readonly areas: readonly { readonly id: string; readonly parentId: string | null }[];
  /** Top categories. */
  readonly categories: readonly string[];
  /** The categories without parts, each with its top category: in parts of the whole these are listed report by report (Open311). */
  readonly kinds: readonly { readonly id: string; readonly categoryId: string }[];
  readonly offices: readonly string[];
}

/** Of what a figure is. `rest`: what stands in no row of its own, but could be worked out as a difference. */
export type Subject =
  | { readonly kind: 'area'; readonly areaId: string; readonly categoryId: string | null; readonly isWhole: boolean }
  | { readonly kind: 'office'; readonly officeId: string }
  /** Reports that look alike where each is listed: their number is there to be counted. */
  | { readonly kind: 'alike'; readonly areaId: string; readonly kindId: string }
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
 * filed, from there, all categories together, up again, and at last to the offices. On the way from the whole to one of its parts
 * they are parted by what they are about.
 */
export function figureNetwork(grid: Grid, atoms: readonly Atom[]): { slots: Slot[]; nodes: number } {
  const nodes = numbering();
  const sums = sumUp(grid, atoms);
  const hasParts = new Set(grid.areas.map(({ parentId }) => parentId));
  const slots: Slot[] = [];
  const add = (subject: Subject, from: string, to: string, key: string) =>
    slots.push({ subject, from: nodes.of(from), to: nodes.of(to), counts: sums.get(key) ?? NONE });
  const whole = grid.areas.find(({ parentId }) => parentId === null)?.id;
  const kindsOf = new Map(
    grid.categories.map((id) => [id, grid.kinds.flatMap((kind) => (kind.categoryId === id ? kind.id : []))]),
  );
  for (const { id: areaId, parentId } of grid.areas) {
    const isWhole = parentId === null;
    for (const categoryId of grid.categories) {
      const here = `${areaId} ${categoryId}`;
      const above = isWhole ? 'begin' : `${parentId} ${categoryId}`;
      const kinds = parentId !== null && parentId === whole ? (kindsOf.get(categoryId) ?? []) : [];
      const into = kinds.length > 0 ? `in ${here}` : above;
      for (const kindId of kinds) add({ kind: 'alike', areaId, kindId }, above, into, `${areaId} alike ${kindId}`);
      // Where there are none, it may be known that there cannot be any.
      const unkind = `${here} alike null`;
      if (kinds.length > 0 && sums.has(unkind)) add({ kind: 'rest' }, above, into, unkind);
      add({ kind: 'area', areaId, categoryId, isWhole }, into, here, here);
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
      add(atom.kindId === null ? `${area} ${atom.categoryId} alike null` : `${area} alike ${atom.kindId}`, atom);
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
