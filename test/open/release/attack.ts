import { createRequire } from 'node:module';
import type { Highs } from 'highs';

/**
 * Somebody who wants to know what a release does not tell. She knows the tree of areas, the categories and the offices, reads
 * what is told, and asks a linear program (HiGHS) how low and how high any other figure can be. Nothing of ours is used here.
 */
export interface Release {
  readonly areas: readonly { readonly id: string; readonly parentId: string | null }[];
  readonly categories: readonly string[];
  readonly offices: readonly string[];
  /** What the reports of a category are parted into in lists of single reports. */
  readonly kinds: readonly { readonly id: string; readonly categoryId: string }[];
  /** Parts of the whole and categories (`nameOf`) in which there may be reports of no kind. */
  readonly unkind: ReadonlySet<string>;
  /** What is known of a figure by its name (`nameOf`): between what it lies. */
  readonly known: ReadonlyMap<string, readonly [number, number]>;
  /** By area and category (`own`), how many at most were filed right there, where that is known. */
  readonly most?: ReadonlyMap<string, number>;
}

/** The name of a figure: of an area with everything below it, in one category or all. */
export function nameOf(areaId: string, categoryId: string | null): string {
  return `${areaId}/${categoryId ?? '*'}`;
}

/** The name of how many reports there are of a kind in a part of the whole. */
export function kindName(areaId: string, kindId: string): string {
  return `${areaId} of kind ${kindId}`;
}

/** More than any month has. */
const ANY = 1_000_000;

/** By `require`: its types are those of a CommonJS module. */
const openHighs: () => Promise<Pick<Highs, 'solve'>> = createRequire(import.meta.url)('highs');
const highs = await openHighs();

/** How low and how high a figure can be with all that is known: of an area and category by `nameOf`, or an office by its id. */
export function attack(release: Release): (figure: string) => [number, number] {
  const { areas, categories, offices, kinds, unkind, known, most } = release;
  const below = new Map<string, string[]>(areas.map(({ id }) => [id, [id]]));
  for (const { id, parentId } of [...areas].reverse())
    if (parentId !== null) below.get(parentId)?.push(...(below.get(id) ?? []));
  const at = (area: string, category: string) =>
    `x${areas.findIndex(({ id }) => id === area)}_${categories.indexOf(category)}`;
  const sums = new Map<string, string[]>();
  for (const { id } of areas) {
    for (const category of [...categories, null]) {
      const parts = category === null ? categories : [category];
      sums.set(
        nameOf(id, category),
        (below.get(id) ?? []).flatMap((area) => parts.map((part) => at(area, part))),
      );
    }
  }
  offices.forEach((office, index) => {
    sums.set(office, [`o${index}`]);
  });
  const parted: string[] = [];
  const whole = areas.find(({ parentId }) => parentId === null)?.id;
  areas.forEach(({ id, parentId }, place) => {
    if (parentId === null || parentId !== whole) return;
    kinds.forEach((kind, index) => {
      sums.set(kindName(id, kind.id), [`k${place}_${index}`]);
    });
    categories.forEach((category, index) => {
      const parts = kinds.flatMap((kind) =>
        kind.categoryId === category ? (sums.get(kindName(id, kind.id)) ?? []) : [],
      );
      if (unkind.has(nameOf(id, category))) parts.push(`u${place}_${index}`);
      parted.push(`${(sums.get(nameOf(id, category)) ?? []).join(' + ')} - ${parts.join(' - ')} = 0`);
    });
  });
  const all = areas.flatMap(({ id }) => categories.map((category) => at(id, category)));
  const byOffice = ['o_none', ...offices.map((_, index) => `o${index}`)];
  const rows = [`${all.join(' + ')} - ${byOffice.join(' - ')} = 0`, ...parted];
  for (const [name, [low, high]] of known) {
    const sum = (sums.get(name) ?? []).join(' + ');
    rows.push(`${sum} >= ${low}`, `${sum} <= ${high}`);
  }
  const bounds = areas.flatMap(({ id }) =>
    categories.map((category) => `0 <= ${at(id, category)} <= ${most?.get(nameOf(id, category)) ?? ANY}`),
  );
  const body = `Subject To\n${rows.map((row, index) => ` r${index}: ${row}`).join('\n')}\nBounds\n ${bounds.join('\n ')}\nEnd\n`;
  const solve = (goal: 'Maximize' | 'Minimize', figure: string): number => {
    const { Status, ObjectiveValue } = highs.solve(`${goal}\n obj: ${(sums.get(figure) ?? []).join(' + ')}\n${body}`);
    if (Status !== 'Optimal') throw new Error(`the release contradicts itself: ${Status}`);
    return ObjectiveValue;
  };
  return (figure) => [solve('Minimize', figure), solve('Maximize', figure)];
}
