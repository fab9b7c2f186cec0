import { type Atom, figureNetwork, type Grid, OPEN_COUNTS, type OpenCount, type Slot } from './figure-network.ts';
import { type Cell, hideCells, type Range } from './hide-cells.ts';
import { alikeKey, tellingLists, thinOffices } from './thin-offices.ts';

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
  readonly subject: Exclude<Slot['subject'], { kind: 'rest' | 'same' | 'alike' }>;
  readonly received: number;
  readonly counts: Readonly<Record<OpenCount, Told>>;
}

/** Reports of a category without parts in a part of the programme, by row ids. */
export interface Alike {
  readonly areaId: string;
  readonly categoryId: string;
}

/** What may be told of a month, and of which reports each may be listed. */
export interface Protected {
  readonly told: readonly ToldFigures[];
  readonly listed: readonly Alike[];
}

/** For tests that plant a fault: nothing is hidden to protect another figure. */
export interface ProtectOptions {
  readonly withoutSecondary?: boolean;
}

/**
 * What may be told of a month, and which reports may be listed one by one (whoever counts them has their number), so that nobody learns more of a hidden number of reports than that it is one from 0 to 9, and of
 * one that is told as `few` or `most` no more than that: not by margins, totals or differences, and not even if she
 * knew all that is told without rounding.
 */
export async function protectFigures(
  grid: Grid,
  atoms: readonly Atom[],
  options: ProtectOptions = {},
): Promise<Protected> {
  const { slots, nodes } = figureNetwork(grid, atoms);
  const isAlone = options.withoutSecondary === true;
  const hide = (cells: readonly Cell[]) =>
    hideCells(isAlone ? cells.map((cell) => ({ ...cell, needs: null })) : cells, nodes);
  const thin = new Set<string>();
  let isHidden = await hide(slots.map((slot) => receivedCell(slot, thin)));
  // What is hidden for one office may leave too little of another.
  for (let before = -1; !isAlone && before < thin.size; ) {
    before = thin.size;
    for (const id of thinOffices(grid, { slots, isHidden }, atoms, FEWEST)) thin.add(id);
    if (thin.size > before) isHidden = await hide(slots.map((slot) => receivedCell(slot, thin)));
  }
  const sight = { slots, isHidden };
  const telling = isAlone ? new Set<string>() : tellingLists(grid, sight, atoms, FEWEST);
  const isTold = slots.map((slot, index) => !isHidden[index] && !givesWay(slot, thin, telling));
  const told: Told[][] = [];
  for (const name of OPEN_COUNTS) {
    const hidden = await hide(slots.map((slot, index) => countCell(slot, name, isTold[index] === true)));
    told.push(slots.map(({ counts }, index) => (hidden[index] ? null : say(counts[name], counts.received))));
  }
  const figures = slots.flatMap(({ subject, counts }, index) => {
    if (!isTold[index] || (subject.kind !== 'area' && subject.kind !== 'office')) return [];
    const said = OPEN_COUNTS.map((name, which) => [name, told[which]?.[index] ?? null] as const);
    return [{ subject, received: round(counts.received), counts: Object.fromEntries(said) as Record<OpenCount, Told> }];
  });
  const listed = slots.flatMap(({ subject }, index) =>
    subject.kind === 'alike' && isTold[index] ? [{ areaId: subject.areaId, categoryId: subject.kindId }] : [],
  );
  return { told: figures, listed };
}

const ANY: Range = [0, Number.POSITIVE_INFINITY];

/** @param thin offices of which too little is left: they are not told of, nor may they be worked out from the whole and the others */
function receivedCell({ subject, from, to, counts: { received: value } }: Slot, thin: ReadonlySet<string>): Cell {
  const isSmall = value < FEWEST;
  const hasRow = subject.kind === 'area' || subject.kind === 'office' || subject.kind === 'alike';
  // Whatever of it is told elsewhere, what is left could be any number from 0 to 9.
  if (!isSmall && subject.kind === 'office' && thin.has(subject.officeId))
    return { from, to, value, told: ANY, free: ANY, cost: 0, needs: [value - FEWEST + 1, value + FEWEST - 1] };
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
  // Of listed reports it is told whether each is open, not what became of it.
  if (subject.kind === 'alike') return { ...cell, told: free, needs: null };
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

/**
 * Lists go before figures, small figures before large ones, categories before totals, and the whole last: it is what everything is
 * compared with.
 */
function costOf(subject: Slot['subject'], value: number): number {
  if (subject.kind === 'alike') return (value + 1) * LIST_COST;
  if (subject.kind !== 'area' || subject.categoryId !== null) return value + 1;
  return (subject.isWhole ? WHOLE_COST : TOTAL_COST) * value + FEWEST;
}

const LIST_COST = 1e-6;
const TOTAL_COST = 4;
const WHOLE_COST = 1_000;

/** Whether an office or a list gives way for what is known besides the network: which office is responsible for what. */
function givesWay({ subject }: Slot, offices: ReadonlySet<string>, lists: ReadonlySet<string>): boolean {
  if (subject.kind === 'office') return offices.has(subject.officeId);
  return subject.kind === 'alike' && lists.has(alikeKey(subject.areaId, subject.kindId));
}
