import type { Bar } from '../parts/figure-table.ts';
import type { Figure } from './figure.ts';

/** An office with fewer answered reports has no place in the league. */
export const FEWEST_ANSWERS = 10;

export interface OfficeFigure {
  readonly officeId: string;
  readonly name: string;
  readonly figure: Figure;
  /** Days to the first answer. */
  readonly answer: Bar | null;
}

export interface League {
  /** The best first. */
  readonly ranked: readonly OfficeFigure[];
  /** By name, with what keeps them out. */
  readonly unranked: readonly (OfficeFigure & { readonly why: 'tooFew' | 'halfOpen' })[];
}

/**
 * Offices by the upper end of where their median truly lies: who has few cases has a wide interval, so a quick one or two cannot win.
 * Nor can an office that answers the easy half and leaves the rest: while most of its people wait its median is of the others only.
 */
export function rankOffices(offices: readonly OfficeFigure[]): League {
  const ranked: OfficeFigure[] = [];
  const unranked: (OfficeFigure & { why: 'tooFew' | 'halfOpen' })[] = [];
  for (const office of offices) {
    const { answered, received } = office.figure;
    if (answered < FEWEST_ANSWERS || !office.answer?.range) unranked.push({ ...office, why: 'tooFew' });
    else if (answered * 2 < received) unranked.push({ ...office, why: 'halfOpen' });
    else ranked.push(office);
  }
  const upperEnd = ({ answer }: OfficeFigure) => answer?.range?.[1] ?? Number.POSITIVE_INFINITY;
  ranked.sort(
    (one, other) =>
      upperEnd(one) - upperEnd(other) ||
      (one.answer?.value ?? 0) - (other.answer?.value ?? 0) ||
      one.name.localeCompare(other.name),
  );
  unranked.sort((one, other) => one.name.localeCompare(other.name));
  return { ranked, unranked };
}
