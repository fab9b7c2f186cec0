import { expect, it } from '@jest/globals';
import type { Atom, Grid, Slot } from '../../../src/open/release/figure-network.ts';
import { tellingLists, thinOffices } from '../../../src/open/release/thin-offices.ts';

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

/** What is told: areas as `area:ward`, lists as `alike:DRY`. */
function sightOf(...told: readonly string[]) {
  const slots = told.map((one): Slot => {
    const [kind, id = ''] = one.split(':');
    const subject: Slot['subject'] =
      kind === 'area'
        ? { kind: 'area', areaId: id, categoryId: 'WATER', isWhole: false }
        : { kind: 'alike', areaId: 'east', kindId: id };
    return { subject, from: 0, to: 0, counts: { received: 0, ...none } };
  });
  return { slots, isHidden: slots.map(() => false) };
}

it('an office is not told of where its told places leave fewer than ten over', () => {
  const elsewhere = { ...atom('company', 'DRY', 4), areaId: 'east' };
  const atoms = [atom('company', 'DRY', 40), elsewhere, atom('other', 'DRY', 12)];
  expect(thinOffices(sightOf('area:ward'), atoms, 10)).toEqual(new Set(['company']));
  expect(thinOffices(sightOf(), atoms, 10)).toEqual(new Set());
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
