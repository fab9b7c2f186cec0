import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Area, Office, Programme } from '../../src/routing/programme.ts';
import { chooseOffice } from '../../src/routing/route.ts';
import { areaOf, makeCategory, makeOffice, makeProgramme, withOffices } from './make-programme.ts';

const ward = (name: string) => ({ names: { en: name }, level: 'ward' });
const bare = makeProgramme({
  names: { en: 'Coast' },
  level: 'coast',
  inside: [
    { names: { en: 'Mombasa' }, level: 'county', inside: [ward('Tudor'), ward('Likoni')] },
    { names: { en: 'Kilifi' }, level: 'county', inside: [ward('Sokoni')] },
  ],
});
const area = (code: string) => areaOf(bare, code);

const desk = makeOffice('desk', 'desk', area('A'));
const mombasaWater = makeOffice('mombasa-water', 'water', area('A.1'), desk);
const mombasaWater2 = makeOffice('mombasa-water-2', 'water', area('A.1'), desk);
const tudorWater = makeOffice('tudor-water', 'water', area('A.1.1'), mombasaWater);
const tudorAdmin = makeOffice('tudor-admin', 'admin', area('A.1.1'), desk);
const kilifiAdmin = makeOffice('kilifi-admin', 'admin', area('A.2'), desk);
const programme = withOffices(bare, [mombasaWater, mombasaWater2, tudorWater, tudorAdmin, kilifiAdmin, desk]);

describe('chooseOffice', () => {
  it.each([
    ['the office of the area itself', ['water'], 'A.1.1', 'tudor-water'],
    ['the nearest around it', ['water'], 'A.1.2', 'mombasa-water'],
    ['of several in one area the first in the file', ['water'], 'A.1', 'mombasa-water'],
    ['a better kind far away before a worse one near', ['desk', 'water'], 'A.1.1', 'desk'],
    ['the second kind where the first covers nothing here', ['water', 'admin'], 'A.2.1', 'kilifi-admin'],
    ['never an office below the area', ['water'], 'A', null],
    ['never an office of a neighbour', ['water', 'admin'], 'A.1.2', 'mombasa-water'],
    ['nobody, for a kind that has no office', ['police'], 'A.1.1', null],
    ['nobody, for a category without kinds', [], 'A.1.1', null],
  ])('%s', (_, kinds, code, expected) => {
    expect(chooseOffice(programme, makeCategory(...kinds), area(code))?.code ?? null).toBe(expected);
  });

  it('sees a newer load of the programme with its own offices', () => {
    expect(chooseOffice(withOffices(bare, [desk]), makeCategory('water', 'desk'), area('A.1.1'))).toBe(desk);
    expect(chooseOffice(programme, makeCategory('water', 'desk'), area('A.1.1'))).toBe(tudorWater);
  });

  it('agrees with looking through all offices', () => {
    const kinds = ['water', 'admin', 'desk'];
    const codes = [...bare.areas.keys()];
    const anyOffices = fc
      .array(fc.tuple(fc.constantFrom(...kinds), fc.constantFrom(...codes)), { maxLength: 12 })
      .map((pairs) => pairs.map(([kind, code], n) => makeOffice(`office-${n}`, kind, area(code))));
    fc.assert(
      fc.property(anyOffices, fc.shuffledSubarray(kinds), fc.constantFrom(...codes), (offices, wanted, code) => {
        const found = chooseOffice(withOffices(bare, offices), makeCategory(...wanted), area(code));
        expect(found).toBe(lookThrough(withOffices(bare, offices), wanted, area(code)));
      }),
    );
  });
});

function lookThrough({ offices }: Programme, kinds: readonly string[], from: Area): Office | null {
  for (const kind of kinds) {
    for (let place: Area | null = from; place; place = place.parent) {
      for (const office of offices.values()) if (office.kind === kind && office.area === place) return office;
    }
  }
  return null;
}
