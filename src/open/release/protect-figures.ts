import { type Atom, figureNetwork, type Grid, OPEN_COUNTS, type OpenCount, type Slot } from './figure-network.ts';
import { type Cell, hideCells, type Range } from './hide-cells.ts';

/** Groups of fewer reports than this are not told of (design: k-anonymity with k = 10). */
export const FEWEST = 10;
/** All that is told is rounded to this. */
export const ROUNDED_TO = 5;

/**
 * What a release says of a count: a number rounded to five; `few`, fewer than ten; `most`, all that were received but for fewer than
 * ten; null, hidden, because from it another one could be worked out.
 */
export type Told = number | 'few' | 'most' | null;

/** What a release says of an area, of a category in an area, or of an office. Those that are hidden are not among them. */
export interface ToldFigures {
  readonly subject: Exclude<Slot['subject'], { kind: 'rest' | 'same' }>;
  readonly received: number;
  readonly counts: Readonly<Record<OpenCount, Told>>;
}

/** For tests that plant a fault: nothing is hidden to protect another figure. */
export interface ProtectOptions {
  readonly withoutSecondary?: boolean;
}

/**
 * What may be told of a month, so that nobody learns more of a hidden number of reports than that it is one from 0 to 9, and of
 * one that is told as `few` or `most` no more than that: not by margins, totals or differences, and not even if she
 * knew all that is told without rounding.
 */
export async function protectFigures(
  grid: Grid,
  atoms: readonly Atom[],
  options: ProtectOptions = {},
): Promise<ToldFigures[]> {
  const { slots, nodes } = figureNetwork(grid, atoms);
  const isAlone = options.withoutSecondary === true;
  const hide = (cells: readonly Cell[]) =>
    hideCells(isAlone ? cells.map((cell) => ({ ...cell, needs: null })) : cells, nodes);
  const isHidden = await hide(slots.map(receivedCell));
  const thin = isAlone ? new Set<string>() : thinOffices(slots, isHidden, atoms);
  const isTold = slots.map((slot, index) => !isHidden[index] && !isAmong(thin, slot));
  const told: Told[][] = [];
  for (const name of OPEN_COUNTS) {
    const hidden = await hide(slots.map((slot, index) => countCell(slot, name, isTold[index] === true)));
    told.push(slots.map(({ counts }, index) => (hidden[index] ? null : say(counts[name], counts.received))));
  }
  return slots.flatMap(({ subject, counts }, index) => {
    if (!isTold[index] || subject.kind === 'rest' || subject.kind === 'same') return [];
    const said = OPEN_COUNTS.map((name, which) => [name, told[which]?.[index] ?? null] as const);
    return [{ subject, received: round(counts.received), counts: Object.fromEntries(said) as Record<OpenCount, Told> }];
  });
}

const ANY: Range = [0, Number.POSITIVE_INFINITY];

function receivedCell({ subject, from, to, counts: { received: value } }: Slot): Cell {
  const isSmall = value < FEWEST;
  const hasRow = subject.kind === 'area' || subject.kind === 'office';
  // Without a row of its own nobody expects a figure: that there is none need not be hidden.
  const isInNeed = hasRow ? isSmall : subject.kind === 'rest' && isSmall && value > 0;
  return {
    from,
    to,
    value,
    told: hasRow && !isSmall ? [value, value] : ANY,
    free: ANY,
    cost: costOf(subject, value),
    needs: isInNeed ? [0, FEWEST] : null,
  };
}

function countCell({ subject, from, to, counts }: Slot, name: OpenCount, isTold: boolean): Cell {
  const value = counts[name];
  const free: Range = [0, counts.received];
  const cell = { from, to, value, free, cost: costOf(subject, value) };
  if (!isTold)
    return { ...cell, told: free, needs: subject.kind === 'same' ? null : hiddenNeeds(value, counts.received) };
  const told = toldRange(value, counts.received);
  return { ...cell, told, needs: told[0] === told[1] ? null : told };
}

/** Of a count in a group that is not told of. */
function hiddenNeeds(value: number, received: number): Range | null {
  if (received === 0) return null;
  const isSmall = value < FEWEST;
  if (!isSmall && received - value >= FEWEST) return null;
  return isSmall ? [0, Math.min(FEWEST - 1, received)] : [received - FEWEST + 1, received];
}

/** What a reader knows who reads it, and takes it for not rounded. */
function toldRange(value: number, received: number): Range {
  const said = say(value, received);
  if (said === 'few') return [0, FEWEST - 1];
  return said === 'most' ? [received - FEWEST + 1, received] : [value, value];
}

function say(value: number, received: number): Exclude<Told, null> {
  if (value < FEWEST) return 'few';
  return received - value < FEWEST ? 'most' : round(value);
}

/** To the nearest five. Of 10 and more, so nothing under ten is ever said. */
function round(value: number): number {
  return Math.round(value / ROUNDED_TO) * ROUNDED_TO;
}

/** Small figures go before large ones, categories before totals, and the whole last: it is what everything is compared with. */
function costOf(subject: Slot['subject'], value: number): number {
  if (subject.kind !== 'area' || subject.categoryId !== null) return value + 1;
  return (subject.isWhole ? WHOLE_COST : TOTAL_COST) * value + FEWEST;
}

const TOTAL_COST = 4;
const WHOLE_COST = 1_000;

/**
 * Offices that are not told of although they had ten and more: who knows which office is responsible for what takes away from theirs the
 * figures of its areas and categories that are told, and fewer than ten would be left.
 */
function thinOffices(
  slots: readonly Slot[],
  isHidden: readonly boolean[],
  atoms: readonly Atom[],
): ReadonlySet<string> {
  const told = new Set<string>();
  slots.forEach(({ subject }, index) => {
    if (subject.kind === 'area' && !isHidden[index]) told.add(`${subject.areaId} ${subject.categoryId}`);
  });
  const left = new Map<string, number>();
  for (const { officeId, areaId, categoryId, received } of atoms) {
    if (officeId === null || told.has(`${areaId} ${categoryId}`)) continue;
    left.set(officeId, (left.get(officeId) ?? 0) + received);
  }
  return new Set([...left].filter(([, rest]) => rest < FEWEST).map(([officeId]) => officeId));
}

function isAmong(offices: ReadonlySet<string>, { subject }: Slot): boolean {
  return subject.kind === 'office' && offices.has(subject.officeId);
}
