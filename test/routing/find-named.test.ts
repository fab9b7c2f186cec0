import { describe, expect, it } from '@jest/globals';
import { findNamed } from '../../src/routing/find-named.ts';

const categories = [
  { names: { en: 'Water and sewage', sw: 'Maji na maji taka' } },
  { names: { en: 'Roads', sw: 'Barabara' }, aliases: ['Streets'] },
  { names: { en: 'Road lights', sw: 'Taa za barabarani' } },
  { names: { en: 'Health services', sw: 'Huduma za afya', bn: 'স্বাস্থ্যসেবা' } },
];

describe('findNamed', () => {
  it.each([
    ['roads', ['Roads']],
    ['road', ['Roads', 'Road lights']],
    ['BARABARA', ['Roads']],
    ['street', ['Roads']],
    ['afya', ['Health services']],
    ['sewage', ['Water and sewage']],
    ['lights road', ['Road lights']],
    ['helth servises', ['Health services']],
    ['স্বাস্থ্য', ['Health services']],
    ['school', []],
    ['', []],
  ])('%j finds %j', (typed, found) => {
    expect(findNamed(categories, typed).map(({ names }) => names.en)).toEqual(found);
  });
});
