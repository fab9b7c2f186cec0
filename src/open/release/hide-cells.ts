import { setImmediate as breathe } from 'node:timers/promises';

/** A process that computes a release may serve screens too. */
const LONGEST_BREATH_MS = 10;

/** A figure as an edge of a network: what flows into a node flows out of it, as parts add up to their whole. */
export interface Cell {
  readonly from: number;
  readonly to: number;
  /** The true figure. */
  readonly value: number;
  /** What a reader of the release knows of it while it is told: the figure itself, or between what it lies. */
  readonly told: Range;
  /** What she knows by herself once it is hidden. */
  readonly free: Range;
  /** What hiding it costs; of several ways the cheapest is taken. */
  readonly cost: number;
  /** Every number of this range must stay possible to her; null: the figure needs no protection of its own. */
  readonly needs: Range | null;
}

/** Lowest and highest number, both possible. */
export type Range = readonly [low: number, high: number];

/** One direction in which the flow through a cell may change. */
interface Step {
  readonly cell: number;
  /** 1: more flows through it; -1: less. */
  readonly sign: 1 | -1;
  /** Where the way goes on. */
  readonly start: number;
  readonly end: number;
}

interface Network {
  readonly cells: readonly Cell[];
  /** By node: the steps that begin there. */
  readonly steps: readonly (readonly Step[])[];
  readonly isHidden: boolean[];
  /** Another world that a reader cannot tell from the true one. */
  readonly flows: Float64Array;
  /** By node, for searches: the step that leads there, and what it costs to get there. */
  readonly via: (Step | undefined)[];
  readonly costs: Float64Array;
}

/**
 * Which figures must be hidden so that nobody can work out one that needs protection from those that are told, by any sums and
 * differences: for every end of every range in need a world is looked for in which all that is told is the same and the figure is at
 * that end. Where there is none, the cheapest figures are hidden that make one possible. A world once found stays one whatever
 * else is hidden later, so one pass is enough. Cells in which `told` equals `free` are hidden from the beginning.
 *
 * The worlds differ along circles of the network (max-flow with cheapest augmenting paths; after Kelly, Golden and Assad, Cell
 * suppression: disclosure protection for sensitive tabular data, Networks 22, 1992). Whole numbers flow, so the bounds are exact.
 *
 * @returns by index, whether a cell is hidden
 * @throws when a range cannot be reached with everything hidden: the network is not one of parts and wholes
 */
export async function hideCells(cells: readonly Cell[], nodes: number): Promise<boolean[]> {
  const steps: Step[][] = Array.from({ length: nodes }, () => []);
  cells.forEach(({ from, to }, cell) => {
    steps[from]?.push({ cell, sign: 1, start: from, end: to });
    steps[to]?.push({ cell, sign: -1, start: to, end: from });
  });
  const network: Network = {
    cells,
    steps,
    isHidden: cells.map(({ told, free }) => told[0] === free[0] && told[1] === free[1]),
    flows: Float64Array.from(cells, ({ value }) => value),
    via: [],
    costs: new Float64Array(nodes),
  };
  let breathedAt = performance.now();
  for (const [index, { from, to, value, needs }] of cells.entries()) {
    if (needs === null) continue;
    // More through this cell has to come back from where it ends to where it begins, and the other way round.
    move(network, index, { from: to, to: from, amount: needs[1] - value });
    move(network, index, { from, to, amount: value - needs[0] });
    if (performance.now() - breathedAt < LONGEST_BREATH_MS) continue;
    await breathe();
    breathedAt = performance.now();
  }
  return network.isHidden;
}

interface Move {
  readonly from: number;
  readonly to: number;
  readonly amount: number;
}

/** Finds ways round a cell for an amount, hides what stands in them, and leaves the flows as they were. */
function move(network: Network, around: number, { from, to, amount }: Move): void {
  const { flows, isHidden } = network;
  const before: [number, number][] = [];
  let left = amount;
  while (left > 0) {
    const way = findOpenWay(network, around, from, to) ?? findCheapestWay(network, around, from, to);
    if (way === null) throw new Error('figures do not add up: a cell cannot be protected');
    for (const step of way) if (roomOf(network, step, isHidden[step.cell] === true) <= 0) isHidden[step.cell] = true;
    const size = Math.min(left, ...way.map((step) => roomOf(network, step, isHidden[step.cell] === true)));
    for (const { cell, sign } of way) {
      before.push([cell, flows[cell] ?? 0]);
      flows[cell] = (flows[cell] ?? 0) + sign * size;
    }
    left -= size;
  }
  for (const [cell, flow] of before.reverse()) flows[cell] = flow;
}

/** How much more, or less, may flow through a cell without anybody noticing. */
function roomOf({ cells, flows }: Network, { cell, sign }: Step, isHidden: boolean): number {
  const known = cells[cell];
  const flow = flows[cell];
  if (known === undefined || flow === undefined) return 0;
  const range = isHidden ? known.free : known.told;
  return sign === 1 ? range[1] - flow : flow - range[0];
}

/** The shortest way over cells that have room as they are. */
function findOpenWay(network: Network, around: number, from: number, to: number): Step[] | null {
  const { steps, via, isHidden } = network;
  via.length = 0;
  const queue = [from];
  for (const node of queue) {
    for (const step of steps[node] ?? []) {
      const { cell, end } = step;
      if (cell === around || end === from || via[end] !== undefined) continue;
      if (roomOf(network, step, isHidden[cell] === true) <= 0) continue;
      via[end] = step;
      if (end === to) return backFrom(via, from, to);
      queue.push(end);
    }
  }
  return null;
}

/** The way over which the least has to be hidden. */
function findCheapestWay(network: Network, around: number, from: number, to: number): Step[] | null {
  const { cells, steps, via, costs, isHidden } = network;
  via.length = 0;
  costs.fill(Number.POSITIVE_INFINITY);
  costs[from] = 0;
  const queue = new Set([from]);
  // What is added again while it waits keeps its place, and else comes to the end: a set goes on with what is added to it.
  for (const node of queue) {
    queue.delete(node);
    const soFar = costs[node] ?? 0;
    for (const step of steps[node] ?? []) {
      const { cell, end } = step;
      if (cell === around || roomOf(network, step, true) <= 0) continue;
      const isOpen = roomOf(network, step, isHidden[cell] === true) > 0;
      const cost = soFar + (isOpen ? 0 : (cells[cell]?.cost ?? 0));
      // No way that is dearer than one already known leads to a cheaper one.
      if (cost >= Math.min(costs[end] ?? 0, costs[to] ?? 0)) continue;
      costs[end] = cost;
      via[end] = step;
      queue.add(end);
    }
  }
  return via[to] === undefined ? null : backFrom(via, from, to);
}

function backFrom(via: readonly (Step | undefined)[], from: number, to: number): Step[] {
  const way: Step[] = [];
  for (let node = to; node !== from; ) {
    const last = via[node];
    if (last === undefined) throw new Error('a way without a beginning');
    way.push(last);
    node = last.start;
  }
  return way;
}
