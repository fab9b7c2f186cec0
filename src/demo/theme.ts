import type { Category } from '../routing/programme.ts';

/** What made-up words are about; several categories share one. */
export const THEMES = [
  'water',
  'health',
  'road',
  'waste',
  'school',
  'money',
  'paper',
  'care',
  'conduct',
  'project',
  'trade',
  'praise',
  'other',
  'sealed',
] as const;
export type Theme = (typeof THEMES)[number];

/** By category code, the longer one first. */
const BY_CODE: Readonly<Record<string, Theme>> = {
  WATER: 'water',
  HEALTH: 'health',
  ROADS: 'road',
  'CITY.DRAIN': 'road',
  WASTE: 'waste',
  'CITY.WASTE': 'waste',
  EDU: 'school',
  SSN: 'money',
  SAS: 'money',
  HOUSING: 'money',
  UP: 'paper',
  CITY: 'paper',
  INFO: 'paper',
  FAM: 'care',
  DIS: 'care',
  ELDER: 'care',
  MUN: 'care',
  CSW: 'conduct',
  DISCR: 'conduct',
  CONDUCT: 'conduct',
  PROJ: 'project',
  TRADE: 'trade',
  PRAISE: 'praise',
};

/** What a report of this category is about; a sealed one never says. */
export function themeOf({ code, stream, kind }: Pick<Category, 'code' | 'stream' | 'kind'>): Theme {
  if (stream !== 'ordinary') return 'sealed';
  if (kind === 'compliment') return 'praise';
  return BY_CODE[code] ?? BY_CODE[code.split('.')[0] ?? ''] ?? 'other';
}
