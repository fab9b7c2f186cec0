import fc from 'fast-check';
import type { Atom, Counts, Grid } from '../../../src/open/release/figure-network.ts';

/** A month of reports in a small or a large programme. */
export interface Scene {
  readonly grid: Grid;
  readonly atoms: readonly Atom[];
}

/** Some of so many, as shares of 1000 in turn: no reports are counted that cannot be. */
function countsOf(received: number, [answer, resolve, end, late]: readonly [number, number, number, number]): Counts {
  const answered = Math.round((received * answer) / 1000);
  const resolved = Math.round((answered * resolve) / 1000);
  const confirmed = Math.round((resolved * end) / 1000);
  const silent = Math.round((resolved - confirmed) / 2);
  const disputed = resolved - confirmed - silent;
  return { received, answered, resolved, confirmed, silent, disputed, late: Math.round((received * late) / 1000) };
}

const share = fc.oneof(fc.constantFrom(0, 1000), fc.integer({ min: 0, max: 1000 }));
const number = fc.oneof(
  { weight: 3, arbitrary: fc.integer({ min: 0, max: 12 }) },
  { weight: 2, arbitrary: fc.integer({ min: 10, max: 60 }) },
  { weight: 1, arbitrary: fc.constant(0) },
);

/** Small months: few areas in up to three levels, few categories and offices, many figures around ten. */
export const smallScenes: fc.Arbitrary<Scene> = fc
  .record({
    parents: fc.array(fc.nat(3), { minLength: 1, maxLength: 5 }),
    categories: fc.integer({ min: 1, max: 3 }),
    parts: fc.integer({ min: 1, max: 2 }),
    offices: fc.integer({ min: 1, max: 3 }),
  })
  .chain(({ parents, categories, parts, offices }) => {
    const areas = [
      { id: 'a0', parentId: null },
      ...parents.map((parent, index) => ({ id: `a${index + 1}`, parentId: `a${Math.min(parent, index)}` })),
    ];
    const names = (prefix: string, count: number) => Array.from({ length: count }, (_, index) => `${prefix}${index}`);
    const grid: Grid = {
      areas,
      categories: names('c', categories),
      kinds: kindsOf(names('c', categories), parts),
      offices: names('office', offices),
    };
    const places = grid.areas.flatMap(({ id }) => grid.kinds.map((kind) => [id, kind] as const));
    const one = fc.record({
      received: number,
      office: fc.nat(offices),
      shares: fc.tuple(share, share, share, share),
      // Where a category has parts, some are filed in none of them.
      isOfAKind: fc.boolean(),
    });
    return fc.array(one, { minLength: places.length, maxLength: places.length }).map((drawn) => ({
      grid,
      atoms: drawn.flatMap(({ received, office, shares, isOfAKind }, index) => {
        const [areaId, kind] = places[index] ?? [];
        if (received === 0 || areaId === undefined || kind === undefined) return [];
        const { id, categoryId } = kind;
        const kindId = parts === 1 || isOfAKind ? id : null;
        return [{ officeId: grid.offices[office] ?? null, areaId, categoryId, kindId, ...countsOf(received, shares) }];
      }),
    }));
  });

const KINDS = 3;

/** So many of each category. */
function kindsOf(categories: readonly string[], count: number): Grid['kinds'] {
  return categories.flatMap((categoryId) =>
    Array.from({ length: count }, (_, index) => ({ id: `${categoryId}.${index}`, categoryId })),
  );
}

/** A county with its wards and a lopsided month, as they are: many small figures beside a few large ones. */
export function realisticScene(random: () => number, reports: number): Scene {
  const areas: { id: string; parentId: string | null }[] = [{ id: 'KE', parentId: null }];
  for (let county = 0; county < 3; county += 1) {
    areas.push({ id: `KE.${county}`, parentId: 'KE' });
    for (let part = 0; part < 3; part += 1) {
      areas.push({ id: `KE.${county}.${part}`, parentId: `KE.${county}` });
      for (let ward = 0; ward < 5; ward += 1)
        areas.push({ id: `KE.${county}.${part}.${ward}`, parentId: `KE.${county}.${part}` });
    }
  }
  const categories = ['WATER', 'ROADS', 'HEALTH', 'FUNDS', 'INFO', 'LAND'];
  const offices = areas.slice(1).map(({ id }) => `office@${id}`);
  const drawn = new Map<string, number>();
  for (let report = 0; report < reports; report += 1) {
    const area = areas[Math.floor(areas.length * (1 - random() ** 2))] ?? areas[0];
    const category = categories[Math.floor(categories.length * random() ** 2)] ?? 'WATER';
    const kind = Math.floor(KINDS * random() ** 2);
    const office = random() < 0.5 ? area?.id : area?.parentId;
    const key = `${area?.id} ${category} office@${office} ${category}.${kind}`;
    drawn.set(key, (drawn.get(key) ?? 0) + 1);
  }
  const atoms = [...drawn].map(([key, received]) => {
    const [areaId = '', categoryId = '', officeId = '', kindId = ''] = key.split(' ');
    const shares = [850 + 150 * random(), 700 + 300 * random(), 600 * random(), 400 * random()] as const;
    return {
      officeId: offices.includes(officeId) ? officeId : null,
      areaId,
      categoryId,
      kindId,
      ...countsOf(received, shares),
    };
  });
  return { grid: { areas, categories, kinds: kindsOf(categories, KINDS), offices }, atoms };
}
