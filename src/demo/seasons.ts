import type { Theme } from './theme.ts';

type Season = 'rain' | 'dry' | 'cold' | 'mild';

/**
 * The season of each month by region, January first. Kenya's coast: long rains April to June, short ones in October and
 * November. Khulna: monsoon June to September, dry December to April. Kosovo: cold December to February, dry July and August.
 */
const MONTHS: Readonly<Record<string, readonly Season[]>> = {
  KE: ['dry', 'dry', 'dry', 'rain', 'rain', 'rain', 'mild', 'dry', 'dry', 'rain', 'rain', 'mild'],
  BD: ['dry', 'dry', 'dry', 'dry', 'mild', 'rain', 'rain', 'rain', 'rain', 'mild', 'mild', 'dry'],
  XK: ['cold', 'cold', 'mild', 'rain', 'rain', 'mild', 'dry', 'dry', 'mild', 'rain', 'mild', 'cold'],
};

/** How much more than usual people report in a season; what is not named stays as usual. */
const WEIGHTS: Readonly<Record<Season, Partial<Record<Theme, number>>>> = {
  rain: { road: 2.2, waste: 1.5, health: 1.3, water: 0.75 },
  dry: { water: 1.9, road: 0.6, health: 0.9 },
  cold: { money: 1.4, care: 1.3, health: 1.4, road: 1.2 },
  mild: {},
};

/** Schools open, and fees are due: January, May and September. */
const SCHOOL_MONTHS: ReadonlySet<number> = new Set([1, 5, 9]);

/**
 * How much of a theme is reported in a month, 1 being usual.
 *
 * @param region of the programme; one that is not known has no seasons
 * @param month 1 to 12
 */
export function seasonWeight(region: string, theme: Theme, month: number): number {
  if (theme === 'school') return SCHOOL_MONTHS.has(month) ? 2.2 : 0.8;
  const season = MONTHS[region]?.[month - 1] ?? 'mild';
  return WEIGHTS[season][theme] ?? 1;
}
