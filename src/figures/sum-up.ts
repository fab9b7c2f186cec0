import { NIL } from 'uuid';
import { CELL_KINDS, type CellKind, COUNTS, keysOf, METRICS } from '../db/count-cells.ts';
import { timeAdded, timeTaken } from '../db/pack-times.ts';
import type { Fact, Sum } from '../db/rollups.ts';
import type { Trees } from '../db/trees.ts';

/** Sums of some reports of one month. */
export interface Sums {
  /** Adds what a report counts for; with -1 takes it out again. */
  add(fact: Fact, sign: 1 | -1): void;
  /** Every sum that something was added to or taken out of, the kinds one after the other: all at once would take much memory. */
  byKind(): Generator<readonly Sum[]>;
}

/** The kinds with what each is told apart by. */
const KINDS = CELL_KINDS.map((kind) => {
  const isBy = (key: string) => keysOf(kind).includes(key);
  return { kind, byOffice: isBy('office_id'), byArea: isBy('area_id'), byCategory: isBy('category_id') };
});
const OF_ALL: readonly string[] = [NIL];

/**
 * Puts reports together into the sums of a month: each into those of its office, of its area and all above it, and of its category
 * and all above it. The one place that says so: counting behind the changes and counting anew both go through it. First by
 * what the reports themselves name, and only these sums go up the trees: a million reports would else be added up once per level.
 */
export function createSums(month: string, { areas, categories }: Trees): Sums {
  const byOffice = createTable(month, 'office_category');
  const byArea = createTable(month, 'area_category');
  return {
    add: (fact, sign) => {
      const { office_id: office, area_id: area, category_id: category, is_about: isAbout } = fact;
      addFact(byOffice.sumOf(office, NIL, category, isAbout), fact, sign);
      addFact(byArea.sumOf(NIL, area, category, isAbout), fact, sign);
    },
    byKind: function* () {
      for (const { kind, ...by } of KINDS) {
        const whole = createTable(month, kind);
        for (const part of (by.byArea ? byArea : byOffice).sums) {
          const office = by.byOffice ? part.office_id : NIL;
          for (const area of by.byArea ? lineOf(areas, part.area_id) : OF_ALL) {
            for (const category of by.byCategory ? lineOf(categories, part.category_id) : OF_ALL) {
              addSum(whole.sumOf(office, area, category, part.is_about), part);
            }
          }
        }
        yield whole.sums;
      }
    },
  };
}

/** The sums of a kind, each made when it is first asked for. */
interface Table {
  sumOf(officeId: string, areaId: string, categoryId: string, isAbout: boolean): Sum;
  readonly sums: readonly Sum[];
}

function createTable(month: string, kind: CellKind): Table {
  const sums: Sum[] = [];
  // Maps in maps: a key of all that tells sums apart would be a new text for every report.
  const byIds = new Map<string, Map<string, Map<string, Map<boolean, Sum>>>>();
  return {
    sumOf: (office_id, area_id, category_id, is_about) => {
      const alike = within(within(within(byIds, office_id), area_id), category_id);
      const known = alike.get(is_about);
      if (known !== undefined) return known;
      const of = { kind, month, office_id, area_id, category_id, is_about };
      const sum: Sum = { ...of, received: 0, counts: COUNTS.map(() => 0), times: [] };
      alike.set(is_about, sum);
      sums.push(sum);
      return sum;
    },
    sums,
  };
}

/** The map under a key, which is made where there is none. */
function within<Key, Value>(maps: Map<string, Map<Key, Value>>, key: string): Map<Key, Value> {
  const known = maps.get(key);
  if (known !== undefined) return known;
  const made = new Map<Key, Value>();
  maps.set(key, made);
  return made;
}

// Loops with a place of their own: these two run some twenty times for every report, and a call for each count takes four times as long.

function addFact(sum: Sum, fact: Fact, sign: 1 | -1): void {
  sum.received += sign;
  let at = 0;
  for (const name of COUNTS) {
    sum.counts[at] = (sum.counts[at] ?? 0) + sign * fact[name];
    at += 1;
  }
  at = 0;
  for (const metric of METRICS) {
    const bucket = fact[metric];
    if (bucket !== null) sum.times.push(sign === 1 ? timeAdded(at, bucket) : timeTaken(at, bucket));
    at += 1;
  }
}

function addSum(sum: Sum, part: Sum): void {
  sum.received += part.received;
  let at = 0;
  for (const count of part.counts) {
    sum.counts[at] = (sum.counts[at] ?? 0) + count;
    at += 1;
  }
  for (const time of part.times) sum.times.push(time);
}

/** Itself and everything above it. */
function lineOf(tree: ReadonlyMap<string, readonly string[]>, id: string): readonly string[] {
  return tree.get(id) ?? [id];
}
