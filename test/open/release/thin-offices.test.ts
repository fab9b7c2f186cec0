import { describe, expect, it } from '@jest/globals';
import type { Atom, Grid, Slot } from '../../../src/open/release/figure-network.ts';
import { protectFigures } from '../../../src/open/release/protect-figures.ts';
import { tellingLists, thinOffices } from '../../../src/open/release/thin-offices.ts';
import { attack, nameOf } from './attack.ts';

const none = { answered: 0, resolved: 0, late: 0, confirmed: 0, disputed: 0, silent: 0 };
const grid: Grid = {
  areas: [
    { id: 'all', parentId: null },
    { id: 'east', parentId: 'all' },
    { id: 'ward', parentId: 'east' },
  ],
  categories: ['WATER'],
  kinds: ['DRY', 'LEAK', 'BILL'].map((id) => ({ id, categoryId: 'WATER' })),
  offices: ['company', 'other'],
};
const atom = (officeId: string, kindId: string, received: number): Atom => ({
  ...{ officeId, areaId: 'ward', categoryId: 'WATER', kindId, received },
  ...none,
});

/** What is told: water in an area as `area:ward`, all of an area as `total:ward`, lists as `alike:DRY`. */
function sightOf(...told: readonly string[]) {
  const slots = told.map((one): Slot => {
    const [kind, id = ''] = one.split(':');
    const subject: Slot['subject'] =
      kind === 'alike'
        ? { kind: 'alike', areaId: 'east', kindId: id }
        : { kind: 'area', areaId: id, categoryId: kind === 'area' ? 'WATER' : null, isWhole: false };
    return { subject, from: 0, to: 0, counts: { received: 0, ...none } };
  });
  return { slots, isHidden: slots.map(() => false) };
}

it('an office is not told of where its told places leave fewer than ten over', () => {
  const elsewhere = { ...atom('company', 'DRY', 4), areaId: 'east' };
  const atoms = [atom('company', 'DRY', 40), elsewhere, atom('other', 'DRY', 12)];
  expect(thinOffices(grid, sightOf('area:ward'), atoms, 10)).toEqual(new Set(['company']));
  expect(thinOffices(grid, sightOf(), atoms, 10)).toEqual(new Set());
});

it('a list gives way where it would leave fewer than ten of an office that is told of', () => {
  const atoms = [atom('company', 'DRY', 40), atom('company', 'BILL', 4)];
  expect(tellingLists(grid, sightOf('alike:DRY'), atoms, 10)).toEqual(new Set(['east alike DRY']));
  expect(tellingLists(grid, sightOf(), atoms, 10)).toEqual(new Set());
  // Told as a place anyway: the list adds nothing.
  expect(tellingLists(grid, sightOf('area:ward', 'alike:DRY'), atoms, 10)).toEqual(new Set());
  // Enough is left over, or the office is not told of at all.
  expect(tellingLists(grid, sightOf('alike:DRY'), [...atoms, atom('company', 'LEAK', 6)], 10)).toEqual(new Set());
  expect(tellingLists(grid, sightOf('alike:DRY'), [atom('company', 'BILL', 4)], 10)).toEqual(new Set());
});

it('what is left of one office grows when a list gives way for another, and is looked at again', () => {
  const atoms = [
    atom('company', 'DRY', 40),
    atom('company', 'BILL', 4),
    // All of it is listed; without DRY six are left over.
    atom('other', 'DRY', 6),
    atom('other', 'LEAK', 30),
  ];
  const lists = tellingLists(grid, sightOf('alike:DRY', 'alike:LEAK'), atoms, 10);
  expect(lists).toEqual(new Set(['east alike DRY', 'east alike LEAK']));
});

/** Two counties, the first one with four wards. */
const counties: Grid = {
  ...grid,
  areas: [
    { id: 'whole', parentId: null },
    ...['east', 'west'].map((id) => ({ id, parentId: 'whole' })),
    ...['a', 'b', 'c', 'd'].map((id) => ({ id, parentId: 'east' })),
  ],
  categories: ['WATER', 'ROADS'],
};
const at = (officeId: string | null, areaId: string, categoryId: string, received: number, kindId = 'DRY'): Atom => ({
  ...{ officeId, areaId, categoryId, kindId, received },
  ...none,
});
const elsewhere = at('other', 'west', 'WATER', 40);

describe("figures that are one office's alone are taken away from its own", () => {
  const ward = [at('company', 'a', 'WATER', 6), at('company', 'a', 'ROADS', 6)];
  const thin = (atoms: readonly Atom[], ...told: string[]) => [
    ...thinOffices(counties, sightOf(...told), [...atoms, elsewhere], 10),
  ];

  it('a ward with all its categories', () => {
    const atoms = [...ward, at('company', 'west', 'WATER', 3)];
    expect(thin(atoms, 'total:a')).toEqual(['company']);
    expect(thin(atoms)).toEqual([]);
    // Somebody else's report in the ward, or one that no office had: it is not known how many of the twelve are whose.
    expect(thin([...atoms, at('other', 'a', 'ROADS', 1)], 'total:a')).toEqual([]);
    expect(thin([...atoms, at(null, 'a', 'ROADS', 1)], 'total:a')).toEqual([]);
  });

  it('a category in a county', () => {
    const wards = ['a', 'b', 'c', 'd'].map((id) => at('company', id, 'WATER', 8));
    const atoms = [...wards, at('company', 'west', 'WATER', 4)];
    expect(thin(atoms, 'area:east')).toEqual(['company']);
    expect(thin(atoms, 'area:b')).toEqual([]);
    expect(thin([...atoms, at('other', 'c', 'WATER', 5)], 'area:east')).toEqual([]);
    // Nothing is left: the office has what is told of the county, and no more.
    expect(thin(wards, 'area:east')).toEqual([]);
  });

  it('overlapping ones, of which one alone leaves a few', () => {
    // The ward has 12, water in the county 9, and both together are all 15 of the office.
    const atoms = [...ward, at('company', 'b', 'WATER', 3)];
    expect(thin(atoms, 'total:a', 'area:east')).toEqual(['company']);
  });

  it('what it has in a figure that it shares is left over', () => {
    const atoms = [...ward, at('company', 'b', 'WATER', 4), at('other', 'b', 'WATER', 30)];
    expect(thin(atoms, 'total:a', 'area:b')).toEqual(['company']);
  });

  it('with lists that overlap with them', () => {
    const atoms = [
      at('company', 'a', 'WATER', 8),
      at('company', 'b', 'WATER', 24),
      at('company', 'a', 'WATER', 4, 'BILL'),
    ];
    const listed = (...told: string[]) => [...tellingLists(counties, sightOf(...told), [...atoms, elsewhere], 10)];
    // 36 less the 32 that are listed.
    expect(listed('area:a', 'alike:DRY')).toEqual(['east alike DRY']);
    expect(listed('area:a', 'alike:BILL')).toEqual([]);
  });

  const flat: Grid = { ...counties, kinds: [], offices: ['company', 'other', 'third'] };
  const lie = (areaId: string, id: string) =>
    id === 'whole' ||
    areaId === id ||
    (id === 'east' && flat.areas.some((one) => one.id === areaId && one.parentId === id));

  /** The names of what is told in a release, and how low and how high the company's figure can be for who knows all that exactly. */
  async function released(atoms: readonly Atom[]) {
    const { told } = await protectFigures(flat, atoms);
    const known = new Map<string, [number, number]>();
    for (const { subject } of told) {
      const isOfIt = (atom: Atom) =>
        subject.kind === 'office'
          ? atom.officeId === subject.officeId
          : lie(atom.areaId, subject.areaId) && [null, atom.categoryId].includes(subject.categoryId);
      const value = atoms.filter(isOfIt).reduce((sum, { received }) => sum + received, 0);
      known.set(subject.kind === 'office' ? subject.officeId : nameOf(subject.areaId, subject.categoryId), [
        value,
        value,
      ]);
    }
    const unkind = new Set(flat.areas.flatMap(({ id }) => flat.categories.map((category) => nameOf(id, category))));
    return { names: [...known.keys()], range: attack({ ...flat, unkind, known })('company') };
  }

  const roads = ['a', 'b', 'c', 'd'].map((id) => at('other', id, 'ROADS', 50));
  const rest = [...roads.slice(1), elsewhere, at('third', 'west', 'ROADS', 40)];
  const water = ['b', 'c', 'd'].map((id) => at('other', id, 'WATER', 60));

  it.each([
    ['a ward', [...ward, at('company', 'b', 'WATER', 3), ...water], 'a/*', 12],
    [
      'a category',
      [
        ...['a', 'b', 'c', 'd', 'west'].map((id) => at('company', id, 'WATER', id === 'west' ? 4 : 8)),
        ...roads.slice(0, 1),
      ],
      'east/WATER',
      32,
    ],
  ])(
    'in a release as well, nor is it to be had from the whole and the other offices: %s',
    async (_what, own, figure, taken) => {
      const { names, range } = await released([...own, ...rest]);
      expect(names).toEqual(expect.arrayContaining([figure, 'whole/*']));
      expect(names).not.toContain('company');
      // One of the others gives way with it, and only one.
      expect(names.filter((name) => ['other', 'third'].includes(name))).toHaveLength(1);
      expect(range[0]).toBeLessThanOrEqual(taken);
      expect(range[1]).toBeGreaterThanOrEqual(taken + 9);
      // With ten more elsewhere it is told of again.
      const { names: more } = await released([...own, at('company', 'west', 'WATER', 10), ...rest]);
      expect(more).toEqual(expect.arrayContaining([figure, 'company', 'other', 'third']));
    },
  );
});
