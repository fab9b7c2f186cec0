import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { protectFigures } from '../../../src/open/release/protect-figures.ts';
import { createRandom } from '../../support/random.ts';
import { recover } from './recover.ts';
import { realisticScene, type Scene, smallScenes } from './scenes.ts';

function randomFrom(seed: number): () => number {
  const random = createRandom(seed);
  return () => random(1_000_000) / 1_000_000;
}

const dry = { officeId: 'company', categoryId: 'WATER', kindId: 'DRY' };
const none = { answered: 0, resolved: 0, late: 0, confirmed: 0, disputed: 0, silent: 0 };

/** One small ward beside large ones: its number is the county's less the others'. */
const ONE_SMALL: Scene = {
  grid: {
    areas: [{ id: 'county', parentId: null }, ...['east', 'west', 'north'].map((id) => ({ id, parentId: 'county' }))],
    categories: ['WATER'],
    kinds: [{ id: 'DRY', categoryId: 'WATER' }],
    offices: ['company'],
  },
  atoms: [
    { ...dry, areaId: 'east', received: 40, ...none, answered: 40 },
    { ...dry, areaId: 'west', received: 30, ...none, answered: 26 },
    { ...dry, areaId: 'north', received: 3, ...none, answered: 1 },
  ],
};

async function attacked(scene: Scene, options: Parameters<typeof recover>[1], withoutSecondary = false) {
  const found = await protectFigures(scene.grid, scene.atoms, { withoutSecondary });
  return recover({ ...scene, ...found }, options);
}

describe('a release under attack by linear programs', () => {
  it('gives away no figure of small months, not even without rounding', async () => {
    const months = fc.asyncProperty(smallScenes, async (scene) => {
      expect(await attacked(scene, { sight: 'exact' })).toEqual([]);
    });
    await fc.assert(months, { numRuns: 6 });
  }, 60_000);

  it.each([
    [300, 23],
    [3_000, 37],
  ])('gives away no figure of a realistic month of %i reports', async (reports, sample) => {
    const scene = realisticScene(randomFrom(reports), reports);
    const counts = ['received', 'answered'] as const;
    expect(await attacked(scene, { sight: 'exact', counts, sample })).toEqual([]);
    expect(await attacked(scene, { sight: 'rounded', counts, sample: 4 * sample })).toEqual([]);
  });

  it('tells most of what there is to tell', async () => {
    const { grid, atoms } = realisticScene(randomFrom(3_000), 3_000);
    const { told, listed } = await protectFigures(grid, atoms);
    const { told: large, listed: many } = await protectFigures(grid, atoms, { withoutSecondary: true });
    expect(listed.length / many.length).toBeGreaterThan(0.3);
    expect(told.length / large.length).toBeGreaterThan(0.8);
    expect(told.every(({ received }) => received >= 10 && received % 5 === 0)).toBe(true);
  });
});

describe('lists of single reports beside a release', () => {
  const kinds = ['DRY', 'LEAK', 'BILL'].map((id) => ({ id, categoryId: 'WATER' }));
  const of = (areaId: string, kindId: string, received: number) => ({ ...dry, areaId, kindId, received, ...none });
  const grid = { ...ONE_SMALL.grid, kinds };

  it('do not leave a kind over that is rare', async () => {
    const atoms = [of('east', 'DRY', 40), of('east', 'LEAK', 25), of('east', 'BILL', 4), of('west', 'DRY', 70)];
    const { listed } = await protectFigures(grid, atoms);
    // 70 in all less 40 and 25 would be the 4, and less 40 alone says nothing.
    expect(listed.filter(({ areaId }) => areaId === 'east').length).toBeLessThan(2);
    expect(listed).not.toContainEqual({ areaId: 'east', categoryId: 'BILL' });
    expect(await attacked({ grid, atoms }, { sight: 'exact', counts: ['received'] })).toEqual([]);
  });

  it('do not tell of a place that the release hides to protect another', async () => {
    const atoms = [of('east', 'DRY', 40), of('west', 'DRY', 30), of('north', 'DRY', 3)];
    const { listed } = await protectFigures(grid, atoms);
    expect(listed.length).toBeLessThan(2);
    const alone = await attacked({ grid, atoms }, { sight: 'exact', counts: ['received'] }, true);
    expect(alone.map(({ figure }) => figure)).toContain('north/*');
  });
});

describe('the same attack on a release that hides small figures only', () => {
  it('finds the ward that is missing', async () => {
    const [found] = await attacked(ONE_SMALL, { sight: 'exact', counts: ['received'] }, true);
    expect(found).toMatchObject({ figure: 'north/*', value: 3, range: [0, 3] });
    expect(await attacked(ONE_SMALL, { sight: 'exact' })).toEqual([]);
  });

  it('finds one behind the rounding, where chance will have it', async () => {
    const [east, west, north] = ONE_SMALL.atoms.map((atom, index) => ({
      ...atom,
      // Nothing is listed.
      kindId: null,
      received: [12, 12, 0][index] ?? 0,
      answered: 0,
    }));
    const atoms = [east, west, north].flatMap((atom) => atom ?? []);
    const scene = { grid: { ...ONE_SMALL.grid, kinds: [] }, atoms };
    // 25 in all (27 at most), 10 and 10 (10 at least): it cannot have been 8 or 9.
    expect(await attacked(scene, { sight: 'rounded', counts: ['received'] }, true)).toMatchObject([
      { figure: 'north/*', range: [0, 7] },
      { figure: 'north/WATER', range: [0, 7] },
    ]);
    expect(await attacked(scene, { sight: 'rounded' })).toEqual([]);
  });

  it('finds figures of a realistic month', async () => {
    const scene = realisticScene(randomFrom(3_000), 3_000);
    const found = await attacked(scene, { sight: 'exact', counts: ['received'], sample: 5 }, true);
    expect(found.length).toBeGreaterThan(1);
  });
});
