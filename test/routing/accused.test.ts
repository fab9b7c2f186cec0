import { describe, expect, it } from '@jest/globals';
import { accusedIdsAround, isAccusedIn, isKeptFromTriage } from '../../src/routing/accused.ts';
import { isAccused, rungAbove } from '../../src/routing/ladder.ts';
import type { Office, Programme } from '../../src/routing/programme.ts';
import { nextOffice } from '../../src/routing/route.ts';
import { areaOf, makeCategory, makeOffice, makeProgramme, withOffices } from './make-programme.ts';

const bare = makeProgramme({
  names: { en: 'Coast' },
  level: 'coast',
  inside: [
    {
      names: { en: 'Mombasa' },
      level: 'county',
      inside: [
        { names: { en: 'Tudor' }, level: 'ward' },
        { names: { en: 'Likoni' }, level: 'ward' },
      ],
    },
    { names: { en: 'Kilifi' }, level: 'county' },
  ],
});
const area = (code: string) => areaOf(bare, code);
const desk = makeOffice('desk', 'desk', area('A'));
const county = makeOffice('county', 'county', area('A.1'), desk);
const water = makeOffice('water', 'water', area('A.1'), county);
const tudor = makeOffice('tudor', 'ward', area('A.1.1'), county);
const likoni = makeOffice('likoni', 'ward', area('A.1.2'), county);
const kilifi = makeOffice('kilifi', 'county', area('A.2'), desk);
const programme = known(withOffices(bare, [desk, county, water, tudor, likoni, kilifi]));

function known(built: Programme): Programme {
  const offices = new Map([...built.offices.values()].map((office) => [office.id, office]));
  return { ...built, byId: { ...built.byId, offices } };
}

describe('isAccused', () => {
  it.each([
    ['the office itself', county, true],
    ['one that answers to it', tudor, true],
    ['the one above it', desk, false],
    ['one beside it', kilifi, false],
  ])('%s', (_, office, expected) => {
    expect(isAccused(office, county)).toBe(expected);
  });

  it('is nobody where the report is about no office', () => {
    expect(isAccused(county, null)).toBe(false);
  });
});

describe('rungAbove', () => {
  it('is the next rung, and past the accused one', () => {
    expect(rungAbove(tudor, null)).toBe(county);
    expect(rungAbove(tudor, tudor)).toBe(county);
    expect(rungAbove(tudor, county)).toBe(desk);
    expect(rungAbove(county, desk)).toBeNull();
    expect(rungAbove(desk, null)).toBeNull();
  });

  it('is nobody where the ladder goes round in a circle under the accused one', () => {
    const first: { -readonly [Key in keyof Office]: Office[Key] } = makeOffice('first', 'ward', area('A'));
    const second = makeOffice('second', 'ward', area('A'), first);
    first.parent = second;
    expect(rungAbove(first, null)).toBe(second);
    expect(rungAbove(first, first)).toBeNull();
    first.parent = first;
    expect(rungAbove(first, null)).toBeNull();
  });
});

describe('isAccusedIn', () => {
  it.each([
    ['the area of the office', 'A.1', true],
    ['a place inside it', 'A.1.2', true],
    ['the area around it', 'A', false],
    ['a neighbour', 'A.2', false],
  ])('%s', (_, code, expected) => {
    expect(isAccusedIn(area(code), county)).toBe(expected);
  });

  it('names every office in and around an area', () => {
    expect(accusedIdsAround(programme, area('A.1')).sort()).toEqual(['county', 'desk', 'water']);
    expect(accusedIdsAround(programme, area('A'))).toEqual(['desk']);
  });

  it("keeps reports about the programme's own offices from triage, and no others", () => {
    expect(isKeptFromTriage(programme, desk)).toBe(true);
    expect(isKeptFromTriage(programme, county)).toBe(false);
    expect(isKeptFromTriage(programme, null)).toBe(false);
  });
});

describe('nextOffice', () => {
  const category = makeCategory('ward', 'water', 'county', 'desk');
  it.each([
    ['the rule, where nobody has passed it on', null, [], 'tudor'],
    ['the next kind after one that has', null, ['tudor'], 'water'],
    ['the one after several', null, ['tudor', 'water', 'county'], 'desk'],
    ['nobody, once all have', null, ['tudor', 'water', 'county', 'desk'], null],
    ['the rung above the accused office', tudor, [], 'county'],
    ['past it and all under it, wherever it is accused', county, [], 'desk'],
    ['higher, where the rung above has passed it on', tudor, ['county'], 'desk'],
    ['another kind, where all above have passed it on', tudor, ['county', 'desk'], 'water'],
    ['nobody, where the others are under the accused one', county, ['desk'], null],
  ])('%s', (_, accused, passedBy, expected) => {
    const found = nextOffice(programme, category, area('A.1.1'), { accused, passedBy });
    expect(found?.code ?? null).toBe(expected);
  });

  it('takes the second office of a kind in an area where the first has passed it on', () => {
    const second = makeOffice('water-2', 'water', area('A.1'), county);
    const both = known(withOffices(bare, [water, second]));
    const past = { accused: null, passedBy: ['water'] };
    expect(nextOffice(both, makeCategory('water'), area('A.1.1'), past)).toBe(second);
  });
});
