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

/**
 * The cells as searches go through them: tens of thousands for a month, each through thousands of steps, so all that they look at lies in
 * arrays of numbers. A step is one direction in which the flow through a cell may change.
 */
interface Network {
  readonly cells: readonly Cell[];
  /** By node: the first of its steps; they end where those of the next node begin. */
  readonly first: Int32Array;
  /** By step: its cell, where it leads, and whether more flows through the cell (1) or less (-1). */
  readonly cellOf: Int32Array;
  readonly endOf: Int32Array;
  readonly startOf: Int32Array;
  readonly signOf: Int8Array;
  /** By step: the other direction of its cell. */
  readonly backOf: Int32Array;
  readonly isHidden: boolean[];
  /** By cell, what a reader knows of it as it is now: told or hidden. */
  readonly lows: Float64Array;
  readonly highs: Float64Array;
  /** Another world that a reader cannot tell from the true one. */
  readonly flows: Float64Array;
  /** By node, for searches: the step that leads there, the search that came there last, and what it costs to get there. */
  readonly via: Int32Array;
  readonly seen: Uint32Array;
  readonly costs: Float64Array;
  /** By node, for what is searched from the end: the step that leads on, and the search that came there last. */
  readonly onward: Int32Array;
  readonly seenFromEnd: Uint32Array;
  searches: number;
}

function networkOf(cells: readonly Cell[], nodes: number): Network {
  const first = new Int32Array(nodes + 1);
  for (const { from, to } of cells) {
    first[from + 1] = (first[from + 1] ?? 0) + 1;
    first[to + 1] = (first[to + 1] ?? 0) + 1;
  }
  for (let node = 1; node <= nodes; node += 1) first[node] = (first[node] ?? 0) + (first[node - 1] ?? 0);
  const steps = cells.length * 2;
  const isHidden = cells.map(({ told, free }) => told[0] === free[0] && told[1] === free[1]);
  const network: Network = {
    cells,
    first,
    cellOf: new Int32Array(steps),
    endOf: new Int32Array(steps),
    startOf: new Int32Array(steps),
    signOf: new Int8Array(steps),
    backOf: new Int32Array(steps),
    isHidden,
    lows: Float64Array.from(cells, ({ told }) => told[0]),
    highs: Float64Array.from(cells, ({ told }) => told[1]),
    flows: Float64Array.from(cells, ({ value }) => value),
    via: new Int32Array(nodes),
    seen: new Uint32Array(nodes),
    costs: new Float64Array(nodes),
    onward: new Int32Array(nodes),
    seenFromEnd: new Uint32Array(nodes),
    searches: 0,
  };
  const next = Int32Array.from(first);
  const add = (cell: number, sign: 1 | -1, start: number, end: number) => {
    const step = next[start] ?? 0;
    next[start] = step + 1;
    network.cellOf[step] = cell;
    network.signOf[step] = sign;
    network.startOf[step] = start;
    network.endOf[step] = end;
    return step;
  };
  cells.forEach(({ from, to }, cell) => {
    const [more, less] = [add(cell, 1, from, to), add(cell, -1, to, from)];
    network.backOf[more] = less;
    network.backOf[less] = more;
  });
  return network;
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
  const network = networkOf(cells, nodes);
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
  const { cellOf, signOf, flows } = network;
  const before: [number, number][] = [];
  let left = amount;
  while (left > 0) {
    const way = findOpenWay(network, around, from, to) ?? findCheapestWay(network, around, from, to);
    if (way === null) throw new Error('figures do not add up: a cell cannot be protected');
    for (const step of way) if (roomOf(network, step) <= 0) hide(network, cellOf[step] ?? 0);
    const size = Math.min(left, ...way.map((step) => roomOf(network, step)));
    for (const step of way) {
      const cell = cellOf[step] ?? 0;
      const flow = flows[cell] ?? 0;
      before.push([cell, flow]);
      flows[cell] = flow + (signOf[step] ?? 0) * size;
    }
    left -= size;
  }
  for (const [cell, flow] of before.reverse()) flows[cell] = flow;
}

function hide({ cells, isHidden, lows, highs }: Network, cell: number): void {
  const { free } = cells[cell] ?? {};
  if (free === undefined) return;
  isHidden[cell] = true;
  lows[cell] = free[0];
  highs[cell] = free[1];
}

/** How much more, or less, may flow through a cell without anybody noticing. */
function roomOf({ cellOf, signOf, lows, highs, flows }: Network, step: number): number {
  const cell = cellOf[step] ?? 0;
  const flow = flows[cell] ?? 0;
  return signOf[step] === 1 ? (highs[cell] ?? 0) - flow : flow - (lows[cell] ?? 0);
}

/** The same once it is hidden. */
function freeRoomOf({ cells, cellOf, signOf, flows }: Network, step: number): number {
  const cell = cellOf[step] ?? 0;
  const { free } = cells[cell] ?? {};
  if (free === undefined) return 0;
  const flow = flows[cell] ?? 0;
  return signOf[step] === 1 ? free[1] - flow : flow - free[0];
}

/**
 * A way over cells that have room as they are, as its steps. Searched from both ends, each time from the one with fewer nodes to go on
 * from: nearly all nodes can be reached from anywhere, and most ways are short.
 */
function findOpenWay(network: Network, around: number, from: number, to: number): number[] | null {
  const { seen, seenFromEnd } = network;
  network.searches += 1;
  seen[from] = network.searches;
  seenFromEnd[to] = network.searches;
  let begun = [from];
  let ended = [to];
  while (begun.length > 0 && ended.length > 0) {
    const isAhead = begun.length <= ended.length;
    const { meeting, next } = goOn(network, around, isAhead ? begun : ended, isAhead);
    if (meeting !== null) return [...backFrom(network, from, meeting), ...onFrom(network, meeting, to)];
    if (isAhead) begun = next;
    else ended = next;
  }
  return null;
}

/** Where a search comes to from these nodes, forward or from the end; the node at which it meets the other one, if it does. */
function goOn(
  network: Network,
  around: number,
  nodes: readonly number[],
  isAhead: boolean,
): { readonly meeting: number | null; readonly next: number[] } {
  const { first, cellOf, endOf, backOf, searches: search } = network;
  const [own, other] = isAhead ? [network.seen, network.seenFromEnd] : [network.seenFromEnd, network.seen];
  const ways = isAhead ? network.via : network.onward;
  const next: number[] = [];
  for (const node of nodes) {
    const last = first[node + 1] ?? 0;
    for (let out = first[node] ?? 0; out < last; out += 1) {
      const end = endOf[out] ?? 0;
      if (own[end] === search || cellOf[out] === around) continue;
      const step = isAhead ? out : (backOf[out] ?? 0);
      if (roomOf(network, step) <= 0) continue;
      own[end] = search;
      ways[end] = step;
      if (other[end] === search) return { meeting: end, next };
      next.push(end);
    }
  }
  return { meeting: null, next };
}

/** The way over which the least has to be hidden. */
function findCheapestWay(network: Network, around: number, from: number, to: number): number[] | null {
  const { cells, first, cellOf, endOf, via, costs } = network;
  costs.fill(Number.POSITIVE_INFINITY);
  costs[from] = 0;
  const queue = new Set([from]);
  // What is added again while it waits keeps its place, and else comes to the end: a set goes on with what is added to it.
  for (const node of queue) {
    queue.delete(node);
    const soFar = costs[node] ?? 0;
    const last = first[node + 1] ?? 0;
    for (let step = first[node] ?? 0; step < last; step += 1) {
      const cell = cellOf[step] ?? 0;
      const end = endOf[step] ?? 0;
      if (cell === around || freeRoomOf(network, step) <= 0) continue;
      const cost = soFar + (roomOf(network, step) > 0 ? 0 : (cells[cell]?.cost ?? 0));
      // No way that is dearer than one already known leads to a cheaper one.
      if (cost >= Math.min(costs[end] ?? 0, costs[to] ?? 0)) continue;
      costs[end] = cost;
      via[end] = step;
      queue.add(end);
    }
  }
  return costs[to] === Number.POSITIVE_INFINITY ? null : backFrom(network, from, to);
}

/** The steps from a node to the end, as a search from there found them. */
function onFrom({ onward, endOf }: Network, from: number, to: number): number[] {
  const way: number[] = [];
  for (let node = from; node !== to; ) {
    const step = onward[node] ?? 0;
    way.push(step);
    node = endOf[step] ?? to;
  }
  return way;
}

function backFrom({ via, startOf }: Network, from: number, to: number): number[] {
  const way: number[] = [];
  for (let node = to; node !== from; ) {
    const step = via[node] ?? 0;
    way.push(step);
    node = startOf[step] ?? from;
  }
  return way;
}
