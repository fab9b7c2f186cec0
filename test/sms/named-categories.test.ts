import { beforeAll, describe, expect, it } from '@jest/globals';
import { namedCategories } from '../../src/sms/named-categories.ts';
import { type Name, readShipped } from './shipped-programmes.ts';

let shipped: Awaited<ReturnType<typeof readShipped>>;
beforeAll(async () => {
  shipped = await readShipped();
});

const codes = (name: Name, text: string) => namedCategories(shipped(name), text).categories.map(({ code }) => code);

describe('namedCategories', () => {
  it.each<[Name, string, string]>([
    ['kenya-coast', 'water', 'WATER'],
    ['kenya-coast', 'No water', 'WATER.DRY'],
    ['kenya-coast', 'watre', 'WATER'],
    ['kenya-coast', 'road', 'ROADS'],
    ['kenya-coast', 'gender violence', 'SAFE.GBV'],
    ['kenya-coast', 'rape', 'SAFE.GBV'],
    ['khulna', 'ঘুষ', 'INTEG.BRIBE'],
    ['kosovo', 'korrupsioni', 'INTEG'],
  ])('%s: %s is %s', (name, text, code) => {
    expect(codes(name, text)).toEqual([code]);
    expect(namedCategories(shipped(name), text).isSure).toBe(true);
  });

  it.each<[Name, string, string[]]>([
    ['kenya-coast', 'money', ['HEALTH.FEES', 'INTEG.FUNDS']],
    ['kenya-coast', 'public', ['PROJ.PARTICIP', 'INTEG.FUNDS']],
    ['kosovo', 'para', ['INTEG.FUNDS']],
    ['kosovo', 'femije', ['SAFE.CHILD', 'FAM']],
  ])('%s: %s is offered as %j', (name, text, offered) => {
    expect(codes(name, text)).toEqual(offered);
    expect(namedCategories(shipped(name), text).isSure).toBe(false);
  });

  it.each<[Name, string]>([
    ['kenya-coast', 'No'],
    ['kenya-coast', 'na'],
    ['kenya-coast', 'me'],
    ['kenya-coast', 'Ask'],
    ['kenya-coast', 'Not sure'],
    ['kenya-coast', '?'],
    ['khulna', 'না'],
    ['khulna', 'মা'],
    ['kosovo', 'Ne'],
    ['kosovo', 'Po'],
    ['kosovo', 'Da'],
    ['kosovo', 'Ku'],
  ])('%s: %s names nothing', (name, text) => {
    expect(codes(name, text)).toEqual([]);
  });
});
