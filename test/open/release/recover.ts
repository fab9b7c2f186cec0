import { type Atom, type Grid, OPEN_COUNTS, type OpenCount } from '../../../src/open/release/figure-network.ts';
import type { Protected, ToldFigures } from '../../../src/open/release/protect-figures.ts';
import { attack, kindName, nameOf } from './attack.ts';

/** What the attacker is told of a number: as it is published, or, to see how much holds, as if it had not been rounded. */
type Sight = 'rounded' | 'exact';

/** A figure of which she learned more than she may. */
export interface Recovered {
  readonly figure: string;
  readonly count: string;
  readonly value: number;
  readonly range: readonly [number, number];
}

type Name = 'received' | OpenCount;

/**
 * Attacks what is told of reports, and names every figure of which more is learned than the release promises: of a number of reports
 * under ten that it is one from 0 to 9, of `few` and `most` no more than that, of a hidden count under ten (or ten under all) no more
 * than that where how many were received is known to her from elsewhere.
 *
 * @param counts which are attacked
 * @param sample every so-many-th figure only
 */
export function recover(
  { grid, atoms, told, listed }: { grid: Grid; atoms: readonly Atom[] } & Protected,
  {
    sight,
    counts = ['received', ...OPEN_COUNTS],
    sample = 1,
  }: { sight: Sight; counts?: readonly Name[]; sample?: number },
): Recovered[] {
  const truth = sumsOf(grid, atoms);
  const rows = new Map(told.map((row) => [keyOf(row.subject), row]));
  const figures = [
    ...grid.areas.flatMap(({ id }) => [null, ...grid.categories].map((one) => nameOf(id, one))),
    ...grid.offices,
  ];
  // Of these only how many there are: whether each is open is in the list.
  const alike = partsOf(grid).flatMap((part) => grid.kinds.map(({ id }) => kindName(part, id)));
  const unkind = unkindOf(grid, atoms);
  return counts.flatMap((count) => {
    const known = new Map<string, readonly [number, number]>();
    for (const [name, row] of rows) {
      const range = knownOf(row, count, sight, truth.get(name));
      if (range !== null) known.set(name, range);
    }
    // Reports that are listed can be counted; what became of them is not in the list.
    for (const { areaId, categoryId } of count === 'received' ? listed : []) {
      const { received = 0 } = truth.get(kindName(areaId, categoryId)) ?? {};
      known.set(kindName(areaId, categoryId), [received, received]);
    }
    const ask = attack({ ...grid, unkind, known, ...(count === 'received' ? {} : { most: ownReceived(grid, atoms) }) });
    return [...figures, ...(count === 'received' ? alike : [])].flatMap((figure, index) => {
      const { [count]: value = 0, received = 0 } = truth.get(figure) ?? {};
      const needs = needsOf(count, value, received, rows.has(figure));
      if (needs === null || index % sample !== 0) return [];
      const range = ask(figure);
      const isSafe = range[0] <= needs[0] + 1e-6 && range[1] >= needs[1] - 1e-6;
      return isSafe ? [] : [{ figure, count, value, range }];
    });
  });
}

function needsOf(count: Name, value: number, received: number, isTold: boolean): [number, number] | null {
  if (count === 'received') return value < 10 ? [0, 9] : null;
  if (received === 0) return null;
  if (value < 10) return [0, Math.min(9, received)];
  return received - value < 10 && (isTold || received >= 10) ? [received - 9, received] : null;
}

function knownOf(
  row: ToldFigures,
  count: Name,
  sight: Sight,
  truth: Partial<Record<Name, number>> | undefined,
): [number, number] | null {
  const { [count]: value = 0, received = 0 } = truth ?? {};
  const said = count === 'received' ? row.received : row.counts[count];
  if (said === null) return null;
  if (said === 'few') return [0, 9];
  if (said === 'most') return [received - 9, received];
  return sight === 'exact' ? [value, value] : [Math.max(10, said - 2), said + 2];
}

function keyOf(subject: ToldFigures['subject']): string {
  return subject.kind === 'office' ? subject.officeId : nameOf(subject.areaId, subject.categoryId);
}

/** How many were filed right at each place, everywhere. */
function ownReceived(grid: Grid, atoms: readonly Atom[]): ReadonlyMap<string, number> {
  const own = new Map(grid.areas.flatMap(({ id }) => grid.categories.map((one) => [nameOf(id, one), 0])));
  for (const { areaId, categoryId, received } of atoms) {
    const name = nameOf(areaId, categoryId);
    own.set(name, (own.get(name) ?? 0) + received);
  }
  return own;
}

function partsOf({ areas }: Grid): string[] {
  const whole = areas.find(({ parentId }) => parentId === null)?.id;
  return areas.flatMap(({ id, parentId }) => (parentId !== null && parentId === whole ? [id] : []));
}

/** In which part and category there are reports of no kind: elsewhere it may be known that there cannot be any. */
function unkindOf(grid: Grid, atoms: readonly Atom[]): ReadonlySet<string> {
  const parents = new Map(grid.areas.map(({ id, parentId }) => [id, parentId]));
  const found = new Set<string>();
  for (const { areaId, categoryId, kindId } of atoms) {
    if (kindId !== null) continue;
    for (let area: string | null = areaId; area !== null; area = parents.get(area) ?? null)
      found.add(nameOf(area, categoryId));
  }
  return found;
}

function sumsOf(grid: Grid, atoms: readonly Atom[]): ReadonlyMap<string, Record<Name, number>> {
  const parents = new Map(grid.areas.map(({ id, parentId }) => [id, parentId]));
  const sums = new Map<string, Record<Name, number>>();
  const add = (name: string, atom: Atom) => {
    const held = sums.get(name) ?? {
      received: 0,
      answered: 0,
      resolved: 0,
      late: 0,
      confirmed: 0,
      disputed: 0,
      silent: 0,
    };
    for (const count of ['received', ...OPEN_COUNTS] as const) held[count] += atom[count];
    sums.set(name, held);
  };
  for (const atom of atoms) {
    if (atom.officeId !== null) add(atom.officeId, atom);
    for (let area: string | null = atom.areaId; area !== null; area = parents.get(area) ?? null) {
      add(nameOf(area, atom.categoryId), atom);
      add(nameOf(area, null), atom);
      if (atom.kindId !== null) add(kindName(area, atom.kindId), atom);
    }
  }
  return sums;
}
