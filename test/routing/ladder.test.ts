import { describe, expect, it } from '@jest/globals';
import { ladderOf, nextRung } from '../../src/routing/ladder.ts';
import type { Office } from '../../src/routing/programme.ts';
import { makeOffice, makeProgramme } from './make-programme.ts';

const { root } = makeProgramme({ names: { en: 'Coast' }, level: 'coast' });
const desk = makeOffice('desk', 'desk', root);
const county = makeOffice('county', 'county', root, desk);
const ward = makeOffice('ward', 'ward', root, county);

describe('the ladder', () => {
  it('climbs from an office to the last one', () => {
    expect(ladderOf(ward)).toEqual([ward, county, desk]);
    expect(ladderOf(desk)).toEqual([desk]);
    expect(nextRung(ward)).toBe(county);
    expect(nextRung(desk)).toBeNull();
  });

  it('ends where the data goes round in a circle', () => {
    const first: { -readonly [Key in keyof Office]: Office[Key] } = makeOffice('first', 'ward', root);
    const second = makeOffice('second', 'ward', root, first);
    first.parent = second;
    expect(ladderOf(first).map(({ id }) => id)).toEqual(['first', 'second']);
  });
});
